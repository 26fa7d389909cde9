import type { CursorPage } from '../contract/page.js';
import type {
  CurrentlyPlaying,
  Device,
  DeviceQuery,
  PlaybackState,
  PlayerQuery,
  PlayHistory,
  PlayRequest,
  Queue,
  RepeatState,
} from '../contract/player.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** What the user plays, and where. Commands need a user with Premium, and go to the active device unless one is named. */
export interface PlayerResource {
  /**
   * What plays, where and how; `undefined` when nothing does.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-information-about-the-users-current-playback
   */
  state(query?: PlayerQuery, call?: CallOptions): Promise<PlaybackState | undefined>;
  /**
   * What plays; `undefined` when nothing does.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track
   */
  currentlyPlaying(query?: PlayerQuery, call?: CallOptions): Promise<CurrentlyPlaying | undefined>;
  /**
   * The devices on which Spotify is open.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-users-available-devices
   */
  devices(call?: CallOptions): Promise<{ devices: Device[] }>;
  /**
   * What was played last, the last first.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-recently-played
   */
  recentlyPlayed(
    query?: Query<'GET /me/player/recently-played'>,
    options?: ListOptions,
  ): Paged<PlayHistory, CursorPage<PlayHistory>>;
  /**
   * What plays, and what comes next.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-queue
   */
  queue(call?: CallOptions): Promise<Queue>;
  /**
   * Lets a track or an episode come next.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/add-to-queue
   */
  addToQueue(uri: string, device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Moves what plays to another device. `play` lets it play there in any case.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/transfer-a-users-playback
   */
  transfer(deviceId: string, play?: boolean, call?: CallOptions): Promise<undefined>;
  /**
   * Plays something, or goes on.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/start-a-users-playback
   */
  play(what?: PlayRequest, device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Pauses.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/pause-a-users-playback
   */
  pause(device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Skips to the next track.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/skip-users-playback-to-next-track
   */
  next(device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Goes back to the track before.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/skip-users-playback-to-previous-track
   */
  previous(device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Goes to a position, in milliseconds.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/seek-to-position-in-currently-playing-track
   */
  seek(positionMs: number, device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Says what is repeated.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/set-repeat-mode-on-users-playback
   */
  repeat(state: RepeatState, device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Sets the volume, 0 to 100.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/set-volume-for-users-playback
   */
  volume(percent: number, device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
  /**
   * Plays in any order, or in the given one.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/toggle-shuffle-for-users-playback
   */
  shuffle(state: boolean, device?: DeviceQuery, call?: CallOptions): Promise<undefined>;
}

export function createPlayer(api: OperationMethods): PlayerResource {
  /** Sets one thing of the player. */
  const set =
    <Name extends SettingOperation, Parameter extends keyof Query<Name>>(operation: Name, parameter: Parameter) =>
    (value: Query<Name>[Parameter], device?: DeviceQuery, call?: CallOptions) =>
      api.ask(operation, { query: { ...device, [parameter]: value } } as never, call);
  return {
    state: api.byQuery('GET /me/player'),
    currentlyPlaying: api.byQuery('GET /me/player/currently-playing'),
    devices: api.byPath('GET /me/player/devices'),
    recentlyPlayed: api.list('GET /me/player/recently-played', { cursor: true }),
    queue: api.byPath('GET /me/player/queue'),
    addToQueue: set('POST /me/player/queue', 'uri'),
    transfer: (id, play, call) =>
      api.ask('PUT /me/player', { body: { device_ids: [id], ...(play !== undefined && { play }) } }, call),
    play: (body, query, call) => api.ask('PUT /me/player/play', { body, query }, call),
    pause: api.byQuery('PUT /me/player/pause'),
    next: api.byQuery('POST /me/player/next'),
    previous: api.byQuery('POST /me/player/previous'),
    seek: set('PUT /me/player/seek', 'position_ms'),
    repeat: set('PUT /me/player/repeat', 'state'),
    volume: set('PUT /me/player/volume', 'volume_percent'),
    shuffle: set('PUT /me/player/shuffle', 'state'),
  };
}

type SettingOperation = 'POST /me/player/queue' | `PUT /me/player/${'seek' | 'repeat' | 'volume' | 'shuffle'}`;
