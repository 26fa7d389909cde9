import { SpotifyError } from 'spixie';
import type { PostgresPool, QueryResult } from './postgres-pool.js';

/** Runs one statement. */
export type RunQuery = (text: string, values?: unknown[]) => Promise<QueryResult>;

/** After so many milliseconds a connection that does not answer is closed. Else all of a pool would wait for a network that forgot them. */
const LONGEST_MS = 5_000;

/**
 * Runs statements by a pool.
 *
 * @throws `invalid_option` where the tables are missing; what the pool throws
 */
export function queriesOf(pool: PostgresPool, timeoutMs: number = LONGEST_MS): RunQuery {
  return async (text, values = []) => {
    try {
      return await pool.query({ text, values, query_timeout: timeoutMs });
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== '42P01') throw cause;
      throw new SpotifyError('invalid_option', 'fix_config', 'The tables of the sessions are missing. Run migratePostgres first.', {
        cause,
      });
    }
  };
}
