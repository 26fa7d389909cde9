import type { SessionLock } from 'spixie';
import { createLeaseLock } from '../sessions/lease-lock.js';
import type { RunQuery } from './postgres-queries.js';

const take = `
INSERT INTO spixie_locks (name, owner, until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, until = EXCLUDED.until
  WHERE spixie_locks.until < clock_timestamp() OR spixie_locks.owner = EXCLUDED.owner`;

/** Locks by rows that end with their lease. */
export function createPostgresLock(query: RunQuery): SessionLock {
  return createLeaseLock({
    take: async (name, owner, leaseMs) => (await query(take, [name, owner, leaseMs])).rowCount === 1,
    release: (name, owner) => query('DELETE FROM spixie_locks WHERE name = $1 AND owner = $2', [name, owner]),
  });
}
