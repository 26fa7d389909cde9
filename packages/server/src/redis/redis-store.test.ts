import { createRedisSessionStore, type RedisClient } from '@spixie/server/redis';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import { testTokenStore } from 'spixie/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisClusterProcesses, type RedisProcess, startRedis, startRedisCluster } from '../../test-support/redis.js';
import { sessionStoreTests } from '../../test-support/session-store-tests.js';
import type { SessionStore } from '../sessions/session-store.js';

let alone: RedisProcess;
let cluster: RedisClusterProcesses;
beforeAll(async () => {
  [alone, cluster] = await Promise.all([startRedis(), startRedisCluster()]);
});
afterAll(async () => {
  await Promise.all([alone.stop(), cluster.stop()]);
});

const closing = new Map<SessionStore, () => unknown>();

const clients: Readonly<Record<string, () => Promise<readonly [RedisClient, close: () => unknown]>>> = {
  ioredis: async () => {
    const client = new Redis(alone.url);
    return [client, () => client.disconnect()];
  },
  'a cluster of ioredis': async () => {
    const client = new Cluster(cluster.nodes.map(({ port }) => ({ host: '127.0.0.1', port })));
    return [client, () => client.disconnect()];
  },
  redis: async () => {
    const client = createClient({ url: alone.url });
    await client.connect();
    return [client, () => client.destroy()];
  },
  'a cluster of redis': async () => {
    const client = createCluster({ rootNodes: cluster.nodes.map(({ url }) => ({ url })) });
    await client.connect();
    return [client, () => client.destroy()];
  },
};

describe.each(Object.keys(clients))('over %s', (name) => {
  const createStore = async (): Promise<SessionStore> => {
    const [client, close] = (await clients[name]?.()) ?? [];
    if (!client || !close) throw new Error(`There is no client ${name}.`);
    const store = createRedisSessionStore({ client, prefix: `test of ${name}:` });
    closing.set(store, close);
    return store;
  };
  const closeStore = (store: object): void => void closing.get(store as SessionStore)?.();
  const raw = async (command: string, key: string, ...values: string[]): Promise<void> => {
    const client = name.includes('cluster')
      ? new Cluster(cluster.nodes.map(({ port }) => ({ host: '127.0.0.1', port })))
      : new Redis(alone.url);
    await client.call(command, `test of ${name}:${key}`, ...values);
    client.disconnect();
  };

  testTokenStore({
    test,
    createStore,
    closeStore,
    damage: (key) => raw('SET', `session:${key}`, '{"version'),
    leaveLocked: (key, leaseMs) => raw('SET', `lock:${key}`, 'somebody', 'PX', `${leaseMs}`),
  });

  sessionStoreTests(createStore, closeStore, `client ${name}`);
});

test('a client that repeats what got no answer has the lock that it took', async () => {
  const client = new Redis(alone.url);
  const call = async (command: string, ...args: string[]) => {
    await client.call(command, ...args);
    return client.call(command, ...args);
  };
  const { lock } = createRedisSessionStore({ client: { call, duplicate: () => client.duplicate() }, prefix: 'repeats:' });
  const release = await lock?.acquire('k', { waitMs: 0, leaseMs: 10_000 });
  expect(release).toBeDefined();
  expect(await lock?.acquire('k', { waitMs: 0, leaseMs: 10_000 })).toBeUndefined();
  client.disconnect();
});

test('a Redis that has gone away fails calls in the end, and works again when it is back', async () => {
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
