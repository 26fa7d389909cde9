import assert from 'node:assert/strict';
import type { ModelCall } from './model-call.js';
import { done, shows } from './model-call.js';
import type { PlayerWorld } from './player-calls.js';
import { activeDevice, bringTo, enter, nextOf, type PlayerModel, previousOf } from './player-model.js';
import type { Person } from './pool.js';
import type { StepOf } from './steps.js';

type ReadStep = StepOf<'state' | 'coming' | 'devices' | 'recent' | 'top' | 'resumePoint'>;

interface State {
  device: { id: string };
  is_playing: boolean;
  progress_ms: number | null;
  item: { uri: string } | null;
  context: { uri: string } | null;
  repeat_state: string;
  shuffle_state: boolean;
  actions: { disallows: object };
}
interface Coming {
  currently_playing: { uri: string } | null;
  queue: { uri: string }[];
}

/** Reads of the player. */
export function playerReads({ players, pool }: PlayerWorld) {
  const playerOf = (who: Person, now: number): PlayerModel => {
    const player = players[who];
    bringTo(player, now, (uri) => pool.duration(who, uri) ?? assert.fail(`${uri} cannot be played.`));
    return player;
  };
  const shuffleRead = (
    who: Person,
    now: number,
    take: (player: PlayerModel, coming: string[], current: string | undefined) => void,
  ): ModelCall => ({
    name: 'GET /me/player/queue',
    input: {},
    expect({ body }) {
      const { currently_playing: current, queue } = body as Coming;
      const player = playerOf(who, now);
      const queued = player.queue.length;
      if (player.order.length === 0) return;
      // More than twenty are not shown: of so long a list the model does not know how it goes on.
      if (queued + player.order.length > 21) player.isLost = true;
      if (player.isLost) return;
      // What the user put there comes first as ever.
      assert.deepEqual(
        queue.slice(0, queued).map(({ uri }) => uri),
        player.queue,
      );
      const coming = queue.slice(queued, queued + player.order.length - 1).map(({ uri }) => uri);
      take(player, coming, current?.uri);
    },
    afterwards: () => (players[who].isLost ? undefined : reads.coming({ does: 'coming', who }, now)),
  });

  const reads: { [Does in ReadStep['does']]: (step: StepOf<Does>, now: number) => ModelCall } = {
    state: ({ who }, now) => ({
      name: 'GET /me/player',
      input: { query: { additional_types: ['track', 'episode'] } },
      expect(answer) {
        const player = playerOf(who, now);
        const device = activeDevice(player, now);
        if (device === undefined) return done(answer);
        shows<State>(
          answer,
          (body) => [
            body.device.id,
            body.is_playing,
            body.item?.uri,
            body.progress_ms,
            body.context?.uri,
            body.repeat_state,
            body.shuffle_state,
            Object.keys(body.actions.disallows).sort(),
          ],
          [
            device,
            player.isPlaying,
            player.current?.uri,
            player.current ? player.position : null,
            player.context ?? undefined,
            player.repeat,
            player.shuffle,
            disallowed(player).sort(),
          ],
        );
      },
    }),
    coming: ({ who }, now) => ({
      name: 'GET /me/player/queue',
      input: {},
      expect(answer) {
        const player = playerOf(who, now);
        const isThere = activeDevice(player, now) !== undefined && player.current !== undefined;
        shows<Coming>(
          answer,
          ({ currently_playing: current, queue }) => [current?.uri, queue.map(({ uri }) => uri)],
          isThere ? [player.current?.uri, comingOf(player)] : [undefined, []],
        );
      },
    }),
    devices: ({ who }, now) => ({
      name: 'GET /me/player/devices',
      input: {},
      expect(answer) {
        const player = playerOf(who, now);
        const active = activeDevice(player, now);
        shows<{ devices: { id: string; is_active: boolean; volume_percent: number }[] }>(
          answer,
          ({ devices }) => devices.map((one) => [one.id, one.is_active, one.volume_percent]),
          pool.devices[who].map(({ id }) => [id, id === active, player.volumes.get(id)]),
        );
      },
    }),
    recent({ who, limit, before }, now) {
      const cursor = before === undefined ? undefined : now - before * 120_000;
      return {
        name: 'GET /me/player/recently-played',
        input: { query: { limit, ...(cursor !== undefined && { before: cursor }) } },
        expect(answer) {
          const last = playerOf(who, now).plays.slice(-50).reverse();
          const told = last.filter(({ at }) => cursor === undefined || at < cursor).slice(0, limit);
          shows<{ items: { track: { uri: string }; played_at: string; context: { uri: string } | null }[] }>(
            answer,
            ({ items }) => items.map((one) => [one.track.uri, one.played_at, one.context?.uri]),
            told.map(({ uri, at, context }) => [uri, new Date(at).toISOString(), context ?? undefined]),
          );
        },
      };
    },
    top: ({ who }, now) => ({
      name: 'GET /me/top/tracks',
      input: { query: { time_range: 'medium_term' } },
      expect(answer) {
        const counts = new Map<string, { times: number; last: number }>();
        for (const { uri, at } of playerOf(who, now).plays.slice(-5000)) {
          counts.set(uri, { times: (counts.get(uri)?.times ?? 0) + 1, last: at });
        }
        const order = [...counts].sort(([, one], [, other]) => other.times - one.times || other.last - one.last);
        shows<{ total: number; items: { uri: string }[] }>(answer, ({ total, items }) => [total, items.map(({ uri }) => uri)], [
          order.length,
          order.slice(0, 20).map(([uri]) => uri),
        ]);
      },
    }),
    resumePoint({ who }) {
      const uri = pool.playable.find((one) => one.includes(':episode:')) ?? '';
      return {
        name: 'GET /episodes/{id}',
        input: { path: { id: uri.split(':')[2] } },
        expect(answer) {
          // How far one is is written when the player is asked for, or a command comes.
          const point = players[who].points.get(uri);
          shows<{ resume_point: object }>(answer, (body) => body.resume_point, {
            fully_played: point?.isDone ?? false,
            resume_position_ms: point?.position ?? 0,
          });
        },
      };
    },
  };
  return {
    call: (step: ReadStep, now: number): ModelCall => reads[step.does](step as never, now),
    /** Sees how the rest of the list was drawn, or that it is in order again. */
    orderAfterShuffle: (who: Person, now: number): ModelCall =>
      shuffleRead(who, now, (player, coming) => {
        const last = player.order[player.index];
        if (last === undefined) return;
        const playable = player.list.filter((uri) => pool.duration(who, uri) !== undefined);
        if (player.shuffle) {
          assert.deepEqual([last, ...coming].sort(), [...playable].sort());
          Object.assign(player, { order: [last, ...coming], index: 0 });
          return;
        }
        // One that stands there twice may be either.
        const places = playable.flatMap((uri, index) => (uri === last ? [index] : []));
        const inOrder = (index: number): string => comingOf({ ...player, order: playable, index }).join();
        const all = [...player.queue, ...coming].join();
        Object.assign(player, { order: playable, index: places.find((index) => inOrder(index).startsWith(all)) ?? places[0] });
      }),
    /** Sees how a list was drawn that began to play. */
    orderAfterPlay: (who: Person, now: number): ModelCall =>
      shuffleRead(who, now, (player, coming, current) => {
        assert.ok(current !== undefined && player.order.includes(current), `${current} is not of the list.`);
        assert.deepEqual([current, ...coming].sort(), [...player.order].sort());
        Object.assign(player, { order: [current, ...coming] });
        enter(player, { uri: current, isQueued: false, index: 0, queue: player.queue }, now);
      }),
  };
}

/** The next twenty. */
function comingOf(player: PlayerModel): string[] {
  const coming: string[] = [];
  let at = { ...player };
  for (let next = nextOf(at); next !== undefined && coming.length < 20; next = nextOf(at)) {
    coming.push(next.uri);
    at = { ...at, index: next.index, queue: next.queue };
  }
  return coming;
}

// What is not disallowed has to work, and the other way round.
function disallowed(player: PlayerModel): string[] {
  const { current, isPlaying, context, list, repeat, shuffle } = player;
  const noNext = nextOf(player) === undefined;
  if (current === undefined) return ['pausing', 'seeking', 'skipping_prev', ...(noNext ? ['resuming', 'skipping_next'] : [])];
  const isAlone = context === null && list.length < 2;
  return [
    isPlaying ? 'resuming' : 'pausing',
    ...(noNext ? ['skipping_next'] : []),
    ...(previousOf(player) === undefined ? ['skipping_prev'] : []),
    ...(isAlone && repeat !== 'context' ? ['toggling_repeat_context'] : []),
    ...(isAlone && !shuffle ? ['toggling_shuffle'] : []),
  ];
}
