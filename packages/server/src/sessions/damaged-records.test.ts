import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { ServerEvent, SessionStore, SpotifyServer } from '@spixie/server';
import { createPostgresSessionStore, migratePostgres } from '@spixie/server/postgres';
import { createRedisSessionStore } from '@spixie/server/redis';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri, ticketCookie } from '../../test-support/app.js';
import { startPostgres } from '../../test-support/postgres.js';
import { canStart } from '../../test-support/programs.js';
import { startRedis } from '../../test-support/redis.js';
import { openVisitor, type Visitor } from '../../test-support/visitor.js';

/** What stands in a store, behind the back of those who use it. */
interface Place {
  store: SessionStore;
  read(key: string): Promise<string>;
  write(key: string, record: string): Promise<unknown>;
  /** From now on it takes nothing more, or everything again. */
  setFull(isFull: boolean): Promise<unknown>;
}

let local: LocalSpotify;
let client: Redis;
let pool: pg.Pool;
let databaseUrl: string;
const places = new Map<string, Place>();
const closing: (() => unknown)[] = [];

// They are filled up, and one of them is short of connections.
describe.skipIf(!canStart.redis || !canStart.postgres)('stores of the tests’ own', () => {
  beforeAll(async () => {
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
    client = new Redis(redis.url);
    databaseUrl = postgres.url;
    // One connection: then what is set for all is seen by all as soon as it is seen.
    pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    const control = new pg.Pool({ connectionString: databaseUrl, options: '-c default_transaction_read_only=off' });
    await migratePostgres(pool);
    const nameOf = (key: string): string => `spixie:session:${key}`;
    places.set('Redis', {
      store: createRedisSessionStore({ client }),
      read: async (key) => (await client.get(nameOf(key))) ?? '',
      write: (key, record) => client.set(nameOf(key), record),
      // Less than it has, and it evicts nothing.
      setFull: (isFull) => client.config('SET', 'maxmemory', isFull ? '1' : '0'),
    });
    const one = async (sql: string, ...values: string[]): Promise<string> => (await pool.query(sql, values)).rows[0]?.record;
    places.set('PostgreSQL', {
      store: createPostgresSessionStore({ pool, now: local.clock.now }),
      read: (key) => one('SELECT record FROM spixie_sessions WHERE key = $1', key),
      write: (key, record) => one('UPDATE spixie_sessions SET record = $2 WHERE key = $1', key, record),
      // As a replica is, or a disk that is full.
      async setFull(isFull) {
        const value = isFull ? 'on' : 'off';
        await control.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
        await control.query('SELECT pg_reload_conf()');
        const read = async (): Promise<unknown> => (await pool.query('SHOW default_transaction_read_only')).rows;
        await expect.poll(read).toEqual([{ default_transaction_read_only: value }]);
      },
    });
    closing.push(
      () => client.disconnect(),
      () => pool.end(),
      () => control.end(),
      () => redis.stop(),
      () => postgres.stop(),
      () => local.close(),
    );
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  describe.each(['Redis', 'PostgreSQL'])('with the sessions in %s', (name) => {
    let place: Place;
    let events: ServerEvent[];
    let known: SpotifyServer;
    let other: SpotifyServer;
    let cookies: ReadonlyMap<string, string>;
    let key: string;

    const openServer = (): SpotifyServer => createAppServer(local, { store: place.store, onEvent: (event) => events.push(event) });
    const browserAt = (server: SpotifyServer): Visitor => {
      const visitor = openVisitor(server, origin);
      for (const [cookie, value] of cookies) visitor.cookies.set(cookie, value);
      return visitor;
    };
    const stateAt = async (server: SpotifyServer): Promise<unknown> => (await browserAt(server).ask('/auth/session')).json();
    const statusAt = async (server: SpotifyServer): Promise<number> =>
      (await browserAt(server).ask('/auth/api/me', { headers: { 'x-spixie': '1' } })).status;

    beforeEach(async () => {
      place = places.get(name) as Place;
      local.reset();
      events = [];
      [known, other] = [openServer(), openServer()];
      const visitor = openVisitor(known, origin);
      await visitor.signIn();
      cookies = visitor.cookies;
      key = `${local.clientId}:${cookies.get(ticketCookie)?.split('.')[0]}`;
      expect(await statusAt(known)).toBe(200);
      events = [];
    });

    // Not the last letter: not all of its bits count.
    const swapOne = (text: string): string => `${text.slice(0, -9)}${text.at(-9) === 'A' ? 'B' : 'A'}${text.slice(-8)}`;
    const change = (field: string, to: (value: string) => string) => (text: string) =>
      text.replace(new RegExp(`("${field}":")([^"]+)`), (_, before, value) => before + to(value));
    const unreadable = [
      { status: 'reauthorization_required', reason: 'unreadable' },
      { status: 'signed_out' },
      'unreadable',
    ] as const;
    type Damage = readonly [damage: (text: string) => string, known: object, other: object, told: string | undefined];

    /** What a server that has the session open says then, and what another one. */
    const damages: Readonly<Record<string, Damage>> = {
      'cut off in the middle': [(text) => text.slice(0, text.length / 2), ...unreadable],
      'replaced by something else': [() => 'GIF89a', ...unreadable],
      'of a later version of this package': [
        (text) => text.replace(/\{.*\}/s, JSON.stringify({ version: 'v9', schema: 9, box: 'what nobody knows yet' })),
        ...unreadable,
      ],
      'with tokens that were changed': [
        change('sealed', swapOne),
        unreadable[0],
        { status: 'reauthorization_required', reason: 'unreadable' },
        undefined,
      ],
      'with a user who was changed': [change('profile', swapOne), { status: 'signed_in' }, { status: 'signed_out' }, 'unreadable'],
      'with a key that was changed': [change('ticket', swapOne), { status: 'signed_in' }, { status: 'signed_out' }, 'wrong_key'],
    };

    test.each(Object.keys(damages))('a record %s signs in nobody new, is kept as it is, and told of once', async (kind) => {
      const [damage, ofKnown, ofOther, told] = damages[kind] as Damage;
      const damaged = damage(await place.read(key));
      await place.write(key, damaged);
      expect(await stateAt(known)).toMatchObject(ofKnown);
      events = [];
      expect(await stateAt(other)).toMatchObject(ofOther);
      expect(events.filter(({ type }) => type === 'ticket_refused')).toEqual(
        told ? [{ type: 'ticket_refused', reason: told }] : [],
      );
      expect(await statusAt(other)).toBe(401);
      expect(await place.read(key)).toBe(damaged);

      const again = browserAt(other);
      expect((await again.signIn()).headers.get('location')).toBe('/');
      expect(await (await again.ask('/auth/session')).json()).toMatchObject({ status: 'signed_in' });
    });

    describe('that takes nothing more', () => {
      beforeEach(() => place.setFull(true));
      afterEach(() => place.setFull(false));

      test('valid tokens serve at every server, and what has expired is renewed once there is room for it', async () => {
        expect([await statusAt(known), await statusAt(other)]).toEqual([200, 200]);
        local.clock.advance({ hours: 2 });
        expect([await statusAt(known), await statusAt(other)]).toEqual([503, 503]);
        await place.setFull(false);
        expect([await statusAt(known), await statusAt(other)]).toEqual([200, 200]);
        expect(local.journal.refreshes()).toBe(1);
      });

      test('a sign-in ends on a page of the app with a code', async () => {
        const guest = openVisitor(other, origin);
        expect((await guest.signIn()).headers.get('location')).toBe('/?error=store_failed');
        expect(await (await guest.ask('/auth/session')).json()).toEqual({ status: 'signed_out' });
      });

      test('a sign-out happens, or says that it did not', async () => {
        const visitor = browserAt(other);
        const { status, headers } = await visitor.ask('/auth/sign-out', { method: 'POST' });
        const happened = name === 'Redis';
        expect([status, headers.has('retry-after')]).toEqual(happened ? [303, false] : [503, true]);
        expect(await stateAt(known)).toMatchObject({ status: happened ? 'signed_out' : 'signed_in' });
      });
    });
  });

  test('a key of Redis that somebody else uses for something else is an outage of that session alone', async () => {
    const place = places.get('Redis') as Place;
    const server = createAppServer(local, { store: place.store });
    const visitor = openVisitor(server, origin);
    await visitor.signIn();
    const name = `spixie:session:${local.clientId}:${visitor.cookies.get(ticketCookie)?.split('.')[0]}`;
    await client.multi().del(name).rpush(name, 'a list').exec();
    expect((await visitor.ask('/auth/session')).status).toBe(503);
    await visitor.signIn();
    expect((await visitor.ask('/auth/session')).status).toBe(200);
  });

  test('a PostgreSQL that has no connection left is an outage, and nobody is signed out by it', async () => {
    await pool.query('CREATE ROLE app LOGIN CONNECTION LIMIT 1');
    await pool.query('GRANT ALL ON ALL TABLES IN SCHEMA public TO app');
    const url = new URL(databaseUrl);
    url.username = 'app';
    const [hog, few] = [new pg.Pool({ connectionString: url.href }), new pg.Pool({ connectionString: url.href })];
    try {
      const visitor = openVisitor(createAppServer(local, { store: (places.get('PostgreSQL') as Place).store }), origin);
      await visitor.signIn();
      const held = await hog.connect();
      const other = openVisitor(
        createAppServer(local, { store: createPostgresSessionStore({ pool: few, now: local.clock.now }) }),
        origin,
      );
      for (const [cookie, value] of visitor.cookies) other.cookies.set(cookie, value);
      const refused = await other.ask('/auth/session');
      expect([refused.status, refused.headers.getSetCookie()]).toEqual([503, []]);
      held.release(true);
      await expect.poll(async () => (await other.ask('/auth/session')).status).toBe(200);
    } finally {
      await Promise.all([hog.end(), few.end()]);
    }
  });
});
