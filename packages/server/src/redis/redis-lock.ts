import type { SessionLock } from 'spixie';
import type { SendCommand } from './redis-client.js';

const release = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/** Locks by keys that end with their lease. */
export function createRedisLock(send: SendCommand, prefix: string): SessionLock {
  return {
    async acquire(name, { waitMs, leaseMs }) {
      const key = `${prefix}lock:${name}`;
      const owner = crypto.randomUUID();
      const until = performance.now() + waitMs;
      for (;;) {
        const left = until - performance.now();
        // A Redis that does not answer keeps nobody longer than a lock that is taken.
        if ((await within(left + 50, send(key, ['SET', key, owner, 'NX', 'PX', String(Math.ceil(leaseMs))]))) === 'OK') {
          return async () => void (await send(key, ['EVAL', release, '1', key, owner]));
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
    timer = setTimeout(() => reject(new Error('Redis did not answer in time.')), ms);
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
