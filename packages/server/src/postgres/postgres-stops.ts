import type { SharedStops } from '../gate/shared-rate-gate.js';
import type { PostgresPool } from './postgres-pool.js';
import { queriesOf } from './postgres-queries.js';

export interface PostgresStopsOptions {
  /** A pool of `pg`, whose database has the tables of `migratePostgres`. */
  pool: PostgresPool;
  /** Whose calls are counted together: Spotify limits each app. */
  clientId: string;
}

const write = `INSERT INTO spixie_stops (client_id, until) VALUES ($1, $2)
  ON CONFLICT (client_id) DO UPDATE SET until = greatest(spixie_stops.until, EXCLUDED.until)`;

/** Tells the servers of an app over PostgreSQL how long calls stop. */
export function createPostgresStops({ pool, clientId }: PostgresStopsOptions): SharedStops {
  const query = queriesOf(pool);
  return {
    async read() {
      const { rows } = await query('SELECT until FROM spixie_stops WHERE client_id = $1', [clientId]);
      return Number((rows as { until: string }[])[0]?.until ?? 0);
    },
    write: async (until) => void (await query(write, [clientId, Math.ceil(until)])),
  };
}
