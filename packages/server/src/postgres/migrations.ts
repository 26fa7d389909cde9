import { SpotifyError } from 'spixie';
import type { PostgresPool } from './postgres-pool.js';

/** One step of the tables. */
export interface PostgresMigration {
  readonly version: number;
  readonly sql: string;
}

/** The steps of the tables, for a tool of the app's own. {@link migratePostgres} runs them. A step that was published never changes. */
export const postgresMigrations: readonly PostgresMigration[] = [
  {
    version: 1,
    // Keys are compared byte by byte: what a language takes for equal is not.
    sql: `
CREATE TABLE spixie_sessions (
  key text COLLATE "C" PRIMARY KEY,
  version text NOT NULL,
  client_id text,
  user_id text,
  authorized_at bigint,
  expires_at bigint,
  record text NOT NULL);
CREATE INDEX spixie_sessions_of_user ON spixie_sessions (client_id, user_id, authorized_at, key) WHERE user_id IS NOT NULL;
CREATE INDEX spixie_sessions_by_age ON spixie_sessions (client_id, authorized_at, key) WHERE user_id IS NOT NULL;
CREATE INDEX spixie_sessions_expired ON spixie_sessions (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE spixie_locks (
  name text COLLATE "C" PRIMARY KEY,
  owner text NOT NULL,
  until timestamptz NOT NULL);
CREATE TABLE spixie_stops (
  client_id text PRIMARY KEY,
  until bigint NOT NULL);`,
  },
];

// Any number, so that two servers that start at once do not run the same step.
const LOCK = 7_349_261_004;

/**
 * Brings the tables to what this version of the package needs. It does nothing where they are so already, and is safe to be run by
 * several servers at once.
 *
 * @throws `invalid_option` where a later version of the package has made the tables
 * @example
 * ```ts
 * import { migratePostgres } from '@spixie/server/postgres';
 * import pg from 'pg';
 *
 * const openPool = async (connectionString: string) => {
 *   const pool = new pg.Pool({ connectionString });
 *   await migratePostgres(pool);
 *   return pool;
 * };
 * ```
 */
export async function migratePostgres(pool: PostgresPool): Promise<void> {
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS spixie_migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const { rows } = await client.query('SELECT version FROM spixie_migrations');
    const applied = new Set((rows as { version: number }[]).map(({ version }) => version));
    const newest = postgresMigrations.at(-1)?.version ?? 0;
    if (Math.max(...applied) > newest) {
      throw new SpotifyError(
        'invalid_option',
        'fix_config',
        `The tables of the sessions are of version ${Math.max(...applied)}, and this package knows ${newest} at most. Update @spixie/server.`,
      );
    }
    for (const { version, sql } of postgresMigrations.filter((one) => !applied.has(one.version))) {
      await client.query(sql);
      await client.query('INSERT INTO spixie_migrations VALUES ($1, now())', [version]);
    }
    await client.query('COMMIT');
    failed = false;
  } finally {
    // Closing the connection undoes what had begun.
    client.release(failed);
  }
}
