import type { ExternalUrls, MarketQuery } from './object-parts.js';
import type { CursorPage } from './page.js';
import type { PlayableItem } from './playable-item.js';
import type { Track } from './tracks.js';

/** What plays music for the user. */
export interface Device {
  /** Changes now and then. `null` for some devices, which cannot be named in a command. */
  id: string | null;
  is_active: boolean;
  is_private_session: boolean;
  /** Whether it takes no commands from the Web API. */
  is_restricted: boolean;
  name: string;
  /** Such as `Computer`, `Smartphone` or `Speaker`. */
  type: string;
  supports_volume: boolean;
  /** 0 to 100. `null` where it is not known. */
  volume_percent: number | null;
}

/** What plays one thing after the other: an album, an artist, a playlist, a show. */
export interface PlaybackContext {
  external_urls: ExternalUrls;
  href: string;
  type: 'album' | 'artist' | 'playlist' | 'show' | (string & {});
  /** A playlist's may be of the old form, `spotify:user:…:playlist:…`. */
  uri: string;
}

/** What cannot be done at the moment is `true`; what can be done is mostly absent. */
export interface Disallows {
  interrupting_playback?: boolean;
  pausing?: boolean;
  resuming?: boolean;
  seeking?: boolean;
  skipping_next?: boolean;
  skipping_prev?: boolean;
  toggling_repeat_context?: boolean;
  toggling_shuffle?: boolean;
  toggling_repeat_track?: boolean;
  transferring_playback?: boolean;
}

/** What is playing. */
export interface CurrentlyPlaying {
  actions: { disallows: Disallows };
  /** `null` for what plays alone. */
  context: PlaybackContext | null;
  currently_playing_type: 'track' | 'episode' | 'ad' | 'unknown';
  is_playing: boolean;
  /** `null` for an advertisement and in a private session. */
  item: PlayableItem | null;
  progress_ms: number | null;
  /** When this was last changed, in epoch milliseconds. */
  timestamp: number;
}

/** What repeats: nothing, the track, or the context. */
export type RepeatState = 'off' | 'track' | 'context';

/** What is playing, where and how. */
export interface PlaybackState extends CurrentlyPlaying {
  device: Device;
  repeat_state: RepeatState;
  shuffle_state: boolean;
  /** Whether the shuffled list has recommendations in it. Not in Spotify's reference. */
  smart_shuffle?: boolean;
}

/** What comes next. */
export interface Queue {
  /** `null` when nothing plays. */
  currently_playing: PlayableItem | null;
  queue: PlayableItem[];
}

/** A track that was played for more than 30 seconds. */
export interface PlayHistory {
  /** `null` where it was not played out of one. */
  context: PlaybackContext | null;
  /** ISO 8601, UTC, with milliseconds. */
  played_at: string;
  track: Track;
}

/** On which device. */
export interface DeviceQuery {
  /** Default: the active one. */
  device_id?: string;
}

/** What to play. Without anything: what was playing, goes on. */
export interface PlayRequest {
  /** The URI of an album, an artist or a playlist. */
  context_uri?: string;
  /** URIs of tracks. */
  uris?: readonly string[];
  /** Where in the context to begin: at a position from 0, or at an item. */
  offset?: { position: number } | { uri: string };
  position_ms?: number;
}

/** What narrows down an answer about the player. */
export interface PlayerQuery extends MarketQuery {
  /** What the caller understands besides tracks. */
  additional_types?: readonly ('track' | 'episode')[];
}

/** The operations on the player. Commands need a user with Premium, and Spotify does not promise their order. */
export interface PlayerOperations {
  'GET /me/player': {
    query?: PlayerQuery;
    /** `undefined` when nothing plays. */
    response: PlaybackState | undefined;
  };
  /** Moves what plays to another device. */
  'PUT /me/player': {
    body: {
      /**
       * One device.
       * @maxItems 1
       */
      device_ids: readonly string[];
      /** Whether it plays there in any case. Default: as it was. */
      play?: boolean;
    };
    response: undefined;
  };
  'GET /me/player/devices': {
    response: { devices: Device[] };
  };
  'GET /me/player/currently-playing': {
    query?: PlayerQuery;
    /** `undefined` when nothing plays. */
    response: CurrentlyPlaying | undefined;
  };
  'PUT /me/player/play': {
    query?: DeviceQuery;
    body?: PlayRequest;
    response: undefined;
  };
  'PUT /me/player/pause': {
    query?: DeviceQuery;
    response: undefined;
  };
  'POST /me/player/next': {
    query?: DeviceQuery;
    response: undefined;
  };
  'POST /me/player/previous': {
    query?: DeviceQuery;
    response: undefined;
  };
  'PUT /me/player/seek': {
    query: DeviceQuery & { position_ms: number };
    response: undefined;
  };
  'PUT /me/player/repeat': {
    query: DeviceQuery & { state: RepeatState };
    response: undefined;
  };
  'PUT /me/player/volume': {
    query: DeviceQuery & {
      /** 0 to 100. */
      volume_percent: number;
    };
    response: undefined;
  };
  'PUT /me/player/shuffle': {
    query: DeviceQuery & { state: boolean };
    response: undefined;
  };
  'GET /me/player/recently-played': {
    query?: {
      /**
       * How many tracks. There are no more than the last 50.
       * @minimum 1
       * @maximum 50
       * @default 20
       */
      limit?: number;
      /** Only what was played after this, in epoch milliseconds. Not together with `before`. */
      after?: number;
      /** Only what was played before this, in epoch milliseconds. Not together with `after`. */
      before?: number;
    };
    response: CursorPage<PlayHistory>;
  };
  'GET /me/player/queue': {
    response: Queue;
  };
  'POST /me/player/queue': {
    query: DeviceQuery & {
      /** The URI of a track or an episode. */
      uri: string;
    };
    response: undefined;
  };
}
