import { parseStoredRecord } from 'spixie';
import { isSealedRecord } from '../sessions/sealed-record.js';
import type { SessionStore } from '../sessions/session-store.js';
import { CHANGES, listenToChanges } from './postgres-changes.js';
import { createPostgresLock } from './postgres-lock.js';
import type { PostgresPool } from './postgres-pool.js';
import { queriesOf } from './postgres-queries.js';

export interface PostgresSessionStoreOptions {
  /** A pool of `pg` that the app has made, and closes. Its database has the tables of `migratePostgres`. */
  pool: PostgresPool;
  /** After how many milliseconds a connection that does not answer is closed, and another one opened. Default: 5,000. */
  timeoutMs?: number | undefined;
  /** The clock, epoch milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

const columns = 'version, client_id, user_id, authorized_at, expires_at, record';
const isLive = '(spixie_sessions.expires_at IS NULL OR spixie_sessions.expires_at > $2)';
// A message holds 8,000 bytes. Told of no key, all look.
const tell = `SELECT pg_notify('${CHANGES}', CASE WHEN octet_length(key) < 7000 THEN key ELSE '' END) FROM written`;
const statements = {
  get: `SELECT version, record FROM spixie_sessions WHERE key = $1 AND ${isLive}`,
  // What has expired counts as nothing.
  begin: `WITH written AS (INSERT INTO spixie_sessions (key, ${columns}) VALUES ($1, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (key) DO UPDATE SET (${columns}) = (EXCLUDED.version, EXCLUDED.client_id, EXCLUDED.user_id, EXCLUDED.authorized_at,
    EXCLUDED.expires_at, EXCLUDED.record) WHERE spixie_sessions.expires_at <= $2 RETURNING key) ${tell}`,
  swap: `WITH written AS (UPDATE spixie_sessions SET (${columns}) = ($3, $4, $5, $6, $7, $8)
    WHERE key = $1 AND ${isLive} AND version = $9 RETURNING key) ${tell}`,
  delete: `WITH written AS (DELETE FROM spixie_sessions WHERE key = $1 RETURNING key) ${tell}`,
  touch: 'UPDATE spixie_sessions SET expires_at = $2 WHERE key = $1 AND expires_at > $3',
  find: `SELECT key, user_id AS "userId", authorized_at AS "authorizedAt" FROM spixie_sessions
    WHERE client_id = $1 AND ${isLive} AND user_id IS NOT NULL AND ($3::text IS NULL OR user_id = $3) AND authorized_at < $4
    AND (authorized_at, key) > ($5, $6) ORDER BY authorized_at, key LIMIT $7`,
  // In stretches: one statement over all of them would hold its locks for as long.
  removeExpired: `DELETE FROM spixie_sessions WHERE key IN
    (SELECT key FROM spixie_sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
  removeLocks: "DELETE FROM spixie_locks WHERE until < clock_timestamp() - interval '1 hour'",
};

const STRETCH = 1_000;
const SWEEP_EVERY = 100;
const MOST_TIME = 9_007_199_254_740_991;

/**
 * Keeps sessions in PostgreSQL, 13 or later. No transaction is held longer than a statement.
 *
 * @example
 * ```ts
 * import { createPostgresSessionStore, migratePostgres } from '@spixie/server/postgres';
 * import pg from 'pg';
 *
 * const openStore = async (connectionString: string) => {
 *   const pool = new pg.Pool({ connectionString });
 *   await migratePostgres(pool);
 *   return createPostgresSessionStore({ pool });
 * };
 * ```
 */
export function createPostgresSessionStore({ pool, timeoutMs, now = Date.now }: PostgresSessionStoreOptions): SessionStore {
  const query = queriesOf(pool, timeoutMs);
  const watchers = new Map<() => void, string>();
  let endListening: (() => void) | undefined;
  let begun = 0;
  // A connection that breaks while nobody uses it would otherwise end the process.
  pool.on('error', () => {});

  const removeExpired = async (): Promise<boolean> => {
    const { rowCount } = await query(statements.removeExpired, [now(), STRETCH]);
    if (rowCount === STRETCH) return true;
    await query(statements.removeLocks);
    return false;
  };

  return {
    atomic: true,
    lock: createPostgresLock(query),
    async get(key) {
      const [row] = (await query(statements.get, [key, now()])).rows as { version: string; record: string }[];
      if (!row) return undefined;
      const record = parseStoredRecord(row.record);
      // The swap compares the column.
      return record?.version === row.version ? record : { version: row.version };
    },
    async compareAndSwap(key, expected, next) {
      const sealed = isSealedRecord(next) ? next : undefined;
      const found = [
        sealed?.clientId,
        sealed?.userId,
        sealed && Math.round(sealed.authorizedAt),
        sealed && Math.ceil(sealed.expiresAt),
      ];
      const values = [key, now(), next.version, ...found.map((value) => value ?? null), JSON.stringify(next)];
      if (expected !== undefined) return (await query(statements.swap, [...values, expected])).rowCount === 1;
      const written = (await query(statements.begin, values)).rowCount === 1;
      // An app that never sweeps does not grow without end. Nobody’s sign-in waits for it, and that it fails is the next one’s business.
      if (++begun % SWEEP_EVERY === 0) removeExpired().catch(() => {});
      return written;
    },
    async delete(key) {
      await query(statements.delete, [key]);
    },
    async touch(key, expiresAt) {
      await query(statements.touch, [key, Math.ceil(expiresAt), now()]);
    },
    async find({ clientId, userId, authorizedBefore = MOST_TIME, after, limit }) {
      const [, from = '-1', last = ''] = /^(\d+) (.*)$/s.exec(after ?? '') ?? [];
      const until = Math.min(Math.ceil(authorizedBefore), MOST_TIME);
      const { rows } = await query(statements.find, [clientId, now(), userId ?? null, until, from, last, limit]);
      // A bigint comes as text.
      const sessions = (rows as { key: string; userId: string; authorizedAt: string }[]).map((row) => ({
        ...row,
        authorizedAt: Number(row.authorizedAt),
      }));
      const end = sessions.length === limit ? sessions.at(-1) : undefined;
      return { sessions, ...(end && { after: `${end.authorizedAt} ${end.key}` }) };
    },
    removeExpired,
    watch(key, onChange) {
      // A function of its own, so that the same listener can watch twice.
      const watcher = (): void => onChange();
      watchers.set(watcher, key);
      endListening ??= listenToChanges(pool, (changed) => {
        for (const [told, watched] of [...watchers]) if (changed === undefined || changed === watched) told();
      });
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        endListening?.();
        endListening = undefined;
      };
    },
  };
}
