import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import {
  createMemorySessionStore,
  createSpotifyServer,
  type ServerEvent,
  type SpotifyServer,
  type SpotifyServerOptions,
} from '@spixie/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openVisitor, type Visitor } from '../../packages/server/test-support/visitor.js';
import { read } from '../docs/repository-files.js';

const origin = 'http://127.0.0.1:3000';
let local: LocalSpotify;
let events: ServerEvent[];
beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(() => {
  local.reset();
  events = [];
});
afterAll(() => local.close());

function create(options: Partial<SpotifyServerOptions> = {}): SpotifyServer {
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  const { now } = local.clock;
  return createSpotifyServer({
    clientId,
    clientSecret,
    accountsUrl,
    apiUrl,
    redirectUri: `${origin}/auth/callback`,
    scopes: ['user-read-private'],
    secret: 'a-secret-of-tests-that-is-long-enough',
    store: createMemorySessionStore({ now }),
    proxy: ['GET /me', 'PUT /me/tracks'],
    now,
    onEvent: (event) => events.push(event),
    ...options,
  });
}

async function signedIn(options?: Partial<SpotifyServerOptions>): Promise<Visitor> {
  const visitor = openVisitor(create(options), origin);
  await visitor.signIn();
  return visitor;
}

const fromScript = { headers: { 'x-spixie': '1' } };
const putTracks = (visitor: Visitor, body: string) => visitor.ask('/auth/api/me/tracks', { ...fromScript, method: 'PUT', body });
const ask = (path: string, init?: RequestInit) => openVisitor(create(), origin).ask(path, init);

/** How each row of the guide's table comes about. */
const answers: Readonly<Record<string, () => Promise<Response>>> = {
  '400 invalid_option': () => ask('/auth/sign-in?returnTo=//evil.example'),
  '401 signed_out': () => ask('/auth/api/me', fromScript),
  async '401 reauthorization_required'() {
    const visitor = await signedIn();
    local.tokens.revokeGrants();
    local.clock.advance({ hours: 2 });
    return visitor.ask('/auth/api/me', fromScript);
  },
  '403 request_refused': () => ask('/auth/api/me'),
  '404 request_refused': () => ask('/auth/api/me/player', fromScript),
  '405 request_refused': () => ask('/auth/sign-out'),
  '413 request_refused': async () => putTracks(await signedIn(), 'x'.repeat(512 * 1024 + 1)),
  async '429 rate_limited'() {
    const visitor = await signedIn();
    local.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 60 } });
    await visitor.ask('/auth/api/me', fromScript);
    return visitor.ask('/auth/api/me', fromScript);
  },
  async '500 invalid_client'() {
    const store = createMemorySessionStore({ now: local.clock.now });
    const { cookies } = await signedIn({ store });
    local.clock.advance({ hours: 2 });
    const visitor = openVisitor(create({ store, clientSecret: 'f00d'.repeat(8) }), origin);
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    return visitor.ask('/auth/api/me', fromScript);
  },
  async '503 store_failed'() {
    const store = createMemorySessionStore();
    const { cookies } = await signedIn({ store });
    const down = { ...store, get: () => Promise.reject(new Error('down')) };
    const visitor = openVisitor(create({ store: down }), origin);
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    return visitor.ask('/auth/session');
  },
  async '503 lock_timeout'() {
    const store = createMemorySessionStore({ now: local.clock.now });
    const visitor = await signedIn({ store: { ...store, lock: { required: true, acquire: async () => undefined } } });
    local.clock.advance({ hours: 2 });
    return visitor.ask('/auth/api/me', fromScript);
  },
  async '503 server_error'() {
    const visitor = await signedIn();
    local.clock.advance({ hours: 2 });
    local.faults.add({ path: '/api/token', effect: { status: 503 } });
    return visitor.ask('/auth/api/me', fromScript);
  },
};

const guide = read('docs/guides/servers.md');

test('the guide names each way in which the handler refuses or fails', () => {
  const rows = [...guide.matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => `${status} ${code}`);
  expect(rows.sort()).toEqual(Object.keys(answers).sort());
});

test.each(Object.entries(answers))('%s comes as the guide says, with a sentence of what to do', async (row, provoke) => {
  const response = await provoke();
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  expect(`${response.status} ${error.code}`).toBe(row);
  expect(error.message).toMatch(/^\w[^.]+\. [A-Z].*\.$/);
  if (/^(429|503)/.test(row)) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('the guide explains every event', () => {
  const types = [...read('packages/server/src/events/server-event.ts').matchAll(/^ {2}\| \{ type: '(\w+)'/gm)].map(
    ([, type]) => type,
  );
  const section = /^## What to watch$(.*?)^## /ms.exec(guide)?.[1] ?? '';
  const explained = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, type]) => type),
  );
  expect(types.length).toBeGreaterThan(8);
  expect(explained.sort()).toEqual(types.sort());
});

test('no event says to whom it happened', async () => {
  await answers['401 reauthorization_required']?.();
  await answers['503 store_failed']?.();
  const visitor = await signedIn();
  await visitor.ask('/auth/sign-out', { method: 'POST' });
  const said = JSON.stringify(events.map(({ type: _, ...rest }) => rest));
  expect(events.length).toBeGreaterThan(8);
  expect(said).not.toMatch(/ada|aD4Lq7vXe2|127\.0\.0\.1|[\w-]{22,}/i);
});
