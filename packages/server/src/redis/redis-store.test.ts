import { createRedisSessionStore, type RedisClient } from '@spixie/server/redis';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import { testTokenStore } from 'spixie/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canStart } from '../../test-support/programs.js';
import { reachRedis } from '../../test-support/reach.js';
import { type RedisClusterProcesses, startRedis, startRedisCluster } from '../../test-support/redis.js';
import { sessionStoreTests } from '../../test-support/session-store-tests.js';
import type { SealedRecord, SessionStore } from '../sessions/session-store.js';

let alone: Awaited<ReturnType<typeof reachRedis>>;
let cluster: RedisClusterProcesses | undefined;
/** Those of the tests themselves. */
let single: Redis;
let spread: Cluster | undefined;
beforeAll(async () => {
  [alone, cluster] = await Promise.all([reachRedis(), canStart.redis ? startRedisCluster() : undefined]);
  single = new Redis(alone.url);
  spread = cluster && new Cluster(cluster.nodes.map(({ url }) => url));
});
afterAll(async () => {
  for (const close of [...closing.values(), () => single.disconnect(), () => spread?.disconnect()]) close();
  await Promise.all([alone.stop(), cluster?.stop()]);
});

const clients: Readonly<Record<string, () => Promise<readonly [RedisClient, close: () => unknown]>>> = {
  ioredis: async () => {
    const client = new Redis(alone.url);
    return [client, () => client.disconnect()];
  },
  redis: async () => {
    const client = createClient({ url: alone.url });
    await client.connect();
    return [client, () => client.destroy()];
  },
  ...(canStart.redis && {
    'a cluster of ioredis': async () => {
      const client = new Cluster((cluster?.nodes ?? []).map(({ url }) => url));
      return [client, () => client.disconnect()];
    },
    'a cluster of redis': async () => {
      const client = createCluster({ rootNodes: (cluster?.nodes ?? []).map(({ url }) => ({ url })) });
      await client.connect();
      return [client, () => client.destroy()];
    },
  }),
};
const closing = new Map<RedisClient, () => unknown>();

describe.each(Object.keys(clients))('over %s', (name) => {
  // What a store was closed over serves the next one: to connect takes longer than most tests.
  const idle: RedisClient[] = [];
  const used = new Map<object, RedisClient>();
  const connect = async (): Promise<RedisClient> => {
    const [client, close] = (await clients[name]?.()) ?? [];
    if (!client || !close) throw new Error(`There is no client ${name}.`);
    closing.set(client, close);
    return client;
  };
  const createStore = async (): Promise<SessionStore> => {
    const client = idle.pop() ?? (await connect());
    const store = createRedisSessionStore({ client, prefix: `${alone.prefix}${name}:` });
    used.set(store, client);
    return store;
  };
  const closeStore = (store: object): void => {
    const client = used.get(store);
    if (client) idle.push(client);
    used.delete(store);
  };
  const raw = async (command: string, key: string, ...values: string[]): Promise<void> => {
    await ((name.includes('cluster') && spread) || single).call(command, `${alone.prefix}${name}:${key}`, ...values);
  };

  testTokenStore({
    test,
    createStore,
    closeStore,
    damage: (key) => raw('SET', `session:${key}`, '{"version'),
    leaveLocked: (key, leaseMs) => raw('SET', `lock:${key}`, 'somebody', 'PX', `${leaseMs}`),
  });

  sessionStoreTests(createStore, closeStore, `client ${name}`);

  test('a session that the index has lost is found again after its next use, and after its next renewal', async () => {
    const store = await createStore();
    const clientId = `lost by ${name}`;
    const lose = (): Promise<unknown> => Promise.all([raw('DEL', `user:${clientId}:ada`), raw('DEL', `ages:${clientId}`)]);
    await store.compareAndSwap('lost', undefined, recordOf(clientId));
    await lose();
    expect(await found(store, clientId)).toEqual([[], []]);
    await store.touch('lost', Date.now() + 60_000);
    expect(await found(store, clientId)).toEqual([['lost'], ['lost']]);
    await lose();
    await store.compareAndSwap('lost', 'v1', recordOf(clientId, 'v2'));
    expect(await found(store, clientId)).toEqual([['lost'], ['lost']]);
    await store.delete('lost');
    expect(await found(store, clientId)).toEqual([[], []]);
    closeStore(store);
  });
});

/** What is found of a client by its user, and by age. */
async function found(store: SessionStore, clientId: string): Promise<string[][]> {
  const pages = [await store.find({ clientId, userId: 'ada', limit: 10 }), await store.find({ clientId, limit: 10 })];
  return pages.map(({ sessions }) => sessions.map(({ key }) => key));
}

function recordOf(clientId: string, version = 'v1'): SealedRecord {
  const later = Date.now() + 3_600_000;
  const sealed = { sealed: 's', profile: 'p', dataKeys: { ticket: 't' } };
  return { version, clientId, userId: 'ada', authorizedAt: Date.now(), endsAt: later, expiresAt: later, ...sealed };
}

describe('a sign-in is found by its user', () => {
  const options = () => ({ prefix: `${alone.prefix}found:` });
  const storeWith = (call: (command: string, ...args: string[]) => Promise<unknown>): SessionStore =>
    createRedisSessionStore({ ...options(), client: { call, duplicate: () => single.duplicate() } });

  test('though the process died as soon as it was stored', async () => {
    let isDead = false;
    const dying = storeWith(async (command, ...args) => {
      if (isDead) throw new Error('dead');
      const answer = await single.call(command, ...args);
      isDead = command === 'EVAL';
      return answer;
    });
    await dying.compareAndSwap('died', undefined, recordOf('dying'));
    expect(await found(createRedisSessionStore({ ...options(), client: single }), 'dying')).toEqual([['died'], ['died']]);
  });

  test('though somebody looked for it a moment before it was stored', async () => {
    const other = createRedisSessionStore({ ...options(), client: single });
    const store = storeWith(async (command, ...args) => {
      if (command === 'EVAL') expect(await found(other, 'early')).toEqual([[], []]);
      return single.call(command, ...args);
    });
    await store.compareAndSwap('early', undefined, recordOf('early'));
    expect(await found(other, 'early')).toEqual([['early'], ['early']]);
  });

  test('and entries of all that ended by themselves go with the next sign-in', async () => {
    const store = createRedisSessionStore({ ...options(), client: single });
    const old = { ...recordOf('old'), authorizedAt: 1, endsAt: 2, expiresAt: Date.now() + 50 };
    await store.compareAndSwap('ended', undefined, old);
    await store.compareAndSwap('next', undefined, recordOf('old'));
    expect(await single.zcard(`${alone.prefix}found:ages:old`)).toBe(1);
  });
});

test('a client that repeats what got no answer has the lock that it took', async () => {
  const client = new Redis(alone.url);
  const call = async (command: string, ...args: string[]) => {
    await client.call(command, ...args);
    return client.call(command, ...args);
  };
  const { lock } = createRedisSessionStore({ client: { call, duplicate: () => client.duplicate() }, prefix: alone.prefix });
  const release = await lock?.acquire('k', { waitMs: 0, leaseMs: 10_000 });
  expect(release).toBeDefined();
  expect(await lock?.acquire('k', { waitMs: 0, leaseMs: 10_000 })).toBeUndefined();
  client.disconnect();
});

test.skipIf(!canStart.redis)('a Redis that has gone away fails calls in the end, and works again when it is back', async () => {
  const redis = await startRedis();
  const client = new Redis(redis.url, { retryStrategy: () => 20, maxRetriesPerRequest: 2 });
  client.on('error', () => {});
  try {
    const store = createRedisSessionStore({ client });
    await store.compareAndSwap('k', undefined, { version: '1' });
    await redis.restart();
    await expect.poll(() => store.get('k').catch(() => undefined)).toEqual({ version: '1' });
  } finally {
    client.disconnect();
    await redis.stop();
  }
});
