import type { Database } from './database.js';
import type { Play } from './listening.js';

/** How many plays of each user are kept: of older ones nothing is told any more. */
export const MOST_PLAYS = 5000;

/** A stretch of what was played: at most so much, after or before a time. */
export interface PlayQuery {
  limit: number;
  after?: number | undefined;
  before?: number | undefined;
}

/** What users have played. */
export interface PlayHistory {
  /** Adds what was played, in the order in which it was. */
  add(userId: string, plays: readonly Play[]): void;
  /** Adds many at once, which came out of no list. */
  plant(userId: string, plays: readonly Omit<Play, 'contextUri'>[]): void;
  /**
   * Some of the last plays, the last first: those that are nearest to the time that is given.
   *
   * @param among - how many of the last ones count
   */
  recent(userId: string, query: PlayQuery, among: number): Play[];
  /** How often each was played from this time on, the most often first. */
  counts(userId: string, from: number): { uri: string; plays: number }[];
}

/** What users have played, over the table. */
export function createPlayHistory(database: Database): PlayHistory {
  const insert = database.prepare(
    'INSERT INTO plays (user_id, played_at, uri, context_uri) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const plant = database.prepare(
    "INSERT INTO plays (user_id, played_at, uri) SELECT ?, value ->> 'playedAt', value ->> 'uri' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
  );
  const trim = database.prepare(
    `DELETE FROM plays WHERE user_id = ?1 AND played_at < (
      SELECT played_at FROM plays WHERE user_id = ?1 ORDER BY played_at DESC LIMIT 1 OFFSET ${MOST_PLAYS - 1})`,
  );
  const last = '(SELECT * FROM plays WHERE user_id = ?1 ORDER BY played_at DESC LIMIT ?2)';
  const columns = 'uri, context_uri AS contextUri, played_at AS playedAt';
  const before = database.prepare(`SELECT ${columns} FROM ${last} WHERE played_at < ?3 ORDER BY played_at DESC LIMIT ?4`);
  const after = database.prepare(`SELECT ${columns} FROM ${last} WHERE played_at > ?3 ORDER BY played_at LIMIT ?4`);
  const counts = database.prepare(
    `SELECT uri, count(*) AS plays FROM plays WHERE user_id = ? AND played_at >= ?
      GROUP BY uri ORDER BY plays DESC, max(played_at) DESC, uri`,
  );
  return {
    add(userId, plays) {
      for (const { uri, contextUri, playedAt } of plays.slice(-MOST_PLAYS)) insert.run(userId, playedAt, uri, contextUri);
      if (plays.length > 0) trim.run(userId);
    },
    plant: (userId, plays) => void plant.run(userId, JSON.stringify(plays)),
    recent(userId, query, among) {
      if (query.after !== undefined) return (after.all(userId, among, query.after, query.limit) as Play[]).reverse();
      return before.all(userId, among, query.before ?? Number.MAX_SAFE_INTEGER, query.limit) as Play[];
    },
    counts: (userId, from) => counts.all(userId, from) as { uri: string; plays: number }[],
  };
}
