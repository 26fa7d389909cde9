import type { SessionLock } from 'spixie';
import { createLeaseLock } from '../sessions/lease-lock.js';
import type { PostgresPool } from './postgres-pool.js';

const take = `
INSERT INTO spixie_locks (name, owner, until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, until = EXCLUDED.until WHERE spixie_locks.until < clock_timestamp()`;

/** Locks by rows that end with their lease. */
export function createPostgresLock(pool: PostgresPool): SessionLock {
  return createLeaseLock({
    take: async (name, owner, leaseMs) => (await pool.query(take, [name, owner, leaseMs])).rowCount === 1,
    release: (name, owner) => pool.query('DELETE FROM spixie_locks WHERE name = $1 AND owner = $2', [name, owner]),
  });
}
