import type { Operations } from 'spixie/operations';
import type { Device } from '../world/devices.js';
import { following, type Music, preceding } from '../world/neighbours.js';
import type { Playback } from '../world/playback.js';
import type { PlayerReason } from '../world/player-reasons.js';

/** What can be done with a player, in the words of `actions.disallows`. */
export type PlayerAction = keyof NonNullable<Operations['GET /me/player']['response']>['actions']['disallows'];

/** What would be refused at the moment, and why. */
export type Refusals = { readonly [Action in PlayerAction]?: PlayerReason };

const everyAction: readonly PlayerAction[] = [
  'interrupting_playback',
  'pausing',
  'resuming',
  'seeking',
  'skipping_next',
  'skipping_prev',
  'toggling_repeat_context',
  'toggling_repeat_track',
  'toggling_shuffle',
];

/** Why a device takes no commands, where it takes none. */
export function refusalOf({ restricted, refuses }: Device): PlayerReason | undefined {
  return refuses ?? (restricted ? 'DEVICE_NOT_CONTROLLABLE' : undefined);
}

/** What would be refused at the moment: the commands ask here, and what is told of a player is the same. */
export function refusals(playback: Playback, device: Device, music: Music): Refusals {
  const ofDevice = refusalOf(device);
  if (ofDevice !== undefined) return Object.fromEntries(everyAction.map((action) => [action, ofDevice]));
  const { uri, isPlaying, contextUri, size, shuffle, repeat } = playback;
  const next = following(playback, music);
  if (uri === null) {
    return {
      pausing: 'NOT_PLAYING_TRACK',
      seeking: 'NOT_PLAYING_TRACK',
      skipping_prev: 'NOT_PLAYING_TRACK',
      ...(next === undefined && { resuming: 'NOT_PLAYING_TRACK', skipping_next: 'NOT_PLAYING_TRACK' }),
    };
  }
  const isAlone = contextUri === null && size < 2;
  return {
    ...(isPlaying ? { resuming: 'NOT_PAUSED' } : { pausing: 'ALREADY_PAUSED' }),
    ...(next === undefined && { skipping_next: 'NO_NEXT_TRACK' }),
    ...(preceding(playback, music) === undefined && { skipping_prev: 'NO_PREV_TRACK' }),
    // What is on already can be switched off.
    ...(isAlone && repeat !== 'context' && { toggling_repeat_context: 'NOT_PLAYING_CONTEXT' }),
    ...(isAlone && !shuffle && { toggling_shuffle: 'NOT_PLAYING_CONTEXT' }),
  };
}
