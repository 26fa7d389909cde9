import { createPostgresSessionStore, migratePostgres } from '@spixie/server/postgres';
import pg from 'pg';
import { testTokenStore } from 'spixie/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnPlace, reachPostgres } from '../../test-support/reach.js';
import { sessionStoreTests } from '../../test-support/session-store-tests.js';
import type { SessionStore } from '../sessions/session-store.js';

let postgres: OwnPlace;
let control: pg.Pool;
beforeAll(async () => {
  postgres = await reachPostgres();
  control = new pg.Pool({ connectionString: postgres.url });
  control.on('error', () => {});
});
afterAll(async () => {
  await Promise.all([control, ...idle, ...pools.values()].map((pool) => pool.end()));
  await postgres.stop();
});

// What a store was closed over serves the next one: to connect takes longer than most tests.
const idle: pg.Pool[] = [];
const pools = new Map<object, pg.Pool>();
const createStore = (): SessionStore => {
  const pool = idle.pop() ?? new pg.Pool({ connectionString: postgres.url, max: 4 }).setMaxListeners(0);
  const store = createPostgresSessionStore({ pool });
  pools.set(store, pool);
  return store;
};
const closeStore = (store: object): void => {
  const pool = pools.get(store);
  if (pool) idle.push(pool);
  pools.delete(store);
};

test('without its tables the store says what to run', async () => {
  const store = createStore();
  await expect(store.get('k')).rejects.toMatchObject({
    code: 'invalid_option',
    message: expect.stringContaining('migratePostgres'),
  });
  closeStore(store);
});

describe('with its tables', () => {
  beforeAll(async () => {
    // As several servers that start at once.
    await Promise.all([1, 2, 3].map(() => migratePostgres(control)));
  });

  testTokenStore({
    test,
    createStore,
    closeStore,
    damage: async (key) =>
      void (await control.query(`UPDATE spixie_sessions SET version = 'x', record = '{"version' WHERE key = $1`, [key])),
    leaveLocked: async (name, leaseMs) =>
      void (await control.query(
        "INSERT INTO spixie_locks VALUES ($1, 'somebody', clock_timestamp() + $2 * interval '1 millisecond')",
        [name, leaseMs],
      )),
  });
  sessionStoreTests(createStore, closeStore, 'client');

  test('who asks for the lock again because the answer was lost has it', async () => {
    const query = async (statement: pg.QueryConfig) => {
      await control.query(statement);
      return control.query(statement);
    };
    const pool = { query, connect: () => control.connect(), on: () => undefined };
    const { lock } = createPostgresSessionStore({ pool });
    expect(await lock?.acquire('k', { waitMs: 0, leaseMs: 10_000 })).toBeDefined();
    expect(await lock?.acquire('k', { waitMs: 0, leaseMs: 10_000 })).toBeUndefined();
  });

  test('what has expired is swept, and nothing else', async () => {
    const store = createStore();
    const time = Date.now();
    const record = {
      version: '1',
      clientId: 'c',
      userId: 'u',
      sealed: 's',
      profile: 'p',
      dataKeys: { ticket: 't' },
      authorizedAt: 1,
    };
    await store.compareAndSwap('gone', undefined, { ...record, endsAt: time - 1, expiresAt: time - 1 } as never);
    await store.compareAndSwap('kept', undefined, { ...record, endsAt: time + 60_000, expiresAt: time + 60_000 } as never);
    await store.removeExpired?.();
    const { rows } = await control.query("SELECT key FROM spixie_sessions WHERE key IN ('gone', 'kept')");
    expect(rows).toEqual([{ key: 'kept' }]);
    closeStore(store);
  });

  test.skipIf(process.env.DATABASE_URL)(
    'a database that has gone away fails calls, and works again when it is back, watchers included',
    async () => {
      const [store, other] = [createStore(), createStore()];
      let told = 0;
      const end = store.watch?.('k', () => told++);
      await store.compareAndSwap('k', undefined, { version: '1' });
      await expect.poll(() => told).toBeGreaterThan(0);
      await postgres.restart?.();
      await expect.poll(() => store.get('k').catch(() => undefined)).toEqual({ version: '1' });
      const before = told;
      await expect.poll(() => other.compareAndSwap('k', '1', { version: '2' }).catch(() => undefined)).toBe(true);
      await expect.poll(() => told, { timeout: 5_000 }).toBeGreaterThan(before);
      end?.();
      closeStore(store);
      closeStore(other);
    },
  );
});
