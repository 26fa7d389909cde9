import type { SessionLock } from 'spixie';
import { createLeaseLock } from '../sessions/lease-lock.js';
import type { SendCommand } from './redis-client.js';

const release = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/** Locks by keys that end with their lease. */
export function createRedisLock(send: SendCommand, prefix: string): SessionLock {
  const keyOf = (name: string): string => `${prefix}lock:${name}`;
  return createLeaseLock({
    async take(name, owner, leaseMs) {
      const key = keyOf(name);
      return (await send(key, ['SET', key, owner, 'NX', 'PX', String(leaseMs)])) === 'OK';
    },
    release: (name, owner) => send(keyOf(name), ['EVAL', release, '1', keyOf(name), owner]),
  });
}
