import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { ServerEvent, SpotifyServer } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../../packages/server/test-support/app.js';
import { openVisitor, type Visitor } from '../../packages/server/test-support/visitor.js';

let local: LocalSpotify;
let server: SpotifyServer;
let visitor: Visitor;
let events: ServerEvent[];
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  events = [];
  server = createAppServer(local, { onEvent: (event) => events.push(event) });
  visitor = openVisitor(server, origin);
  await visitor.signIn();
  events = [];
});

/** Sends these headers and the visitor's cookies, and nothing that a browser would add. */
async function send(path: string, method: string, headers: Record<string, string> = {}): Promise<Response> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await server.handle(new Request(new URL(path, origin), { method, headers: { cookie, ...headers } }));
  if (!response) throw new Error('It was left to the app.');
  return response;
}

const foreign = [
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['another port or a subdomain', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:4000' }],
  ['a page that hides where it is from', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
  ['a page that claims this origin', { 'sec-fetch-site': 'cross-site', origin }],
  ['two claims at once', { 'sec-fetch-site': 'same-origin, cross-site' }],
  ['a claim that nobody knows', { 'sec-fetch-site': 'trusted' }],
  ['another site, in an old browser', { origin: 'https://evil.example' }],
  ['another port, in an old browser', { origin: 'http://127.0.0.1:4000' }],
  ['the other scheme, in an old browser', { origin: 'https://127.0.0.1:3000' }],
  ['a name that begins with this one, in an old browser', { origin: `${origin}.evil.example` }],
  ['a page that hides where it is from, in an old browser', { origin: 'null' }],
] as const;

describe.each(foreign)('from %s', (_, headers) => {
  test('nobody is signed out, nothing is told and nothing is called', async () => {
    for (const [path, method] of [
      ['/auth/sign-out', 'POST'],
      ['/auth/sign-out?everywhere=true', 'POST'],
      ['/auth/session', 'GET'],
      ['/auth/api/me', 'GET'],
    ] as const) {
      const response = await send(path, method, { ...headers, 'x-spixie': '1' });
      expect([path, response.status, response.headers.getSetCookie()]).toEqual([path, 403, []]);
      expect(await response.text()).not.toMatch(/ada|Ada/);
    }
    expect(events.map((event) => 'why' in event && event.why)).toEqual(Array(4).fill('other_origin'));
    expect(await (await visitor.ask('/auth/session')).json()).toMatchObject({ status: 'signed_in' });
    expect(local.journal.count({ path: '/v1/me' })).toBe(1);
  });
});

test('a browser that says nothing of where a request is from signs nobody out, and calls nothing without the header', async () => {
  expect((await send('/auth/sign-out', 'POST')).status).toBe(403);
  expect((await send('/auth/api/me', 'GET')).status).toBe(403);
  expect((await send('/auth/api/me', 'GET', { 'sec-fetch-site': 'same-origin', origin })).status).toBe(403);
  // What no other origin can read may be told.
  expect(await (await send('/auth/session', 'GET')).json()).toMatchObject({ status: 'signed_in' });
});

test.each([
  ['with Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }],
  ['without it', { origin }],
])('a form of the app’s own page signs out, %s', async (_, headers) => {
  const response = await send('/auth/sign-out', 'POST', headers);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  expect(response.headers.getSetCookie()).toEqual(['3000-spixie=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
});

test.each(['iframe', 'frame', 'embed', 'object', 'image', 'script', 'style', 'empty', 'worker'])(
  'no sign-in begins as %s',
  async (destination) => {
    const response = await send('/auth/sign-in', 'GET', { 'sec-fetch-dest': destination });
    expect([response.status, response.headers.getSetCookie(), response.headers.get('location')]).toEqual([403, [], null]);
  },
);

describe('each route', () => {
  const routes = [
    ['/auth/sign-in', 'GET'],
    ['/auth/callback', 'GET'],
    ['/auth/sign-out', 'POST'],
    ['/auth/session', 'GET'],
  ] as const;

  test.each(routes)('%s takes %s alone', async (path, method) => {
    for (const other of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'].filter((one) => one !== method)) {
      const response = await visitor.ask(path, { method: other, headers: { 'x-http-method-override': method } });
      expect([other, response.status, response.headers.get('allow')]).toEqual([other, 405, method]);
      expect([...response.headers.keys()].filter((name) => /^access-control-|^set-cookie$|^location$/.test(name))).toEqual([]);
    }
  });

  test.each([
    ...routes.map(([path, method]) => [path, method, {}] as const),
    ['/auth/sign-in?returnTo=//evil.example', 'GET', {}],
    ['/auth/sign-in', 'GET', { 'sec-fetch-dest': 'iframe' }],
    ['/auth/callback?error=access_denied', 'GET', {}],
    ['/auth/session', 'GET', { 'sec-fetch-site': 'cross-site' }],
    ['/auth/session', 'DELETE', {}],
    ['/auth/sign-out', 'POST', { 'x-spixie': '1' }],
    ['/auth/api/me', 'GET', {}],
    ['/auth/api/me', 'GET', { 'x-spixie': '1' }],
    ['/auth/api/nothing', 'GET', { 'x-spixie': '1' }],
  ] as const)('%s, %s with %o: is never kept, framed, sniffed or read from elsewhere', async (path, method, headers) => {
    const response = await visitor.ask(path, { method, headers });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      vary: 'cookie',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test('tells no token, in an answer, a header or an event', async () => {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const found = await server.getSession(new Request(origin, { headers: { cookie } }));
    const token = (await found?.session.getAccessToken()) ?? '';
    expect(token.length).toBeGreaterThan(50);
    const texts: string[] = [];
    for (const [path, method] of [['/auth/api/me', 'GET'] as const, ['/auth/session', 'GET'] as const, ...routes]) {
      const response = await visitor.ask(path, { method, headers: { 'x-spixie': '1' } });
      texts.push(await response.text(), JSON.stringify([...response.headers]));
    }
    expect(texts.concat(JSON.stringify(events)).filter((text) => text.includes(token))).toEqual([]);
  });
});

describe('a Host or a proxy’s header', () => {
  const lies = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '127.0.0.1',
    'x-original-url': '/auth/session',
    'x-rewrite-url': '/auth/session',
    forwarded: 'host=evil.example;proto=https',
  };

  test('moves no address, and makes no other cookie', async () => {
    const begun = await server.handle(new Request('http://evil.example/auth/sign-in?returnTo=/library', { headers: lies }));
    const location = new URL(begun?.headers.get('location') ?? '');
    expect(location.origin).toBe(local.accountsUrl);
    expect(location.searchParams.get('redirect_uri')).toBe(redirectUri);
    expect(begun?.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^3000-spixie-sign-in\.[^;]+; Max-Age=600; Path=\/; HttpOnly; /),
    ]);

    const out = await visitor.ask('/auth/sign-out', { method: 'POST', headers: lies });
    expect(out.headers.get('location')).toBe('/');
  });

  test('makes no page of another origin one of the app’s', async () => {
    const headers = { ...lies, origin: 'https://evil.example' };
    expect((await send('/auth/sign-out', 'POST', headers)).status).toBe(403);
  });
});

test('the name localhost is exchanged for the address that Spotify knows, and for no other', async () => {
  const begun = await server.handle(new Request('http://localhost:3000/auth/sign-in?returnTo=//evil.example'));
  expect(begun?.headers.get('location')).toBe(`${origin}/auth/sign-in?returnTo=//evil.example`);
  expect(begun?.headers.getSetCookie()).toEqual([]);
});

describe('where a browser is sent', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    '/a/..//evil.example',
    'https://evil.example/',
    'http://127.0.0.1:4000/',
    'javascript:alert(1)',
    '/\r\nset-cookie: 3000-spixie=x',
    '/\tevil',
  ])('it is not out of the app: %j', async (returnTo) => {
    const response = await visitor.ask(`/auth/sign-in?${new URLSearchParams({ returnTo })}`);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test.each(['//evil.example', '/.//evil.example', 'https://evil.example', '/a\r\nb'])(
    'no option leads out of it either: %j',
    (path) => {
      for (const name of ['returnTo', 'errorPath', 'signedOutPath']) {
        expect(() => createAppServer(local, { [name]: path })).toThrow(`${name} has to be a path of this app.`);
      }
    },
  );

  test('a path in any script stands in the header as a URL has it, and an error’s code beside the page’s own query', async () => {
    const app = createAppServer(local, { errorPath: '/fel/på?lang=sv#x', signedOutPath: '/hejdå', returnTo: '/日本' });
    const other = openVisitor(app, origin);
    const denied = await other.ask('/auth/callback?error=%3Cscript%3E&state=x%0d%0aset-cookie:%20a=b');
    expect(denied.headers.get('location')).toBe('/fel/p%C3%A5?lang=sv&error=state_mismatch');
    expect((await other.signIn()).headers.get('location')).toBe('/%E6%97%A5%E6%9C%AC');
    expect((await other.ask('/auth/sign-out', { method: 'POST' })).headers.get('location')).toBe('/hejd%C3%A5');
  });
});

describe('the cookies', () => {
  test('of an app with https are for its host, https and HTTP alone', async () => {
    const app = createAppServer(local, { redirectUri: 'https://app.example/auth/callback' });
    const begun = await app.handle(new Request('https://app.example/auth/sign-in'));
    expect(begun?.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-spixie-sign-in\.[\w.-]+=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    ]);
  });

  test('of a ticket live as long as the session, and have no domain', async () => {
    const app = createAppServer(local, { lifetimeDays: 2 });
    const other = openVisitor(app, origin);
    const cookies = (await other.signIn()).headers.getSetCookie();
    expect(cookies).toContainEqual(
      expect.stringMatching(/^3000-spixie=[\w-]{22}\.[\w-]{43}; Max-Age=172800; Path=\/; HttpOnly; SameSite=Lax$/),
    );
  });

  test('of apps at two ports of one machine do not touch each other', async () => {
    const app = createAppServer(local, { redirectUri: 'http://127.0.0.1:4000/auth/callback' });
    const begun = await app.handle(new Request('http://127.0.0.1:4000/auth/sign-in'));
    expect(begun?.headers.getSetCookie()[0]).toMatch(/^4000-spixie-sign-in\./);
  });

  test('of forty sign-ins with the longest paths stay few, and small enough for any server', async () => {
    for (let place = 0; place < 40; place++) {
      local.clock.advance({ seconds: 1 });
      await visitor.ask(`/auth/sign-in?returnTo=/${'a'.repeat(999)}`);
    }
    for (const [name, value] of visitor.cookies) expect(name.length + value.length).toBeLessThan(4_000);
    expect([...visitor.cookies].join('; ').length).toBeLessThan(7_000);
    expect(visitor.cookies.has('3000-spixie')).toBe(true);
    // Short ones give way to more of their kind.
    for (let place = 0; place < 10; place++) {
      local.clock.advance({ seconds: 1 });
      await visitor.ask('/auth/sign-in');
    }
    expect(visitor.cookies.size).toBe(6);
  });

  test('of five sign-ins at once are all kept', async () => {
    for (let place = 0; place < 5; place++) await visitor.ask('/auth/sign-in?returnTo=/library');
    expect(visitor.cookies.size).toBe(6);
  });
});

test('a link asks for no scope that the app never asks for', async () => {
  const app = createAppServer(local, { optionalScopes: ['user-top-read'] });
  const ask = async (scope: string) => app.handle(new Request(`${origin}/auth/sign-in?scope=${encodeURIComponent(scope)}`));
  expect((await ask('user-top-read'))?.status).toBe(303);
  for (const scope of ['ugc-image-upload', 'user-top-read ugc-image-upload', 'user-top-read&redirect_uri=https://evil.example']) {
    expect((await ask(scope))?.status).toBe(400);
  }
});
