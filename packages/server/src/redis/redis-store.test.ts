import { createRedisSessionStore, type RedisClient } from '@spixie/server/redis';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import { testTokenStore } from 'spixie/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisClusterProcesses, type RedisProcess, startRedis, startRedisCluster } from '../../test-support/redis.js';
import type { SealedRecord, SessionStore } from '../sessions/session-store.js';

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
  const using = async (work: (store: SessionStore) => Promise<void>): Promise<void> => {
    const store = await createStore();
    await work(store).finally(() => closeStore(store));
  };
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

  const later = Date.now() + 3_600_000;
  const recordOf = (userId: string, authorizedAt: number, version = 'v1'): SealedRecord => ({
    version,
    clientId: `client ${name}`,
    userId,
    authorizedAt,
    endsAt: later,
    expiresAt: later,
    sealed: 's',
    profile: 'p',
    dataKeys: { ticket: 't' },
  });

  test('finds the sessions of a user, and what is old, page by page, each once', () =>
    using(async (store) => {
      const clientId = `client ${name}`;
      // Several of one moment: a page may end among them.
      for (let number = 0; number < 12; number++) {
        expect(
          await store.compareAndSwap(`k${number}`, undefined, recordOf(`user ${number % 2}`, 1_000 + Math.floor(number / 5))),
        ).toBe(true);
      }
      for (const key of ['k3', 'k4', 'k5']) await store.delete(key);
      const all = async (query: { userId?: string; authorizedBefore?: number }): Promise<string[]> => {
        const keys: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.find({ clientId, ...query, after, limit: 2 });
          keys.push(...page.sessions.map(({ key }) => key));
          after = page.after;
        } while (after !== undefined);
        return keys.sort();
      };
      expect(await all({ userId: 'user 0' })).toEqual(['k0', 'k10', 'k2', 'k6', 'k8']);
      expect(await all({ authorizedBefore: 1_002 })).toEqual(['k0', 'k1', 'k2', 'k6', 'k7', 'k8', 'k9']);
      expect(await all({})).toHaveLength(9);
      expect(await all({ userId: 'nobody' })).toEqual([]);
    }));

  test('forgets what has expired, and keeps what was touched', () =>
    using(async (store) => {
      const soon = Date.now() + 150;
      for (const key of ['gone', 'kept'])
        await store.compareAndSwap(key, undefined, { ...recordOf('u', 1), expiresAt: soon } as SealedRecord);
      await store.touch('kept', later);
      await expect.poll(() => store.get('gone')).toBeUndefined();
      expect(await store.get('kept')).toMatchObject({ version: 'v1' });
      expect((await store.find({ clientId: `client ${name}`, userId: 'u', limit: 10 })).sessions.map(({ key }) => key)).toEqual([
        'kept',
      ]);
    }));
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
