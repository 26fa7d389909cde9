import { createLocalSpotify } from '@spixie/local';
import { createPostgresSessionStore, migratePostgres, postgresMigrations } from '@spixie/server/postgres';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../../test-support/app.js';
import { type OwnPlace, reachPostgres } from '../../test-support/reach.js';
import { openVisitor } from '../../test-support/visitor.js';

let postgres: OwnPlace;
let pool: pg.Pool;
beforeAll(async () => {
  postgres = await reachPostgres();
  pool = new pg.Pool({ connectionString: postgres.url });
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});
beforeEach(async () => {
  await pool.query('DROP TABLE IF EXISTS spixie_sessions, spixie_locks, spixie_stops, spixie_migrations');
});

/** All columns and indexes, as they are now. */
async function shape(): Promise<unknown[]> {
  const columns = await pool.query(
    `SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name LIKE 'spixie%' ORDER BY 1, 2`,
  );
  const indexes = await pool.query(
    "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename LIKE 'spixie%' ORDER BY 1",
  );
  return [...columns.rows, ...indexes.rows];
}

test.each(postgresMigrations.map(({ version }) => version))(
  'tables of version %i become those of now, with what is in them',
  async (version) => {
    await migratePostgres(pool);
    const present = await shape();
    await pool.query('DROP TABLE spixie_sessions, spixie_locks, spixie_stops, spixie_migrations');

    await pool.query('CREATE TABLE spixie_migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)');
    for (const step of postgresMigrations.filter((one) => one.version <= version)) {
      await pool.query(step.sql);
      await pool.query('INSERT INTO spixie_migrations VALUES ($1, now())', [step.version]);
    }
    await pool.query(`INSERT INTO spixie_sessions (key, version, record) VALUES ('k', 'v1', '{"version":"v1"}')`);
    await migratePostgres(pool);
    expect(await shape()).toEqual(present);
    expect(await createPostgresSessionStore({ pool }).get('k')).toEqual({ version: 'v1' });
  },
);

test('tables of a later version are refused with a sentence, and left as they are', async () => {
  await migratePostgres(pool);
  await pool.query('INSERT INTO spixie_migrations VALUES (99, now())');
  const before = await shape();
  await expect(migratePostgres(pool)).rejects.toMatchObject({
    code: 'invalid_option',
    action: 'fix_config',
    message: expect.stringMatching(/^The tables of the sessions are of version 99, .* Update @spixie\/server\.$/),
  });
  expect(await shape()).toEqual(before);
});

test('versions count up from 1 without a gap', () => {
  expect(postgresMigrations.map(({ version }) => version)).toEqual(postgresMigrations.map((_, place) => place + 1));
});

test('what has expired is swept in stretches, by a sign-in one of them', async () => {
  await migratePostgres(pool);
  await pool.query(
    "INSERT INTO spixie_sessions (key, version, expires_at, record) SELECT 'old ' || n, 'v', 1, '{}' FROM generate_series(1, 2500) n",
  );
  const removed: (number | null)[] = [];
  const watched = Object.assign(Object.create(pool) as pg.Pool, {
    query: async (statement: pg.QueryConfig) => {
      const result = await pool.query(statement);
      if (statement.text.startsWith('DELETE FROM spixie_sessions')) removed.push(result.rowCount);
      return result;
    },
  });
  const store = createPostgresSessionStore({ pool: watched });
  for (let number = 0; number < 100; number++) await store.compareAndSwap(`new ${number}`, undefined, { version: 'v' });
  await expect.poll(() => removed).toEqual([1_000]);
  while (await store.removeExpired?.());
  expect(removed).toEqual([1_000, 1_000, 500]);
  expect((await pool.query('SELECT count(*)::int AS left FROM spixie_sessions')).rows).toEqual([{ left: 100 }]);
});

test('while the accounts service is slow no transaction is open, and no connection is kept', async () => {
  await migratePostgres(pool);
  const local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
  const own = new pg.Pool({ connectionString: postgres.url, application_name: 'the app' });
  try {
    const server = createAppServer(local, { store: createPostgresSessionStore({ pool: own, now: local.clock.now }) });
    const visitor = openVisitor(server, origin);
    await visitor.signIn();
    local.clock.advance({ hours: 2 });
    local.faults.add({ path: '/api/token', effect: { delayMs: 400 } });
    const answer = visitor.ask('/auth/api/me', { headers: { 'x-spixie': '1' } });
    const look = async (): Promise<unknown> => {
      const { rows } = await pool.query(
        `SELECT count(*)::int > 0 AS "isThere", count(*) FILTER (WHERE xact_start IS NOT NULL OR state <> 'idle')::int AS busy,
           (SELECT count(*)::int FROM spixie_locks) AS locks
         FROM pg_stat_activity WHERE application_name = 'the app'`,
      );
      return { ...rows[0], held: own.totalCount - own.idleCount };
    };
    // The lock is a row.
    await expect.poll(look, { interval: 5 }).toEqual({ isThere: true, busy: 0, locks: 1, held: 0 });
    expect((await answer).status).toBe(200);
    await expect.poll(look).toEqual({ isThere: true, busy: 0, locks: 0, held: 0 });
  } finally {
    await Promise.all([own.end(), local.close()]);
  }
});
