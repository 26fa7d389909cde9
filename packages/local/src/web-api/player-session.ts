import { isCurrent } from '../world/advance.js';
import type { Device } from '../world/devices.js';
import type { Music } from '../world/neighbours.js';
import { activeDeviceId, type Playback } from '../world/playback.js';
import { musicOf, settlePlayback } from '../world/settle-playback.js';
import type { User } from '../world/users.js';
import type { Caller } from './handler.js';
import { playableDuration } from './playable-duration.js';
import { signedInUser } from './signed-in-user.js';
import type { WebApiContext } from './web-api-context.js';

/** A user's player as a call finds it. */
export interface PlayerSession {
  user: User;
  now: number;
  playback: Playback;
  /** On which commands go that name no device. */
  active: Device | undefined;
  /** What the list has, in the order in which it plays now. */
  music: Music;
}

/** Finds the caller's player. What ended meanwhile is written down. */
export function readPlayer(caller: Caller, { world, clock, catalogue }: WebApiContext): PlayerSession {
  const user = signedInUser(caller);
  const now = clock.now();
  const durationOf = playableDuration(catalogue, world);
  const found = world.players.find(user.id);
  const playback = isCurrent(found, now) ? found : world.transaction(() => settlePlayback(world, user.id, now, durationOf));
  const deviceId = activeDeviceId(playback, now);
  return {
    user,
    now,
    playback,
    active: deviceId === null ? undefined : world.devices.find(user.id, deviceId),
    music: musicOf(world, user.id, playback, durationOf),
  };
}
