import type { Operations } from 'spixie/operations';
import type { Device } from '../world/devices.js';
import type { Playback } from '../world/playback.js';
import { positionAt } from '../world/playback.js';
import { episodeObject } from './episode-objects.js';
import type { Caller } from './handler.js';
import { parseUri } from './ids.js';
import { links } from './object-parts.js';
import { type PlayerAction, refusals } from './player-refusals.js';
import type { PlayerSession } from './player-session.js';
import { trackObject } from './track-objects.js';
import type { WebApiContext } from './web-api-context.js';

type PlaybackState = NonNullable<Operations['GET /me/player']['response']>;
type CurrentlyPlaying = NonNullable<Operations['GET /me/player/currently-playing']['response']>;
type PlayableItem = Operations['GET /me/player/queue']['response']['queue'][number];

/** A device as the Web API shows it. */
export function deviceObject(device: Device, active: Device | undefined): PlaybackState['device'] {
  return {
    id: device.id,
    is_active: device.id === active?.id,
    is_private_session: device.privateSession,
    is_restricted: device.restricted,
    name: device.name,
    supports_volume: device.supportsVolume,
    type: device.type,
    volume_percent: device.volumePercent,
  };
}

/** What a track or an episode plays out of. */
export function contextObject(uri: string, context: WebApiContext): NonNullable<PlaybackState['context']> {
  const { type = '', id = '' } = parseUri(uri) ?? {};
  // What the user has saved is listed under their own URI.
  if (uri.endsWith(':collection')) {
    const external_urls = { spotify: 'https://open.spotify.com/collection/tracks' };
    return { external_urls, href: `${context.apiUrl}/me/tracks`, type: 'collection', uri };
  }
  return { ...links(type, id, context), type, uri };
}

/** A track or an episode; `undefined` where the catalogue has none by that URI. */
export function playableItem(
  uri: string,
  context: WebApiContext,
  market: string | undefined,
  caller: Caller,
): PlayableItem | undefined {
  const [, type, id = ''] = uri.split(':');
  if (type === 'episode') {
    const episode = context.catalogue.episode(id);
    return episode && episodeObject(episode, context, market, caller);
  }
  const track = context.catalogue.track(id);
  return track && trackObject(track, context, market);
}

/** What the answers about a player are about. */
export interface Showing {
  context: WebApiContext;
  caller: Caller;
  market: string | undefined;
  /** Whether the caller understands episodes: who does not gets none. */
  withEpisodes: boolean;
}

/** What plays. */
export function currentlyPlayingObject(session: PlayerSession, device: Device, showing: Showing): CurrentlyPlaying {
  const { playback, now } = session;
  const { uri, contextUri } = playback;
  const isEpisode = uri?.startsWith('spotify:episode:') ?? false;
  return {
    actions: { disallows: disallows(session, device) },
    context: contextUri === null ? null : contextObject(contextUri, showing.context),
    currently_playing_type: uri === null ? 'unknown' : isEpisode ? 'episode' : 'track',
    is_playing: playback.isPlaying,
    item: shownItem(playback, device, showing, isEpisode),
    progress_ms: uri === null ? null : positionAt(playback, now),
    timestamp: playback.changedAt,
  };
}

/** What plays, where and how. */
export function playbackStateObject(session: PlayerSession, device: Device, showing: Showing): PlaybackState {
  const { repeat, shuffle } = session.playback;
  return {
    device: deviceObject(device, device),
    repeat_state: repeat,
    shuffle_state: shuffle,
    smart_shuffle: false,
    ...currentlyPlayingObject(session, device, showing),
  };
}

function shownItem(
  { uri }: Playback,
  { privateSession }: Device,
  { context, caller, market, withEpisodes }: Showing,
  isEpisode: boolean,
): PlayableItem | null {
  if (uri === null || privateSession || (isEpisode && !withEpisodes)) return null;
  return playableItem(uri, context, market, caller) ?? null;
}

function disallows({ playback, music }: PlayerSession, device: Device): CurrentlyPlaying['actions']['disallows'] {
  const refused = Object.keys(refusals(playback, device, music)) as PlayerAction[];
  return Object.fromEntries(refused.map((action) => [action, true]));
}
