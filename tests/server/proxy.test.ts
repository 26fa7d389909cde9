import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, type ServerEvent, type SpotifyServer } from '@spixie/server';
import { answerNode } from '@spixie/server/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../../packages/server/test-support/app.js';
import { sendRaw } from '../../packages/server/test-support/send-raw.js';
import { openVisitor, type Visitor } from '../../packages/server/test-support/visitor.js';

let local: LocalSpotify;
let server: SpotifyServer;
let visitor: Visitor;
let events: ServerEvent[];
/** What the Web API was sent. */
let sent: Request[];
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  [events, sent] = [[], []];
  server = createAppServer(local, {
    scopes: ['user-read-private', 'user-modify-playback-state', 'playlist-modify-public'],
    proxy: ['GET /me', 'PUT /me/player/play', 'GET /playlists/{playlist_id}', 'GET /users/{user_id}'],
    onEvent: (event) => events.push(event),
    fetch: (input, init) => {
      const request = new Request(input, init);
      if (request.url.startsWith(local.apiUrl)) sent.push(request);
      return fetch(request, init);
    },
  });
  visitor = openVisitor(server, origin);
  await visitor.signIn();
  sent = [];
});

const script = { 'x-spixie': '1' };
const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  visitor.ask(`/auth/api${path}`, { ...init, headers: { ...script, ...(init.headers as Record<string, string>) } });

test.each([
  '//evil.example/me',
  '//me',
  '/me/',
  '/me//',
  '/',
  '/..%2fme',
  '/..%2F..%2Fapi/token',
  '/playlists/..%2f..%2fapi%2ftoken',
  '/playlists/%2e%2e%2fme',
  '/playlists/..%5c..%5cme',
  '/playlists/..;',
  '/playlists/..%3B',
  '/playlists/.;x=1',
  '/playlists/%252e%252e',
  '/playlists/a%00',
  '/playlists/a%zz',
  '/playlists/a%',
  '/playlists/a/tracks',
  '/v1/me',
  '/ME',
  '/m%65',
  '/@evil.example/',
  '/https://evil.example/me',
  '/me/player/play',
  '/me/player',
])('no call goes out to %s', async (path) => {
  const response = await call(path);
  expect([response.status, await response.json()]).toEqual([404, { error: expect.objectContaining({ code: 'request_refused' }) }]);
  expect(sent).toEqual([]);
  expect(events.at(-1)).toEqual({ type: 'request_refused', route: 'api', why: 'not_allowed' });
});

test.each(['/auth/api/../../token', '/auth/api/..', '/auth/api/playlists/../../../me', '/auth/api/%2e%2e/me', '/auth/apix/me'])(
  '%s is no path of the proxy, nor of another route',
  async (path) => {
    const request = new Request(new URL(path, origin), { headers: { ...script, 'sec-fetch-site': 'same-origin' } });
    expect(await server.handle(request)).toBeUndefined();
    expect(sent).toEqual([]);
  },
);

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND'])(
  '%s goes nowhere where GET is allowed',
  async (method) => {
    const response = await call('/me', { method });
    expect([response.status, sent]).toEqual([404, []]);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  },
);

test('what the page’s script says of method, user and way goes no further than the app', async () => {
  const lies = {
    'x-http-method-override': 'DELETE',
    'x-method-override': 'DELETE',
    authorization: 'Bearer of-the-page',
    'proxy-authorization': 'Basic x',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
    te: 'trailers',
    'keep-alive': 'timeout=5',
    range: 'bytes=0-1',
    origin,
    referer: `${origin}/page`,
  };
  const response = await call('/me?market=SE&access_token=x', { headers: { ...lies, 'accept-language': 'sv' } });
  expect(response.status).toBe(200);
  const [request] = sent;
  expect([...(request?.headers.keys() ?? [])].sort()).toEqual(['accept-language', 'authorization']);
  expect([request?.method, request?.headers.get('authorization')]).toEqual(['GET', expect.not.stringContaining('of-the-page')]);
  expect(request?.url.startsWith(`${local.apiUrl}/me?`)).toBe(true);
});

test('of an answer arrive status, type, tag, Retry-After and body, and no cookie and no word about the connection', async () => {
  const headers = {
    'set-cookie': 'sp_t=of-spotify; Path=/',
    'clear-site-data': '"*"',
    'access-control-allow-origin': '*',
    'access-control-allow-credentials': 'true',
    'content-security-policy': "default-src 'unsafe-inline'",
    'www-authenticate': 'Basic realm="x"',
    link: '<https://evil.example/>; rel=preload',
    refresh: '0; url=https://evil.example/',
    'x-internal': 'yes',
    etag: '"tag"',
  };
  local.faults.add({ path: '/v1/me', effect: { status: 503, headers, retryAfter: 7, body: { a: 1 } } });
  const response = await call('/me');
  expect([response.status, await response.json()]).toEqual([503, { a: 1 }]);
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'content-type': expect.stringMatching(/^application\/json/),
    'cross-origin-resource-policy': 'same-origin',
    etag: '"tag"',
    'referrer-policy': 'no-referrer',
    'retry-after': '7',
    vary: 'cookie',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

test('a redirect is followed neither with the token nor by the page', async () => {
  local.faults.add({ path: '/v1/me', effect: { status: 302, headers: { location: `${local.apiUrl}/elsewhere` }, body: '' } });
  const response = await call('/me');
  expect([response.status, response.headers.get('location')]).toEqual([302, null]);
  expect(local.journal.count({ path: '/v1/elsewhere' })).toBe(0);
});

test('an answer comes through as it comes in', async () => {
  local.faults.add({ path: '/v1/me', effect: { bodyDelayMs: 300 } });
  const reader = (await call('/me')).body?.getReader();
  const pieces: string[] = [];
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    pieces.push(new TextDecoder().decode(piece.value));
  }
  expect(pieces.length).toBeGreaterThan(1);
  expect(JSON.parse(pieces.join(''))).toMatchObject({ id: 'ada' });
});

test('a 401 is answered by one new token and one more try, with the same body', async () => {
  local.faults.add({
    path: '/v1/me/player/play',
    times: 1,
    effect: { status: 401, body: { error: { status: 401, message: 'The access token expired' } } },
  });
  const body = JSON.stringify({ uris: ['spotify:track:a'] });
  await call('/me/player/play', { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
  expect(await Promise.all(sent.map((request) => request.text()))).toEqual([body, body]);
  expect(new Set(sent.map(({ headers }) => headers.get('authorization'))).size).toBe(2);
  expect(local.journal.count({ path: '/api/token', grantType: 'refresh_token' })).toBe(1);

  local.faults.add({ path: '/v1/me', effect: { status: 401, body: '' } });
  expect((await call('/me')).status).toBe(401);
  expect(sent.length).toBeLessThanOrEqual(4);
});

test.each([
  ['a connection that breaks', { drop: 'before' as const }, 'network_error'],
  ['no answer in time', { delayMs: 60_000 }, 'timeout'],
])('%s is a 503 with a code', async (_, effect, code) => {
  const store = createMemorySessionStore({ now: local.clock.now });
  const signingIn = openVisitor(createAppServer(local, { store }), origin);
  await signingIn.signIn();
  const other = openVisitor(createAppServer(local, { store, timeoutMs: 100 }), origin);
  for (const [name, value] of signingIn.cookies) other.cookies.set(name, value);
  local.faults.add({ path: '/v1/me', effect });
  const response = await other.ask('/auth/api/me', { headers: script });
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
    503,
    '5',
    { error: { code, message: expect.stringMatching(/^Spotify did not answer/) } },
  ]);
});

test('a failure that nobody foresaw is a 500 without a stack, and the handler does not reject', async () => {
  const failing = createAppServer(local, {
    onEvent: (event) => events.push(event),
    gate: { enter: () => Promise.reject(new TypeError('at secret.ts:1')) },
  });
  const other = openVisitor(failing, origin);
  await other.signIn();
  const response = await other.ask('/auth/api/me', { headers: script });
  expect([response.status, await response.text()]).toEqual([500, expect.not.stringMatching(/TypeError|secret/)]);
  expect(events.at(-1)).toEqual({ type: 'request_failed', route: 'api', code: 'unexpected' });
});

test.each([
  ['what its length says', { 'content-length': '524289' }, 1],
  ['what comes, whatever its length says', { 'content-length': '10' }, 524_289],
  ['what comes in pieces without a length', {}, 524_289],
])('a body that is too large is refused by %s, and read no further', async (_, headers, bytes) => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 65_536;
      controller.enqueue(new Uint8Array(Math.min(bytes, 65_536)));
      // Even where nobody stops it.
      if (pulled > 4_000_000) controller.close();
    },
  });
  const response = await call('/me/player/play', { method: 'PUT', body, headers, duplex: 'half' } as RequestInit);
  expect([response.status, sent]).toEqual([413, []]);
  expect(pulled).toBeLessThan(1_000_000);
});

test('nobody’s body is read', async () => {
  let pulled = false;
  const pull = (): void => {
    pulled = true;
  };
  const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
  const stranger = openVisitor(server, origin);
  const init = { method: 'PUT', body, headers: script, duplex: 'half' } as RequestInit;
  const response = await stranger.ask('/auth/api/me/player/play', init);
  expect([response.status, await response.json()]).toEqual([401, { error: expect.objectContaining({ code: 'signed_out' }) }]);
  expect(pulled).toBe(false);
});

test('who hangs up in the middle of a body, or asks for an answer and goes, stops nothing', async () => {
  const failures: unknown[] = [];
  const app = createServer((request, response) => {
    answerNode(server.handle, request, response).catch((error: unknown) => failures.push(error));
  });
  await once(app.listen(0, '127.0.0.1'), 'listening');
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const lines = ['Host: app.example', 'X-Spixie: 1', `Cookie: ${cookie}`];
  await sendRaw(appUrl, ['PUT /auth/api/me/player/play HTTP/1.1', ...lines, 'Content-Length: 100', '', 'half'], { hangUp: true });
  await expect.poll(() => events, { timeout: 10_000 }).toContainEqual({ type: 'request_refused', route: 'api', why: 'broken' });
  await sendRaw(appUrl, ['GET /auth/api/me HTTP/1.1', ...lines], { hangUp: true });
  const response = await fetch(`${appUrl}/auth/api/me`, { headers: { ...script, cookie } });
  expect([response.status, failures, events.filter(({ type }) => type === 'request_failed')]).toEqual([200, [], []]);
  app.close();
});
