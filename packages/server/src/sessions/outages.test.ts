import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { ServerEvent, SessionStore, SpotifyServer } from '@spixie/server';
import { createPostgresSessionStore, migratePostgres } from '@spixie/server/postgres';
import { createRedisSessionStore } from '@spixie/server/redis';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../../test-support/app.js';
import { reachPostgres, reachRedis } from '../../test-support/reach.js';
import { openTroubledPort, type Trouble, type TroubledPort } from '../../test-support/troubled-port.js';
import { openVisitor, type Visitor } from '../../test-support/visitor.js';

interface Place {
  port: TroubledPort;
  /** Of one server of the app, with connections of its own. */
  openStore(): Promise<SessionStore>;
}

let local: LocalSpotify;
const places = new Map<string, Place>();
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const [redis, postgres] = await Promise.all([reachRedis(), reachPostgres()]);
  local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
  const [toRedis, toPostgres] = await Promise.all([redis, postgres].map(({ url }) => openTroubledPort(url)));
  const control = new pg.Pool({ connectionString: postgres.url });
  await migratePostgres(control);
  await control.end();
  if (!toRedis || !toPostgres) return;
  places.set('Redis', {
    port: toRedis,
    async openStore() {
      const client = new Redis(toRedis.url, { retryStrategy: () => 20, socketTimeout: 2 * TIMEOUT_MS });
      client.on('error', () => {});
      closing.push(() => client.disconnect());
      return createRedisSessionStore({ client, prefix: redis.prefix });
    },
  });
  places.set('PostgreSQL', {
    port: toPostgres,
    async openStore() {
      const pool = new pg.Pool({
        connectionString: toPostgres.url,
        max: 3,
        connectionTimeoutMillis: TIMEOUT_MS,
      });
      pool.on('error', () => {});
      closing.push(() => pool.end());
      return createPostgresSessionStore({ pool, now: local.clock.now, timeoutMs: TIMEOUT_MS });
    },
  });
  closing.push(
    () => toRedis.close(),
    () => toPostgres.close(),
    () => redis.stop(),
    () => postgres.stop(),
    () => local.close(),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

const TIMEOUT_MS = 100;

describe.each(['Redis', 'PostgreSQL'])('with the sessions in %s', (name) => {
  let port: TroubledPort;
  let events: ServerEvent[];
  let known: SpotifyServer;
  let other: SpotifyServer;
  let cookies: ReadonlyMap<string, string>;

  const openServer = async (): Promise<SpotifyServer> =>
    createAppServer(local, {
      store: await (places.get(name) as Place).openStore(),
      storeTimeoutMs: TIMEOUT_MS,
      offlineJobs: { keys: [{ id: 'k1', secret: 'a-secret-of-jobs-that-is-long-enough' }] },
      onEvent: (event) => events.push(event),
    });
  /** The browser of the user, whose requests reach this server. */
  const browserAt = (server: SpotifyServer): Visitor => {
    const visitor = openVisitor(server, origin);
    for (const [cookie, value] of cookies) visitor.cookies.set(cookie, value);
    return visitor;
  };
  const callApi = (server: SpotifyServer): Promise<Response> =>
    browserAt(server).ask('/auth/api/me', { headers: { 'x-spixie': '1' } });
  const statusAt = async (server: SpotifyServer): Promise<number> => (await callApi(server)).status;
  const pageRequest = (): Request =>
    new Request(`${origin}/page`, { headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } });
  const refreshes = (): number => local.journal.refreshes();

  const expectUnavailable = async (response: Response): Promise<void> => {
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toEqual({ error: { code: 'store_failed', message: expect.stringContaining('Try again') } });
  };

  beforeEach(async () => {
    ({ port } = places.get(name) as Place);
    local.reset();
    events = [];
    [known, other] = [await openServer(), await openServer()];
    // On a busy machine a call may be too slow even without trouble.
    await expect
      .poll(async () => {
        const visitor = openVisitor(known, origin);
        await visitor.signIn();
        cookies = visitor.cookies;
        return statusAt(known);
      })
      .toBe(200);
    // All connections are there when the trouble begins.
    await expect.poll(async () => (await Promise.all([1, 2, 3].map(other.health))).every(({ ok }) => ok)).toBe(true);
    events = [];
  });
  afterEach(() => port.begin('none'));

  describe.each<Trouble>(['refused', 'silent', 'garbage'])('that is %s', (trouble) => {
    beforeEach(() => port.begin(trouble));

    test('who has a valid token goes on at the server that knows them', async () => {
      const [session, api, found] = await Promise.all([
        browserAt(known).ask('/auth/session'),
        callApi(known),
        known.getSession(pageRequest()),
      ]);
      expect(await session.json()).toMatchObject({ status: 'signed_in', user: { name: 'ada' } });
      expect(api.status).toBe(200);
      expect((await found?.spotify.me.profile())?.id).toBe('ada');
    });

    test('everyone else is asked to come back, and is still signed in then', async () => {
      const failed = { code: 'store_failed', retryable: true };
      await Promise.all([
        browserAt(other).ask('/auth/session').then(expectUnavailable),
        callApi(other).then(expectUnavailable),
        // It does not claim to have happened.
        browserAt(other).ask('/auth/sign-out', { method: 'POST' }).then(expectUnavailable),
        openVisitor(other, origin)
          .signIn()
          .then(({ headers }) => expect(headers.get('location')).toBe('/?error=store_failed')),
        expect(other.getSession(pageRequest())).rejects.toMatchObject(failed),
        expect(other.runAs('aD4Lq7vXe2')).rejects.toMatchObject(failed),
        expect(other.sweep({ withinDays: 7 })[Symbol.asyncIterator]().next()).rejects.toMatchObject(failed),
      ]);
      expect(await other.health()).toMatchObject({ ok: false });
      expect(events.filter(({ type }) => type === 'ticket_refused')).toEqual([]);
      expect(events).toContainEqual({ type: 'store_failed', operation: 'get' });
      port.begin('none');
      await expect.poll(() => statusAt(other), { timeout: 5_000 }).toBe(200);
    });

    test('what has expired is not renewed before it is known whether another server did, and is then', async () => {
      local.clock.advance({ hours: 2 });
      await expectUnavailable(await callApi(known));
      expect(refreshes()).toBe(0);
      port.begin('none');
      await expect.poll(() => statusAt(known), { timeout: 5_000 }).toBe(200);
      expect(refreshes()).toBe(1);
    });
  });

  test('connections that fell silent for ever are replaced', async () => {
    port.begin('forgotten');
    await expect.poll(() => statusAt(other), { timeout: 5_000 }).toBe(200);
  });

  test('where it is slow all goes on as ever', async () => {
    port.begin('slow');
    await expect.poll(() => statusAt(other)).toBe(200);
    local.clock.advance({ hours: 2 });
    await expect.poll(() => statusAt(known)).toBe(200);
    expect(refreshes()).toBe(1);
  });
});
