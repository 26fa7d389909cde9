import type { SessionLock } from 'spixie';
import type { PostgresPool } from './postgres-pool.js';

const take = `
INSERT INTO spixie_locks (name, owner, until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, until = EXCLUDED.until WHERE spixie_locks.until < clock_timestamp()`;

/** Locks by rows that end with their lease. No connection is held while one waits, nor while the lock is held. */
export function createPostgresLock(pool: PostgresPool): SessionLock {
  return {
    async acquire(name, { waitMs, leaseMs }) {
      const owner = crypto.randomUUID();
      const until = performance.now() + waitMs;
      for (;;) {
        const left = until - performance.now();
        // A database that does not answer keeps nobody longer than a lock that is taken.
        const { rowCount } = await within(left + 50, pool.query(take, [name, owner, Math.ceil(leaseMs)]));
        if (rowCount === 1) {
          return async () => void (await pool.query('DELETE FROM spixie_locks WHERE name = $1 AND owner = $2', [name, owner]));
        }
        if (left <= 0) return undefined;
        await sleep(Math.min(left, 10 + Math.random() * 40));
      }
    },
  };
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('PostgreSQL did not answer in time.')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
