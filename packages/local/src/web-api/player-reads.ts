import { following } from '../world/neighbours.js';
import { readAdditionalTypes } from './additional-types.js';
import type { Call, Handler, Handlers } from './handler.js';
import { readMarket } from './market.js';
import { currentlyPlayingObject, deviceObject, playableItem, playbackStateObject, type Showing } from './player-objects.js';
import { readPlayer } from './player-session.js';

// As many as Spotify tells of what comes next.
const MOST_QUEUED = 20;

const getPlaybackState: Handler<'GET /me/player'> = (call) => {
  const shown = showing(call);
  const session = readPlayer(call.caller, call.context);
  return session.active && playbackStateObject(session, session.active, shown);
};

const getCurrentlyPlaying: Handler<'GET /me/player/currently-playing'> = (call) => {
  const shown = showing(call);
  const session = readPlayer(call.caller, call.context);
  if (session.active === undefined || session.playback.uri === null) return undefined;
  return currentlyPlayingObject(session, session.active, shown);
};

const getDevices: Handler<'GET /me/player/devices'> = ({ caller, context }) => {
  const { user, active } = readPlayer(caller, context);
  return { devices: context.world.devices.ofUser(user.id).map((device) => deviceObject(device, active)) };
};

// What the user queued, then what the list has, from its beginning again where it repeats.
const getQueue: Handler<'GET /me/player/queue'> = ({ caller, context }) => {
  const { active, playback, music } = readPlayer(caller, context);
  if (active === undefined || playback.uri === null || active.privateSession) return { currently_playing: null, queue: [] };
  const show = (uri: string) => playableItem(uri, context, undefined, caller);
  const coming = [];
  for (let next = following(playback, music); next !== undefined && coming.length < MOST_QUEUED; ) {
    if (next.uri !== null) coming.push(show(next.uri));
    next = following({ ...playback, ...next }, music);
  }
  return { currently_playing: show(playback.uri) ?? null, queue: coming.filter((item) => item !== undefined) };
};

// What makes no sense is refused whether something plays or not.
function showing({ query, caller, context }: Call<'GET /me/player'> | Call<'GET /me/player/currently-playing'>): Showing {
  return { context, caller, market: readMarket(query, caller), withEpisodes: readAdditionalTypes(query).has('episode') };
}

/** The operations that tell about the player. A user without Premium has them too. */
export const playerReadHandlers = {
  'GET /me/player': getPlaybackState,
  'GET /me/player/currently-playing': getCurrentlyPlaying,
  'GET /me/player/devices': getDevices,
  'GET /me/player/queue': getQueue,
} satisfies Partial<Handlers>;
