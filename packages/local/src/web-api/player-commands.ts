import { following, preceding, succeeding } from '../world/neighbours.js';
import { nextSeed, playOrder } from '../world/play-order.js';
import type { Playback, Repeat } from '../world/playback.js';
import type { Handler, Handlers } from './handler.js';
import { readJsonBody } from './json-body.js';
import { checkAction, checkPremium, enter, playerCommand, refuse } from './player-command.js';
import { play } from './player-play.js';
import { WebApiError } from './web-api-error.js';

const pause: Handler<'PUT /me/player/pause'> = (call) => {
  checkPremium(call.caller, call.context);
  return playerCommand(call, (command) => {
    checkAction(command, 'pausing');
    return { ...command.playback, isPlaying: false, changedAt: command.now };
  });
};

const skipToNext: Handler<'POST /me/player/next'> = (call) => {
  checkPremium(call.caller, call.context);
  return playerCommand(call, (command) => {
    checkAction(command, 'skipping_next');
    const next = following(command.playback, command.music);
    return next === undefined ? command.playback : { ...enter(command, next), isPlaying: true };
  });
};

// Always the track before: the beginning of this one is a matter of seeking, as Spotify's documentation said.
const skipToPrevious: Handler<'POST /me/player/previous'> = (call) => {
  checkPremium(call.caller, call.context);
  return playerCommand(call, (command) => {
    checkAction(command, 'skipping_prev');
    const previous = preceding(command.playback, command.music);
    return previous === undefined ? command.playback : { ...enter(command, previous), isPlaying: true };
  });
};

// Beyond the end the next item plays, as time passing would have it.
const seek: Handler<'PUT /me/player/seek'> = (call) => {
  checkPremium(call.caller, call.context);
  const positionMs = readWhole(call.query, 'position_ms', Number.MAX_SAFE_INTEGER);
  return playerCommand(call, (command) => {
    checkAction(command, 'seeking');
    const { playback, music, now } = command;
    if (positionMs < playback.durationMs) return { ...playback, positionMs, changedAt: now };
    const ended = { ...playback, positionMs: playback.durationMs };
    const next = succeeding(playback, music);
    return next === undefined ? { ...ended, changedAt: now } : enter({ ...command, playback: ended }, next);
  });
};

const repeat: Handler<'PUT /me/player/repeat'> = (call) => {
  checkPremium(call.caller, call.context);
  const state = readRepeat(call.query);
  return playerCommand(call, (command) => {
    if (state === 'context') checkAction(command, 'toggling_repeat_context');
    else checkAction(command, 'toggling_repeat_track');
    return { ...command.playback, repeat: state };
  });
};

const shuffle: Handler<'PUT /me/player/shuffle'> = (call) => {
  checkPremium(call.caller, call.context);
  const state = readSwitch(call.query, 'state');
  return playerCommand(call, (command) => {
    checkAction(command, 'toggling_shuffle');
    return state === command.playback.shuffle ? command.playback : shuffled(command.playback, state);
  });
};

// What plays goes on: shuffled it is the first of its list, and in order again it is where it belongs.
function shuffled(playback: Playback, state: boolean): Playback {
  const { size, place, shuffleSeed } = playback;
  if (size === 0) return { ...playback, shuffle: state };
  if (state) return { ...playback, shuffle: true, shuffleSeed: nextSeed(shuffleSeed), shuffleFirst: place, place: 0 };
  return { ...playback, shuffle: false, place: playOrder(playback)[place] ?? 0 };
}

const setVolume: Handler<'PUT /me/player/volume'> = (call) => {
  checkPremium(call.caller, call.context);
  const volumePercent = readWhole(call.query, 'volume_percent', 100);
  return playerCommand(
    call,
    ({ device, user, playback, context }) => {
      refuse(device.supportsVolume ? undefined : 'VOLUME_CONTROL_DISALLOW', context);
      context.world.devices.save(user.id, { ...device, volumePercent });
      return playback;
    },
    // To turn another device up is not to use it.
    { anyDevice: true, isUse: false },
  );
};

const addToQueue: Handler<'POST /me/player/queue'> = (call) => {
  checkPremium(call.caller, call.context);
  const uri = call.query.get('uri') ?? '';
  if (uri === '') throw new WebApiError(400, 'Missing required field: uri');
  if (!/^spotify:(?:track|episode):[0-9A-Za-z]{22}$/u.test(uri)) throw new WebApiError(400, `Invalid track uri: ${uri}`);
  return playerCommand(call, ({ playback, music, context }) => {
    refuse(music.durationOf(uri) === undefined ? 'NO_SPECIFIC_TRACK' : undefined, context);
    return { ...playback, queue: [...playback.queue, uri] };
  });
};

const transfer: Handler<'PUT /me/player'> = (call) => {
  checkPremium(call.caller, call.context);
  const { device_ids: ids, play } = readJsonBody(call.exchange);
  // Clients send null for what they have no value of.
  const plays = play ?? undefined;
  if (!Array.isArray(ids) || ids.length === 0) throw new WebApiError(400, 'Missing required field: device_ids');
  if (ids.length > 1) throw new WebApiError(400, 'Only one device_id is currently supported');
  const [deviceId] = ids as unknown[];
  if (typeof deviceId !== 'string' || !['boolean', 'undefined'].includes(typeof plays))
    throw new WebApiError(400, 'Malformed json');
  return playerCommand(
    call,
    ({ playback, device, now }) => {
      const isPlaying = playback.uri !== null && (plays === true || playback.isPlaying);
      return { ...playback, deviceId: device.id, isPlaying, changedAt: now };
    },
    { deviceId, anyDevice: true },
  );
};

function readWhole(query: URLSearchParams, name: string, most: number): number {
  const text = query.get(name);
  if (text === null || text === '') throw new WebApiError(400, `Missing required field: ${name}`);
  const value = /^\d{1,16}$/u.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new WebApiError(400, `Invalid ${name}`);
  return value;
}

function readRepeat(query: URLSearchParams): Repeat {
  const state = query.get('state');
  if (state === null || state === '') throw new WebApiError(400, 'Missing required field: state');
  if (state !== 'off' && state !== 'track' && state !== 'context') throw new WebApiError(400, 'Invalid state');
  return state;
}

function readSwitch(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)?.toLowerCase();
  if (text === undefined || text === '') throw new WebApiError(400, `Missing required field: ${name}`);
  // Python writes `True`.
  if (text !== 'true' && text !== 'false') throw new WebApiError(400, `Invalid ${name}`);
  return text === 'true';
}

/** The operations that move the player. They need Premium. */
export const playerCommandHandlers = {
  'PUT /me/player': transfer,
  'PUT /me/player/play': play,
  'PUT /me/player/pause': pause,
  'POST /me/player/next': skipToNext,
  'POST /me/player/previous': skipToPrevious,
  'PUT /me/player/seek': seek,
  'PUT /me/player/repeat': repeat,
  'PUT /me/player/shuffle': shuffle,
  'PUT /me/player/volume': setVolume,
  'POST /me/player/queue': addToQueue,
} satisfies Partial<Handlers>;
