import { hash } from 'node:crypto';
import type { Database } from './database.js';
import { playOrder } from './play-order.js';
import { type Playback, unusedPlayback } from './playback.js';

/** What is in users' players. */
export interface Players {
  find(userId: string): Playback;
  save(userId: string, playback: Playback): void;
  /** Writes the list that a player plays, over the one before. */
  setList(userId: string, uris: readonly string[]): void;
  /** Reads a player's list by the places of the order in which it is played. */
  list(userId: string, playback: Playback): (place: number) => string | undefined;
  /** The first position at which an item stands in a player's list. */
  positionOf(userId: string, uri: string): number | undefined;
}

type Row = Omit<Playback, 'isPlaying' | 'queued' | 'queue' | 'shuffle'> & {
  isPlaying: number;
  queued: number;
  queue: string;
  shuffle: number;
};

const fields = {
  deviceId: 'device_id',
  usedAt: 'used_at',
  changedAt: 'changed_at',
  isPlaying: 'playing',
  uri: 'uri',
  durationMs: 'duration_ms',
  positionMs: 'position_ms',
  since: 'since',
  heardMs: 'heard_ms',
  queued: 'queued',
  queue: 'queue',
  contextUri: 'context_uri',
  size: 'size',
  place: 'place',
  shuffle: 'shuffle',
  shuffleSeed: 'shuffle_seed',
  shuffleFirst: 'shuffle_first',
  repeat: 'repeat',
} as const satisfies Record<keyof Playback, string>;

const names = Object.keys(fields) as (keyof Playback)[];
const columns = Object.values(fields);

/** What is in users' players, over the tables. */
export function createPlayers(database: Database): Players {
  const one = database.prepare(
    `SELECT ${names.map((name) => `${fields[name]} AS ${name}`).join(', ')} FROM players WHERE user_id = ?`,
  );
  const save = database.prepare(
    `INSERT INTO players (user_id, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})
      ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const clear = database.prepare('DELETE FROM player_lists WHERE user_id = ?');
  const fill = database.prepare('INSERT INTO player_lists (user_id, position, uri) SELECT ?, key, value FROM json_each(?)');
  const at = database.prepare('SELECT uri FROM player_lists WHERE user_id = ? AND position = ?');
  const positionOf = database.prepare('SELECT min(position) AS position FROM player_lists WHERE user_id = ? AND uri = ?');
  return {
    find(userId) {
      const row = one.get(userId) as Row | undefined;
      if (row === undefined) return { ...unusedPlayback, shuffleSeed: firstSeed(userId) };
      return {
        ...row,
        isPlaying: row.isPlaying === 1,
        queued: row.queued === 1,
        queue: JSON.parse(row.queue) as string[],
        shuffle: row.shuffle === 1,
      };
    },
    save(userId, playback) {
      const { isPlaying, queued, queue, shuffle } = playback;
      const row: Row = {
        ...playback,
        isPlaying: Number(isPlaying),
        queued: Number(queued),
        queue: JSON.stringify(queue),
        shuffle: Number(shuffle),
      };
      save.run(userId, ...names.map((name) => row[name]));
    },
    setList(userId, uris) {
      clear.run(userId);
      fill.run(userId, JSON.stringify(uris));
    },
    list(userId, playback) {
      let order: readonly number[] | undefined;
      return (place) => {
        order ??= playback.shuffle ? playOrder(playback) : undefined;
        const position = order === undefined ? place : order[place];
        if (position === undefined) return undefined;
        return (at.get(userId, position) as { uri: string } | undefined)?.uri;
      };
    },
    positionOf: (userId, uri) => (positionOf.get(userId, uri) as { position: number | null }).position ?? undefined,
  };
}

// Each user's shuffling is their own, and the same in every world.
function firstSeed(userId: string): number {
  return Number.parseInt(hash('sha1', userId, 'hex').slice(0, 8), 16);
}
