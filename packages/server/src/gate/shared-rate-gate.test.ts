import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createSharedRateGate, type SharedStops } from '@spixie/server';
import { createPostgresStops, migratePostgres } from '@spixie/server/postgres';
import { createRedisStops } from '@spixie/server/redis';
import { Redis } from 'ioredis';
import pg from 'pg';
import { createClientCredentials, createSpotify, type Spotify } from 'spixie';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OwnPlace, reachPostgres, reachRedis } from '../../test-support/reach.js';

let local: LocalSpotify;
let redis: OwnPlace & { readonly prefix: string };
let postgres: OwnPlace;
let client: Redis;
let pool: pg.Pool;
beforeAll(async () => {
  [local, redis, postgres] = await Promise.all([createLocalSpotify(), reachRedis(), reachPostgres()]);
  client = new Redis(redis.url);
  pool = new pg.Pool({ connectionString: postgres.url });
  await migratePostgres(pool);
});
afterAll(async () => {
  client.disconnect();
  await pool.end();
  await Promise.all([local.close(), redis.stop(), postgres.stop()]);
});
beforeEach(() => local.reset());

/** The client of another server of the app each time. */
function serverWith(stops: SharedStops): Spotify {
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  const session = createClientCredentials({ clientId, clientSecret, accountsUrl });
  return createSpotify({ session, apiUrl, gate: createSharedRateGate({ stops, freshMs: 0 }), maxWaitMs: 1_000, maxAttempts: 1 });
}

const kinds: Readonly<Record<string, (clientId: string) => SharedStops>> = {
  Redis: (clientId) => createRedisStops({ client, clientId, prefix: redis.prefix }),
  PostgreSQL: (clientId) => createPostgresStops({ pool, clientId }),
};

describe.each(Object.keys(kinds))('over %s', (name) => {
  const stops = (): SharedStops => kinds[name]?.(`app ${name}`) as SharedStops;
  const callsAtSpotify = (): number => local.journal.entries({}).filter(({ path }) => path === '/v1/search').length;

  test('a long 429 of one server turns the calls of all away, with the time to come back, and nothing is sent', async () => {
    local.faults.add({ times: 1, path: '/v1/search', effect: { retryAfter: 600 } });
    const [one, other] = [serverWith(stops()), serverWith(stops())];
    await expect(one.search('a', ['track'])).rejects.toMatchObject({ code: 'rate_limited' });
    const error: unknown = await other.search('a', ['track']).then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ code: 'rate_limited', retryable: true });
    expect((error as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(590);
    expect(callsAtSpotify()).toBe(1);
  });

  test('a shorter stop does not end a longer one', async () => {
    const shared = kinds[name]?.(`another ${name}`) as SharedStops;
    const later = Date.now() + 60_000;
    await shared.write(later);
    await shared.write(later - 30_000);
    expect(await shared.read()).toBe(later);
  });
});

test('where the others cannot be asked a server goes on by itself', async () => {
  const fails = (): Promise<never> => Promise.reject(new Error('down'));
  const { tracks } = await serverWith({ read: fails, write: fails }).search('a', ['track']);
  expect(tracks.items.length).toBeGreaterThan(0);
});

test('where the others do not answer, calls wait for it once and not each anew, and a 429 is told in time', async () => {
  const silent = (): Promise<never> => new Promise(() => {});
  let asked = 0;
  const read = (): Promise<never> => {
    asked++;
    return silent();
  };
  const gate = createSharedRateGate({ stops: { read, write: silent }, freshMs: 0, patienceMs: 20 });
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  const session = createClientCredentials({ clientId, clientSecret, accountsUrl });
  const spotify = createSpotify({ session, apiUrl, gate, maxWaitMs: 0, maxAttempts: 1 });
  for (let call = 0; call < 3; call++) await spotify.search('a', ['track']);
  expect(asked).toBe(1);
  local.faults.add({ times: 1, path: '/v1/search', effect: { retryAfter: 600 } });
  await expect(spotify.search('a', ['track'])).rejects.toMatchObject({ code: 'rate_limited' });
});
