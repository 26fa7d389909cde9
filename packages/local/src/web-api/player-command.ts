import { entered } from '../world/advance.js';
import type { Device } from '../world/devices.js';
import { anchored, episodePosition, type Listening, noteHeard } from '../world/listening.js';
import type { Entering } from '../world/neighbours.js';
import type { Playback } from '../world/playback.js';
import type { PlayerReason } from '../world/player-reasons.js';
import { keepListening } from '../world/settle-playback.js';
import type { Caller } from './handler.js';
import { playerError } from './player-error.js';
import { type PlayerAction, refusalOf, refusals } from './player-refusals.js';
import { type PlayerSession, readPlayer } from './player-session.js';
import { signedInUser } from './signed-in-user.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

/** A command to the player, while it is carried out. `playback` is told from now. */
export interface PlayerCommand extends PlayerSession {
  context: WebApiContext;
  /** To which it goes. */
  device: Device;
  listening: Listening;
}

interface CommandCall {
  readonly caller: Caller;
  readonly query: URLSearchParams;
  readonly context: WebApiContext;
}

/** What becomes of the player, or what refuses it. */
export type PlayerChange = (command: PlayerCommand) => Playback;

interface CommandOptions {
  /** Default: the parameter `device_id`. */
  deviceId?: string | null;
  /** Whether it may go to a device on which nothing plays, because it makes that one active or is about it alone. */
  anyDevice?: boolean;
  /** Whether it keeps the player active, whichever device it goes to. Default: yes. */
  isUse?: boolean;
}

/**
 * Carries a command out: whole, or not at all.
 *
 * @throws WebApiError where the command is refused
 */
export function playerCommand(
  { caller, query, context }: CommandCall,
  change: PlayerChange,
  { deviceId = query.get('device_id'), anyDevice = false, isUse = true }: CommandOptions = {},
): undefined {
  const { world } = context;
  const session = readPlayer(caller, context);
  const { user, now } = session;
  const device = findDevice(session, context, deviceId === '' ? null : deviceId, anyDevice);
  const listening: Listening = { plays: [], positions: [] };
  world.transaction(() => {
    const before = anchored(session.playback, now);
    const after = change({ ...session, playback: before, context, device, listening });
    noteEpisode(listening, before, after);
    keepListening(world, user.id, before, listening);
    world.players.save(user.id, isUse || device.id === session.active?.id ? { ...after, usedAt: now } : after);
  });
  return undefined;
}

/** @throws WebApiError 403 where the caller has no Premium: reading is free, commands are not */
export function checkPremium(caller: Caller, { settings }: WebApiContext): void {
  if (signedInUser(caller).product !== 'premium') throw playerError('PREMIUM_REQUIRED', settings);
}

/** @throws WebApiError where the player does not allow it at the moment */
export function checkAction({ playback, device, music, context }: PlayerCommand, action: PlayerAction): void {
  refuse(refusals(playback, device, music)[action], context);
}

/** @throws WebApiError where there is a reason */
export function refuse(reason: PlayerReason | undefined, { settings }: WebApiContext): void {
  if (reason !== undefined) throw playerError(reason, settings);
}

/** The player with another item, an episode where the user left it. What is left is noted. */
export function enter({ playback, now, listening, music }: PlayerCommand, next: Entering): Playback {
  noteHeard(listening, playback, now);
  return { ...entered(playback, next, now), positionMs: next.uri === null ? 0 : music.startOf(next.uri) };
}

function findDevice({ user, active }: PlayerSession, context: WebApiContext, id: string | null, anyDevice: boolean): Device {
  const device = id === null ? active : context.world.devices.find(user.id, id);
  if (device === undefined) throw id === null ? playerError('NO_ACTIVE_DEVICE', context.settings) : notFound();
  refuse(refusalOf(device), context);
  // Besides what begins to play there, a command that names a device is for the one on which it plays.
  if (!anyDevice && device.id !== active?.id) refuse(active === undefined ? 'NO_ACTIVE_DEVICE' : 'NOT_PLAYING_LOCALLY', context);
  return device;
}

function notFound(): WebApiError {
  return new WebApiError(404, 'Device not found');
}

function noteEpisode({ positions }: Listening, before: Playback, { uri, positionMs, durationMs }: Playback): void {
  const [, type, id] = uri?.split(':') ?? [];
  // At its beginning it is only where somebody went back to there.
  if (positionMs === 0 && (before.uri !== uri || before.positionMs === 0)) return;
  if (type === 'episode' && id !== undefined) positions.push(episodePosition(id, positionMs, durationMs));
}
