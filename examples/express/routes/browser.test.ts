import { request } from 'node:http';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ExpressApp, startExpressApp } from '../testing/express-app.js';
import { type Answer, textOf } from '../testing/test-browser.js';

let local: LocalSpotify;
const apps: ExpressApp[] = [];

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(() => local.reset());
afterEach(async () => {
  for (const app of apps.splice(0)) {
    await app.close();
    expect(app.countSecrets()).toBe(0);
  }
});
afterAll(() => local.close());

async function start(options?: Parameters<typeof startExpressApp>[1]): Promise<ExpressApp> {
  const app = await startExpressApp(local, options);
  apps.push(app);
  return app;
}

/** The cookies that an answer sets: each one's name, and its attributes in order. */
function cookiesOf({ headers }: Answer): string[] {
  return headers.getSetCookie().map((header) => {
    const [pair = '', ...attributes] = header.split('; ');
    return [pair.slice(0, pair.indexOf('=')), ...attributes.sort()].join('; ');
  });
}

test('the cookies are for the server alone, and new with every sign-in', async () => {
  const app = await start();
  const browser = app.openBrowser();
  const ofSignIn = expect.stringMatching(/^\d+-spixie-sign-in\.[\w.-]+; HttpOnly; Max-Age=(600|0); Path=\/; SameSite=Lax$/);
  const ofSession = expect.stringMatching(/^\d+-spixie; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax$/);
  expect(cookiesOf(await browser.get('/auth/sign-in'))).toEqual([ofSignIn]);
  expect(cookiesOf(await browser.signIn())).toEqual([ofSignIn, ofSession]);
  const before = browser.cookies();
  await browser.signIn();
  const after = browser.cookies();
  expect(after).not.toBe(before);
  // What was planted, or kept from before, is nobody's any more.
  const stale = await fetch(`${app.appUrl}profile`, { headers: { cookie: before } });
  expect(stale.status).toBe(401);
});

test('on https the cookies are sent over https only, and are this host’s alone', async () => {
  const { port } = await start({ redirectUri: 'https://app.example/auth/callback' });
  const answer = await fetch(`http://127.0.0.1:${port}/auth/sign-in`, { redirect: 'manual' });
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-spixie-sign-in\.[\w.-]+=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
  ]);
});

const foreign: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'another port of this machine': { origin: 'http://127.0.0.1:9', 'sec-fetch-site': 'same-site' },
  'another site, in a browser that names only the origin': { origin: 'https://evil.example' },
  'a page without an origin': { origin: 'null' },
  'nobody knows where': {},
};

test.each(Object.entries(foreign))('a form from %s changes nothing', async (_, headers) => {
  const app = await start();
  const browser = app.openBrowser();
  await browser.signIn();
  for (const path of ['/refresh', '/auth/sign-out']) {
    const page = await browser.post(path, headers);
    expect([page.status, textOf(page, 'message-title')]).toEqual([403, 'This came from another site']);
  }
  expect(local.journal.count({ grantType: 'refresh_token' })).toBe(0);
  expect((await browser.get('/profile')).status).toBe(200);
});

test('a form of the app’s own is taken from a browser that names only the origin', async () => {
  const app = await start();
  const browser = app.openBrowser();
  await browser.signIn();
  expect((await browser.post('/refresh', { origin: new URL(app.appUrl).origin })).status).toBe(303);
});

test('refresh and sign-out cannot be had by a link', async () => {
  const app = await start();
  const browser = app.openBrowser();
  await browser.signIn();
  expect((await browser.get('/refresh')).status).toBe(404);
  expect((await browser.get('/auth/sign-out')).status).toBe(405);
  expect((await browser.get('/profile')).status).toBe(200);
});

test('who is not signed in cannot refresh, and is asked to sign in', async () => {
  const app = await start();
  const page = await app.openBrowser().post('/refresh');
  expect([page.status, textOf(page, 'message-title')]).toEqual([401, 'Nobody is signed in']);
  expect(page.body).toContain('data-testid="sign-in"');
});

test('cookies that are none of the app’s are nobody', async () => {
  const { appUrl, port } = await start();
  for (const value of ['', 'x', '../etc', `${'A'.repeat(32)}`, '__proto__', '%00']) {
    const answer = await fetch(`${appUrl}profile`, { headers: { cookie: `${port}-spixie=${value}; spixie=${value}` } });
    expect(answer.status).toBe(401);
  }
});

test('whoever comes by the name localhost goes on to the address that Spotify takes', async () => {
  const app = await start();
  const location = await new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port: app.port,
      path: '/auth/sign-in',
      headers: { host: `localhost:${app.port}` },
      timeout: 10_000,
    });
    asked.on('response', ({ headers }) => resolve(headers.location)).on('error', reject);
    asked.end();
  });
  expect(location).toBe(`${app.appUrl}auth/sign-in`);
});

test('every answer forbids scripts, frames, caches and telling other sites where it was', async () => {
  const app = await start();
  const browser = app.openBrowser();
  await browser.signIn();
  for (const path of ['/', '/profile', '/search', '/not-signed-in', '/signed-out', '/nowhere', '/%ff']) {
    const { headers, status } = await browser.get(path);
    expect(status, path).toBeLessThan(500);
    expect(headers.get('content-security-policy'), path).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control'), path).toBe('no-store');
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.has('x-powered-by'), path).toBe(false);
  }
});
