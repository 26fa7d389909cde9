import type { SessionLock } from 'spixie';
import { createLeaseLock } from '../sessions/lease-lock.js';
import type { SendCommand } from './redis-client.js';

const take = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('PEXPIRE', KEYS[1], ARGV[2]) or 0`;
const release = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/** Locks by keys that end with their lease. */
export function createRedisLock(send: SendCommand, prefix: string): SessionLock {
  const keyOf = (name: string): string => `${prefix}lock:${name}`;
  return createLeaseLock({
    async take(name, owner, leaseMs) {
      const key = keyOf(name);
      return (await send(key, ['EVAL', take, '1', key, owner, String(leaseMs)])) === 1;
    },
    release: (name, owner) => send(keyOf(name), ['EVAL', release, '1', keyOf(name), owner]),
  });
}
