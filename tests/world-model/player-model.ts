import type { Person, Pool } from './pool.js';

/** How long a device stays active after it was used. */
const ACTIVE_FOR = 600_000;
/** After so long a track counts as played. */
const COUNTS_AFTER = 30_000;

/** A track that was played. */
export interface ModelPlay {
  uri: string;
  context: string | null;
  at: number;
}

/** What a person hears, moment by moment. */
export interface PlayerModel {
  device: string | undefined;
  usedAt: number;
  isPlaying: boolean;
  current: { uri: string; isQueued: boolean } | undefined;
  position: number;
  /** When it stood there. */
  since: number;
  heard: number;
  /** As it was given. */
  list: readonly string[];
  /** What of it can be played, in the order in which it plays. */
  order: readonly string[];
  /** What of the order plays, or played last. */
  index: number;
  context: string | null;
  queue: readonly string[];
  repeat: 'off' | 'track' | 'context';
  shuffle: boolean;
  /** Whether it was shuffled out of sight: nothing more is said of it then. */
  isLost: boolean;
  volumes: Map<string, number>;
  /** The last comes last. */
  plays: ModelPlay[];
  /** How far in episodes. */
  points: Map<string, { position: number; isDone: boolean }>;
}

/** What comes after or before what plays. */
export interface Neighbour {
  uri: string;
  isQueued: boolean;
  index: number;
  queue: readonly string[];
}

export function createPlayerModel(who: Person, pool: Pool): PlayerModel {
  return {
    device: undefined,
    usedAt: Number.NEGATIVE_INFINITY,
    isPlaying: false,
    current: undefined,
    position: 0,
    since: 0,
    heard: 0,
    list: [],
    order: [],
    index: 0,
    context: null,
    queue: [],
    repeat: 'off',
    shuffle: false,
    isLost: false,
    volumes: new Map(pool.devices[who].map(({ id, volume }) => [id, volume])),
    plays: [],
    points: new Map(),
  };
}

/** The device on which commands go that name none. */
export function activeDevice({ device, isPlaying, usedAt }: PlayerModel, now: number): string | undefined {
  return isPlaying || now - usedAt < ACTIVE_FOR ? device : undefined;
}

/** The queue comes first; then the order, which begins again where anything repeats. */
export function nextOf({ queue, order, index, repeat }: PlayerModel): Neighbour | undefined {
  const [first, ...rest] = queue;
  if (first !== undefined) return { uri: first, isQueued: true, index, queue: rest };
  const at = index + 1 < order.length ? index + 1 : 0;
  const uri = order[at];
  return uri === undefined || (repeat === 'off' && at !== index + 1) ? undefined : { uri, isQueued: false, index: at, queue };
}

/** Before what came out of the queue it is what played last of the order. */
export function previousOf({ current, queue, order, index, repeat }: PlayerModel): Neighbour | undefined {
  const wanted = current?.isQueued ? index : index - 1;
  const at = wanted < 0 ? order.length - 1 : wanted;
  const uri = order[at];
  return uri === undefined || (repeat === 'off' && at !== wanted) ? undefined : { uri, isQueued: false, index: at, queue };
}

/** Makes another item the current one. Episodes are resumed where they were left. */
export function enter(player: PlayerModel, { uri, isQueued, index, queue }: Neighbour, at: number): void {
  const point = uri.includes(':episode:') ? player.points.get(uri) : undefined;
  Object.assign(player, { current: { uri, isQueued }, index, queue, heard: 0, since: at, position: point?.position ?? 0 });
}

/** The player as it is now, told from now. */
export function bringTo(player: PlayerModel, now: number, lengthOf: (uri: string) => number): void {
  while (player.isPlaying && player.current) {
    const left = lengthOf(player.current.uri) - player.position;
    if (now < player.since + left) break;
    const end = player.since + left;
    anchor(player, end, lengthOf);
    leave(player, end, lengthOf);
    const { current, index, queue } = player;
    const next = player.repeat === 'track' ? { ...current, index, queue } : nextOf(player);
    if (next) enter(player, next, end);
    else {
      // The list was at its end: it is at its beginning again, and stands.
      const uri = player.order[0] ?? current.uri;
      Object.assign(player, { current: { uri, isQueued: player.order.length === 0 && current.isQueued }, index: 0 });
      Object.assign(player, { isPlaying: false, usedAt: end, since: end, position: 0, heard: 0 });
    }
  }
  anchor(player, now, lengthOf);
}

/** Counts what is left as played, where it was heard long enough; of an episode the position is kept. */
export function leave(player: PlayerModel, at: number, lengthOf: (uri: string) => number): void {
  const { current, heard, context, plays } = player;
  if (current?.uri.includes(':track:') && heard > COUNTS_AFTER) plays.push({ uri: current.uri, context, at });
  keepPoint(player, lengthOf);
}

/** Keeps how far somebody is in an episode. To have begun it is not yet to have heard of it. */
export function keepPoint({ current, position, points }: PlayerModel, lengthOf: (uri: string) => number, isBack = false): void {
  if (!current?.uri.includes(':episode:') || (position === 0 && !isBack)) return;
  const isDone = position >= lengthOf(current.uri);
  points.set(current.uri, { position: isDone ? 0 : position, isDone });
}

function anchor(player: PlayerModel, now: number, lengthOf: (uri: string) => number): void {
  if (player.isPlaying && player.current) {
    const position = Math.min(lengthOf(player.current.uri), player.position + now - player.since);
    player.heard += position - player.position;
    player.position = position;
  }
  player.since = now;
}
