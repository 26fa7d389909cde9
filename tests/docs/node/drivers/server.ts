import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import {
  createMemorySessionStore,
  createSpotifyServer,
  type OnEvent,
  type SessionAnswer,
  type SessionStore,
  type SpotifyServer,
  type SpotifyServerOptions,
} from '@spixie/server';
import { migratePostgres } from '@spixie/server/postgres';
import { Redis } from 'ioredis';
import type pg from 'pg';
import type { RateGate } from 'spixie';
import { startPostgres } from '../../../../packages/server/test-support/postgres.js';
import { startRedis } from '../../../../packages/server/test-support/redis.js';
import { openVisitor, type Visitor } from '../../../../packages/server/test-support/visitor.js';
import { clientId, clientSecret } from '../steps.js';
import type { Driver } from './driver.js';
import { answered, signedIn } from './journal-queries.js';

function createSpotify(options: Partial<SpotifyServerOptions> = {}): SpotifyServer {
  return createSpotifyServer({
    clientId,
    clientSecret,
    redirectUri: 'http://127.0.0.1:3000/auth/callback',
    scopes: [],
    secret: 'a-secret-of-tests-that-is-long-enough',
    store: createMemorySessionStore({ now: options.now }),
    ...options,
  });
}

type SignedInAnswer = Extract<SessionAnswer, { status: 'signed_in' }>;

/** Whether the handler answers in this app. */
async function answers(server: Server): Promise<void> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/auth/session`);
  assert.deepEqual(await response.json(), { status: 'signed_out' });
  server.close();
}

/** Opens an app at a free port, or at that of its redirect URI, for as long as it is used. */
async function visiting(app: RequestListener, port: number, use: (visitor: Visitor) => Promise<void>): Promise<void> {
  const server = createServer(app);
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const { port: open } = server.address() as AddressInfo;
  const handle = (request: Request): Promise<Response> => fetch(request, { redirect: 'manual' });
  try {
    await use(openVisitor({ handle }, `http://127.0.0.1:${open}`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Whether a store keeps what it is given. */
async function keeps(store: SessionStore): Promise<void> {
  assert.equal(await store.compareAndSwap('k', undefined, { version: '1' }), true);
  assert.deepEqual(await store.get('k'), { version: '1' });
}

const call = { operation: 'GET /me', url: '', body: undefined, signal: undefined, waitedMs: 0 };

/** The examples of packages/server, and the snippets about it. */
export const serverDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/servers.md # A first server': {
    async drive(exports) {
      const { app } = exports as { app: RequestListener };
      await visiting(app, Number(process.env.APP_PORT), async (visitor) => {
        assert.match(await (await visitor.ask('/')).text(), /href="\/auth\/sign-in\?returnTo=\/"/);
        assert.equal((await visitor.signIn('/auth/sign-in?returnTo=/')).headers.get('location'), '/');
        const { hello, playlists } = (await (await visitor.ask('/')).json()) as { hello: string; playlists: string[] };
        assert.deepEqual([hello, playlists.length > 0], ['Ada Lindqvist', true]);
        await visitor.ask('/auth/sign-out', { method: 'POST' });
        assert.match(await (await visitor.ask('/')).text(), /Sign in with Spotify/);
      });
    },
    journal: [
      [signedIn, 1],
      [answered('/v1/me/playlists'), 1],
    ],
  },
  'docs/guides/servers.md # Hono': {
    async drive(exports) {
      const { createApp } = exports as { createApp(spotify: SpotifyServer): { fetch(request: Request): Promise<Response> } };
      const app = createApp(createSpotify());
      const ask = async (path: string) => (await app.fetch(new Request(`http://127.0.0.1:3000${path}`))).text();
      assert.equal(await ask('/auth/session'), '{"status":"signed_out"}');
      assert.equal(await ask('/'), 'nobody');
    },
  },
  'docs/guides/servers.md # What you deploy': {
    async drive(exports) {
      const { createForFleet } = exports as { createForFleet(client: Redis, onEvent: OnEvent): SpotifyServer };
      const redis = await startRedis();
      const clients = [new Redis(redis.url), new Redis(redis.url)] as const;
      const events: string[] = [];
      const [one, other] = clients.map((client) => createForFleet(client, ({ type }) => events.push(type))) as [
        SpotifyServer,
        SpotifyServer,
      ];
      try {
        const visitor = openVisitor(one, 'https://app.example');
        await visitor.signIn('/auth/sign-in?scope=playlist-modify-private&returnTo=/edit');
        // What one server knows, the other finds.
        const elsewhere = openVisitor(other, 'https://app.example');
        for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value);
        const call = await elsewhere.ask('/auth/api/me/tracks?limit=1', { headers: { 'x-spixie': '1' } });
        assert.equal(call.status, 200);
        const { user, scopes } = (await (await elsewhere.ask('/auth/session')).json()) as SignedInAnswer;
        assert.ok(scopes.includes('playlist-modify-private'));
        assert.equal((await other.runAs(user.id))?.user.name, 'ada');
        const refused = await visitor.ask('/auth/sign-in?scope=streaming');
        assert.equal(refused.status, 400);
        const failed = await visitor.ask('/auth/callback?error=access_denied&state=x');
        assert.equal(failed.headers.get('location'), '/sign-in-failed?error=state_mismatch');
        assert.deepEqual(events, ['sign_in_begun', 'signed_in', 'proxied', 'request_refused', 'sign_in_failed']);
      } finally {
        for (const client of clients) client.disconnect();
        await redis.stop();
      }
    },
    journal: [[signedIn, 1]],
  },
  'docs/guides/servers.md # Jobs, and mails before a sign-in ends': {
    async drive(exports) {
      const { remind, countSaved } = exports as {
        remind(spotify: SpotifyServer, mail: (userId: string, endsAt: Date) => Promise<void>): Promise<void>;
        countSaved(spotify: SpotifyServer, userId: string): Promise<number | undefined>;
      };
      const startedAt = Date.now();
      let now = startedAt;
      const keys = [{ id: 'k1', secret: 'a-secret-of-tests-that-is-long-enough' }];
      const spotify = createSpotify({ now: () => now, offlineJobs: { keys }, idleDays: 200, scopes: ['user-library-read'] });
      const visitor = openVisitor(spotify, 'http://127.0.0.1:3000');
      await visitor.signIn();
      const { user } = (await (await visitor.ask('/auth/session')).json()) as SignedInAnswer;
      assert.ok(((await countSaved(spotify, user.id)) ?? 0) > 0);
      assert.equal(await countSaved(spotify, 'nobody'), undefined);

      const mails: string[] = [];
      const mail = async (userId: string, endsAt: Date) => void mails.push(`${userId} ${endsAt.getTime() - now < 14 * 86_400_000}`);
      await remind(spotify, mail);
      assert.deepEqual(mails, []);
      now += 170 * 86_400_000;
      await remind(spotify, mail);
      assert.deepEqual(mails, [`${user.id} true`]);
    },
  },
  'docs/guides/servers.md # What to watch': {
    async drive(exports) {
      const { createListener, answerHealthCheck } = exports as {
        createListener(meter: object): OnEvent;
        answerHealthCheck(spotify: SpotifyServer): Promise<Response>;
      };
      const told: unknown[] = [];
      const meter = {
        createCounter: (name: string) => ({ add: (value: number, attributes: object) => told.push([name, value, attributes]) }),
        createHistogram: (name: string) => ({ record: (_: number, attributes: object) => told.push([name, attributes]) }),
      };
      const spotify = createSpotify({ onEvent: createListener(meter) });
      await openVisitor(spotify, 'http://127.0.0.1:3000').signIn();
      assert.deepEqual(told, [
        ['spotify.events', 1, { type: 'sign_in_begun' }],
        ['spotify.duration', { type: 'signed_in' }],
      ]);
      assert.equal((await answerHealthCheck(spotify)).status, 200);
      const broken = { ...createMemorySessionStore(), get: () => Promise.reject(new Error('down')) };
      assert.equal((await answerHealthCheck(createSpotify({ store: broken }))).status, 503);
    },
    journal: [[signedIn, 1]],
  },
  'packages/server/README.md # @spixie/server': {
    async drive(exports) {
      const { spotify, answer } = exports as { spotify: SpotifyServer; answer(request: Request): Promise<Response> };
      const visitor = openVisitor({ handle: answer }, `http://127.0.0.1:${process.env.APP_PORT}`);
      const { signInAt } = (await (await visitor.ask('/')).json()) as { signInAt: string };
      assert.equal((await visitor.signIn(signInAt)).status, 303);
      assert.equal(((await (await visitor.ask('/')).json()) as { id: string }).id, 'ada');
      assert.equal((await spotify.health()).ok, true);
    },
    journal: [[signedIn, 1]],
  },
  'packages/server/src/adapters/express.ts # expressHandler': {
    async drive(exports) {
      const { createApp } = exports as { createApp(spotify: SpotifyServer): RequestListener };
      await answers(createServer(createApp(createSpotify())));
    },
  },
  'packages/server/src/adapters/fastify.ts # fastifyHook': {
    async drive(exports) {
      const { createApp } = exports as { createApp(spotify: SpotifyServer): { server: Server; ready(): Promise<unknown> } };
      const app = createApp(createSpotify());
      await app.ready();
      await answers(app.server);
    },
  },
  'packages/server/src/adapters/node-http.ts # answerNode': {
    async drive(exports) {
      const { serve } = exports as { serve(spotify: SpotifyServer): Server };
      await answers(serve(createSpotify()));
    },
  },
  'packages/server/src/gate/shared-rate-gate.ts # createSharedRateGate': {
    async drive(exports) {
      const { createGate } = exports as { createGate(client: Redis, clientId: string): RateGate };
      const redis = await startRedis();
      const client = new Redis(redis.url);
      try {
        const leave = await createGate(client, clientId).enter({ ...call }, { maxWaitMs: 0 });
        await leave(60_000);
        await assert.rejects(async () => createGate(client, clientId).enter({ ...call }, { maxWaitMs: 0 }), {
          code: 'rate_limited',
        });
      } finally {
        client.disconnect();
        await redis.stop();
      }
    },
  },
  'packages/server/src/postgres/migrations.ts # migratePostgres': {
    async drive(exports) {
      const { openPool } = exports as { openPool(url: string): Promise<pg.Pool> };
      const postgres = await startPostgres();
      const pool = await openPool(postgres.url);
      try {
        // Once more changes nothing.
        await migratePostgres(pool);
        assert.equal((await pool.query('SELECT * FROM spixie_migrations')).rowCount, 1);
      } finally {
        await pool.end();
        await postgres.stop();
      }
    },
  },
  'packages/server/src/postgres/postgres-store.ts # createPostgresSessionStore': {
    async drive(exports) {
      const { openStore } = exports as { openStore(url: string): Promise<SessionStore> };
      const postgres = await startPostgres();
      try {
        await keeps(await openStore(postgres.url));
      } finally {
        await postgres.stop();
      }
    },
  },
  'packages/server/src/redis/redis-store.ts # createRedisSessionStore': {
    async drive(exports) {
      const { openStore } = exports as { openStore(client: Redis): SessionStore };
      const redis = await startRedis();
      const client = new Redis(redis.url);
      try {
        await keeps(openStore(client));
      } finally {
        client.disconnect();
        await redis.stop();
      }
    },
  },
};
