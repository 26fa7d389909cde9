import { firstFrom, following } from '../world/neighbours.js';
import { nextSeed, shuffledFirst } from '../world/play-order.js';
import type { Playback } from '../world/playback.js';
import { musicOf } from '../world/settle-playback.js';
import type { Handler } from './handler.js';
import { type PlayRequest, readPlayRequest } from './play-request.js';
import { playableDuration } from './playable-duration.js';
import { checkAction, checkPremium, enter, type PlayerCommand, playerCommand, refuse } from './player-command.js';
import { contextItems } from './player-contexts.js';

/** `PUT /me/player/play` */
export const play: Handler<'PUT /me/player/play'> = (call) => {
  checkPremium(call.caller, call.context);
  const request = readPlayRequest(call.exchange);
  return playerCommand(
    call,
    (command) => {
      const isNew = request.contextUri !== undefined || request.uris !== undefined;
      const playback = isNew ? begun(command, request) : resumed(command, request);
      return { ...playback, deviceId: command.device.id, isPlaying: true, changedAt: command.now };
    },
    { anyDevice: true },
  );
};

function resumed(command: PlayerCommand, { positionMs }: PlayRequest): Playback {
  const { playback, music, device, active } = command;
  // To another device it goes over, playing or not.
  if (device.id === active?.id || playback.uri === null) checkAction(command, 'resuming');
  const first = playback.uri === null ? following(playback, music) : undefined;
  return positioned(first === undefined ? playback : enter(command, first), positionMs);
}

function begun(command: PlayerCommand, request: PlayRequest): Playback {
  checkAction(command, 'interrupting_playback');
  const { user, context, playback: before } = command;
  const { uris, uri = null } =
    request.contextUri === undefined
      ? { uris: request.uris ?? [] }
      : contextItems(request.contextUri, request.offset !== undefined, command);
  const order = { size: uris.length, shuffleSeed: nextSeed(before.shuffleSeed) };
  const asked = typeof request.offset === 'string' ? uris.indexOf(request.offset) : request.offset;
  if (asked !== undefined && !(asked >= 0 && asked < uris.length)) refuse('NO_SPECIFIC_TRACK', context);
  const shuffleFirst = asked ?? shuffledFirst(order);
  const place = before.shuffle ? 0 : (asked ?? 0);
  const playback: Playback = { ...before, ...order, contextUri: uri, shuffleFirst, place, queued: false };
  context.world.players.setList(user.id, uris);
  const music = musicOf(context.world, user.id, playback, playableDuration(context.catalogue, context.world));
  const first = firstFrom(playback, music, place);
  if (first === undefined) {
    refuse(uri === null ? 'NO_SPECIFIC_TRACK' : 'CONTEXT_DISALLOW', context);
    return before;
  }
  refuse(isPlayingAlready(command, first.uri, uri, request) ? 'ALREADY_PLAYING' : undefined, context);
  // What is left was played out of the list before.
  const left = enter(command, first);
  return positioned({ ...playback, ...pick(left) }, request.positionMs);
}

// An episode has a point at which it is resumed: to play it where it plays already would lose that.
function isPlayingAlready(
  { playback, device, active }: PlayerCommand,
  uri: string | null,
  contextUri: string | null,
  { positionMs }: PlayRequest,
): boolean {
  const isSame = playback.uri === uri && playback.contextUri === contextUri && device.id === active?.id;
  return isSame && playback.isPlaying && positionMs === undefined && (uri?.startsWith('spotify:episode:') ?? false);
}

function pick({ uri, durationMs, queued, place, positionMs, heardMs, since }: Playback): Partial<Playback> {
  return { uri, durationMs, queued, place, positionMs, heardMs, since };
}

function positioned(playback: Playback, positionMs: number | undefined): Playback {
  return positionMs === undefined ? playback : { ...playback, positionMs: Math.min(positionMs, playback.durationMs) };
}
