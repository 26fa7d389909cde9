import { advance } from './advance.js';
import type { Listening } from './listening.js';
import type { Music } from './neighbours.js';
import type { Playback } from './playback.js';
import type { World } from './world.js';

/** How long something plays for a user, in milliseconds; `undefined` where it cannot be played. */
export type DurationOf = (uri: string, userId: string) => number | undefined;

/** What a user's player plays from. What is asked for once more, as in each round of a list, is remembered. */
export function musicOf(world: World, userId: string, playback: Playback, durationOf: DurationOf): Music {
  const known = new Map<string, number | undefined>();
  return {
    at: world.players.list(userId, playback),
    durationOf(uri) {
      if (!known.has(uri)) known.set(uri, durationOf(uri, userId));
      return known.get(uri);
    },
    // Not remembered: a command may move it.
    startOf(uri) {
      const [, type, id = ''] = uri.split(':');
      return type === 'episode' ? world.resumePoints.find(userId, id).positionMs : 0;
    },
  };
}

/** A user's player as it is now. What ended meanwhile is written down: what was played, and how far in episodes. */
export function settlePlayback(world: World, userId: string, now: number, durationOf: DurationOf): Playback {
  const before = world.players.find(userId);
  const { playback, listening } = advance(before, now, musicOf(world, userId, before, durationOf));
  if (playback === before) return before;
  world.players.save(userId, playback);
  keepListening(world, userId, playback, listening);
  return playback;
}

/** Writes down what was heard, unless the device plays in private. */
export function keepListening(world: World, userId: string, { deviceId }: Playback, { plays, positions }: Listening): void {
  if (deviceId !== null && world.devices.find(userId, deviceId)?.privateSession) return;
  world.playHistory.add(userId, plays);
  // The last of each counts.
  for (const [id, { positionMs, fullyPlayed }] of new Map(positions.map((one) => [one.id, one]))) {
    world.resumePoints.save(userId, id, { positionMs, fullyPlayed });
  }
}
