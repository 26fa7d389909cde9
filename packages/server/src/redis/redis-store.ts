import { parseStoredRecord, type StoredRecord } from 'spixie';
import { isSealedRecord } from '../sessions/sealed-record.js';
import type { SessionStore } from '../sessions/session-store.js';
import { commandsOf, type RedisClient, type Subscription, subscribe } from './redis-client.js';
import { createRedisIndex } from './redis-index.js';
import { createRedisLock } from './redis-lock.js';

export interface RedisSessionStoreOptions {
  /** A client that the app has connected: of `ioredis` or of `redis`, alone or as a cluster. The app closes it. */
  client: RedisClient;
  /** What all keys begin with. Default: `spixie:`. */
  prefix?: string | undefined;
}

// The version stands before the record, so that Redis compares it without reading JSON.
const swap = `
local found = redis.call('GET', KEYS[1])
local version = found and (string.match(found, '^([^\\n]*)\\n') or found)
if (ARGV[1] == '1') ~= (version ~= false and version ~= nil) then return 0 end
if version and version ~= ARGV[2] then return 0 end
if ARGV[4] == '' then redis.call('SET', KEYS[1], ARGV[3]) else redis.call('SET', KEYS[1], ARGV[3], 'PXAT', ARGV[4]) end
redis.call('PUBLISH', ARGV[5], KEYS[1])
return 1`;

const remove = `
local found = redis.call('GET', KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', ARGV[1], KEYS[1])
return found`;

/**
 * Keeps sessions in Redis, 6.2 or later, one key for each, so that a cluster can spread them. They go when they have expired.
 *
 * @example
 * ```ts
 * import { createRedisSessionStore } from '@spixie/server/redis';
 * import type { Redis } from 'ioredis';
 *
 * const openStore = (client: Redis) => createRedisSessionStore({ client });
 * ```
 */
export function createRedisSessionStore({ client, prefix = 'spixie:' }: RedisSessionStoreOptions): SessionStore {
  const send = commandsOf(client);
  const index = createRedisIndex(send, prefix);
  const channel = `${prefix}changes`;
  const keyOf = (key: string): string => `${prefix}session:${key}`;
  const watchers = new Map<() => void, string>();
  let subscription: Subscription | undefined;

  const tell = (changed: string | undefined): void => {
    for (const [onChange, key] of [...watchers]) if (changed === undefined || changed === key) onChange();
  };

  return {
    atomic: true,
    lock: createRedisLock(send, prefix),
    async get(key) {
      const name = keyOf(key);
      return parse((await send(name, ['GET', name])) as string | null);
    },
    async compareAndSwap(key, expected, next) {
      const name = keyOf(key);
      const sealed = isSealedRecord(next) ? next : undefined;
      const expiresAt = sealed ? String(Math.ceil(sealed.expiresAt)) : '';
      const text = `${next.version}\n${JSON.stringify(next)}`;
      const found = expected === undefined ? ['0', ''] : ['1', expected];
      // Whoever ends all sessions of a user finds this one, though this process may die before it can say that it is stored.
      if (sealed && expected === undefined) await index.add(key, sealed);
      const written = (await send(name, ['EVAL', swap, '1', name, ...found, text, expiresAt, channel])) === 1;
      // And again: an entry that has no record yet is dropped by whoever finds it, and an old one may be lost. What was written is
      // written, whatever becomes of this: the next use adds it.
      if (written && sealed) await index.add(key, sealed).catch(() => {});
      return written;
    },
    async delete(key) {
      const name = keyOf(key);
      const record = parse((await send(name, ['EVAL', remove, '1', name, channel])) as string | null);
      // What stays is dropped by whoever finds it.
      if (isSealedRecord(record)) await index.remove(key, record).catch(() => {});
    },
    async touch(key, expiresAt) {
      const name = keyOf(key);
      const record = parse((await send(name, ['GETEX', name, 'PXAT', String(Math.ceil(expiresAt))])) as string | null);
      if (isSealedRecord(record)) await index.add(key, record);
    },
    find: (query) =>
      index.find(query, async (key) => {
        const name = keyOf(key);
        return (await send(name, ['EXISTS', name])) === 1;
      }),
    watch(key, onChange) {
      // A function of its own, so that the same listener can watch twice.
      const watcher = (): void => onChange();
      watchers.set(watcher, keyOf(key));
      subscription ??= subscribe(client, channel, tell);
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        subscription?.close();
        subscription = undefined;
      };
    },
  };
}

function parse(text: string | null): StoredRecord | undefined {
  const at = text?.indexOf('\n') ?? -1;
  if (text === null || at < 0) return parseDamaged(text);
  const record = parseStoredRecord(text.slice(at + 1));
  const version = text.slice(0, at);
  // The swap compares what stands in front.
  return record?.version === version ? record : { version };
}

function parseDamaged(text: string | null): StoredRecord | undefined {
  return text === null ? undefined : { version: text };
}
