import assert from 'node:assert/strict';
import type { OperationName } from 'spixie/operations';
import type { LibraryModel } from './library-model.js';
import { type Answer, done, type ModelCall, refused } from './model-call.js';
import { activeDevice, bringTo, enter, keepPoint, leave, nextOf, type PlayerModel, previousOf } from './player-model.js';
import { playCall } from './player-play.js';
import { playerReads } from './player-reads.js';
import type { PlaylistModel } from './playlist-model.js';
import type { Person, Pool } from './pool.js';
import type { StepOf } from './steps.js';

type CommandStep = StepOf<'play' | 'pause' | 'next' | 'previous' | 'seek' | 'repeat' | 'shuffle' | 'volume' | 'transfer' | 'queue'>;
type ReadStep = StepOf<'state' | 'coming' | 'devices' | 'recent' | 'top' | 'resumePoint'>;

/** What calls of the player have to do with. */
export interface PlayerWorld {
  players: Readonly<Record<Person, PlayerModel>>;
  library: LibraryModel;
  playlists: PlaylistModel;
  pool: Pool;
}

/** A command in progress, on a player that is told from now. */
export interface Command {
  player: PlayerModel;
  who: Person;
  now: number;
  answer: Answer;
  /** To which it goes, and whether that is the active one. */
  device: string;
  isActive: boolean;
  lengthOf: (uri: string) => number;
}

/** Status, message and reason of a refusal. */
export type Refusal = readonly [status: number, message?: string | undefined, reason?: string];

export const reasons = {
  NO_NEXT_TRACK: [403, undefined, 'NO_NEXT_TRACK'],
  NO_PREV_TRACK: [403, undefined, 'NO_PREV_TRACK'],
  NO_SPECIFIC_TRACK: [403, undefined, 'NO_SPECIFIC_TRACK'],
  ALREADY_PAUSED: [403, undefined, 'ALREADY_PAUSED'],
  ALREADY_PLAYING: [403, undefined, 'ALREADY_PLAYING'],
  NOT_PAUSED: [403, undefined, 'NOT_PAUSED'],
  NOT_PLAYING_TRACK: [403, undefined, 'NOT_PLAYING_TRACK'],
  NOT_PLAYING_LOCALLY: [403, undefined, 'NOT_PLAYING_LOCALLY'],
  NOT_PLAYING_CONTEXT: [403, undefined, 'NOT_PLAYING_CONTEXT'],
  CONTEXT_DISALLOW: [403, undefined, 'CONTEXT_DISALLOW'],
  DEVICE_NOT_CONTROLLABLE: [403, undefined, 'DEVICE_NOT_CONTROLLABLE'],
  VOLUME_CONTROL_DISALLOW: [403, undefined, 'VOLUME_CONTROL_DISALLOW'],
  NO_ACTIVE_DEVICE: [404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE'],
  PREMIUM_REQUIRED: [403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED'],
} as const satisfies Record<string, Refusal>;

/** Calls of the player. */
export function playerCalls(world: PlayerWorld): (step: CommandStep | ReadStep, now: number) => ModelCall {
  const { players, pool } = world;
  const deviceOf = (who: Person, number: number | undefined): string | undefined =>
    number === undefined ? undefined : (pool.devices[who][number % 6]?.id ?? 'f'.repeat(40));

  const command = (
    { who, device }: { who: Person; device?: number | undefined },
    now: number,
    [name, input]: readonly [OperationName, ModelCall['input']],
    change: (command: Command) => Refusal | undefined,
    {
      anyDevice = false,
      uses = true,
      afterwards,
    }: { anyDevice?: boolean; uses?: boolean; afterwards?: () => ModelCall | undefined } = {},
  ): ModelCall => {
    const named = deviceOf(who, device);
    const query = { ...input.query, ...(named !== undefined && name !== 'PUT /me/player' && { device_id: named }) };
    return {
      name,
      input: { ...input, query },
      ...(afterwards && { afterwards }),
      expect(answer) {
        const player = players[who];
        const lengthOf = (uri: string): number => pool.duration(who, uri) ?? assert.fail(`${uri} cannot be played.`);
        bringTo(player, now, lengthOf);
        if (who === 'fay') return refused(answer, ...reasons.PREMIUM_REQUIRED);
        const active = activeDevice(player, now);
        const target = named ?? active;
        const isActive = target === active;
        const known = pool.devices[who].find(({ id }) => id === target);
        if (target === undefined) return refused(answer, ...reasons.NO_ACTIVE_DEVICE);
        if (known === undefined) return refused(answer, 404, 'Device not found');
        if (known.restricted) return refused(answer, ...reasons.DEVICE_NOT_CONTROLLABLE);
        if (!anyDevice && !isActive) {
          const refusal: Refusal = active === undefined ? reasons.NO_ACTIVE_DEVICE : reasons.NOT_PLAYING_LOCALLY;
          return refused(answer, ...refusal);
        }
        const before = structuredClone(player);
        const refusal = change({ player, who, now, answer, device: target, isActive, lengthOf });
        if (refusal) {
          // Nothing of it was done.
          Object.assign(player, before);
          return refused(answer, ...refusal);
        }
        done(answer);
        keepPoint(player, lengthOf, before.current?.uri === player.current?.uri && before.position > 0);
        if (uses || isActive) player.usedAt = now;
      },
    };
  };
  const skip =
    (neighbour: typeof nextOf, none: Refusal) =>
    ({ player, now, lengthOf }: Command): Refusal | undefined => {
      const next = neighbour(player);
      if (player.current === undefined && (neighbour === previousOf || next === undefined)) return reasons.NOT_PLAYING_TRACK;
      if (next === undefined) return none;
      leave(player, now, lengthOf);
      enter(player, next, now);
      player.isPlaying = true;
      return undefined;
    };
  // One item that was given by itself is no list that could be repeated or shuffled.
  const isAlone = ({ current, context, list }: PlayerModel): boolean =>
    current !== undefined && context === null && list.length < 2;

  const commands: { [Does in CommandStep['does']]: (step: StepOf<Does>, now: number) => ModelCall } = {
    play: (step, now) => playCall(step, now, world, command),
    pause: (step, now) =>
      command(step, now, ['PUT /me/player/pause', {}], ({ player }) => {
        if (player.current === undefined) return reasons.NOT_PLAYING_TRACK;
        if (!player.isPlaying) return reasons.ALREADY_PAUSED;
        player.isPlaying = false;
        return undefined;
      }),
    next: (step, now) => command(step, now, ['POST /me/player/next', {}], skip(nextOf, reasons.NO_NEXT_TRACK)),
    previous: (step, now) => command(step, now, ['POST /me/player/previous', {}], skip(previousOf, reasons.NO_PREV_TRACK)),
    seek: (step, now) =>
      command(step, now, ['PUT /me/player/seek', { query: { position_ms: step.positionMs } }], ({ player, lengthOf }) => {
        if (player.current === undefined) return reasons.NOT_PLAYING_TRACK;
        const length = lengthOf(player.current.uri);
        player.position = Math.min(step.positionMs, length);
        if (player.position < length) return undefined;
        // Beyond the end is what would come if it had ended.
        const { isPlaying, current, index, queue } = player;
        const next = player.repeat === 'track' ? { ...current, index, queue } : nextOf(player);
        if (next === undefined) return undefined;
        leave(player, now, lengthOf);
        enter(player, next, now);
        player.isPlaying = isPlaying;
        return undefined;
      }),
    repeat: (step, now) =>
      command(step, now, ['PUT /me/player/repeat', { query: { state: step.state } }], ({ player }) => {
        if (step.state === 'context' && isAlone(player) && player.repeat !== 'context') return reasons.NOT_PLAYING_CONTEXT;
        player.repeat = step.state;
        return undefined;
      }),
    shuffle(step, now) {
      let isChanged = false;
      return command(
        step,
        now,
        ['PUT /me/player/shuffle', { query: { state: step.state } }],
        ({ player }) => {
          if (isAlone(player) && !player.shuffle) return reasons.NOT_PLAYING_CONTEXT;
          isChanged = player.shuffle !== step.state;
          player.shuffle = step.state;
          return undefined;
        },
        { afterwards: () => (isChanged ? reads.orderAfterShuffle(step.who, now) : undefined) },
      );
    },
    volume: (step, now) =>
      command(
        step,
        now,
        ['PUT /me/player/volume', { query: { volume_percent: step.percent } }],
        ({ player, who, device }) => {
          if (!pool.devices[who].find(({ id }) => id === device)?.hasVolume) return reasons.VOLUME_CONTROL_DISALLOW;
          player.volumes.set(device, step.percent);
          return undefined;
        },
        // To turn another device up is not to use it.
        { anyDevice: true, uses: false },
      ),
    transfer(step, now) {
      const body = { device_ids: [deviceOf(step.who, step.device)], ...(step.plays !== undefined && { play: step.plays }) };
      return command(
        step,
        now,
        ['PUT /me/player', { body }],
        ({ player, device }) => {
          player.device = device;
          player.isPlaying = player.current !== undefined && (step.plays === true || player.isPlaying);
          return undefined;
        },
        { anyDevice: true },
      );
    },
    queue(step, now) {
      const uri = pool.playable[step.pick % pool.playable.length] ?? '';
      return command(step, now, ['POST /me/player/queue', { query: { uri } }], ({ player, who }) => {
        if (pool.duration(who, uri) === undefined) return reasons.NO_SPECIFIC_TRACK;
        player.queue = [...player.queue, uri];
        return undefined;
      });
    },
  };
  const reads = playerReads(world);
  return (step, now) =>
    Object.hasOwn(commands, step.does)
      ? commands[(step as CommandStep).does](step as never, now)
      : reads.call(step as ReadStep, now);
}

export type CommandOf = (
  step: { who: Person; device?: number | undefined },
  now: number,
  call: readonly [OperationName, ModelCall['input']],
  change: (command: Command) => Refusal | undefined,
  options?: { anyDevice?: boolean; uses?: boolean; afterwards?: () => ModelCall | undefined },
) => ModelCall;
