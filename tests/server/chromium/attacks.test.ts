import type { RequestListener, Server } from 'node:http';
import type { Browser, BrowserContext, Cookie, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openVisitor } from '../../../packages/server/test-support/visitor.js';
import { launchChromium } from '../../e2e/chromium.js';
import { listen, resolverRules, startApp, type TestedApp } from './app.js';
import { type AttackedRoute, attack } from './attack.js';

vi.setConfig({ testTimeout: 60_000 });

let app: TestedApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const attackers: Server[] = [];
/** Where attackers' pages are, by what they are to the app. */
const places: Record<string, string> = {};

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp('https', 'app.example'), launchChromium([resolverRules])]);
  // Its frames may be anything's, and its cookies are set for whoever takes them.
  const evil: RequestListener = (_, response) => {
    response.setHeader('set-cookie', plantedCookies());
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Nice</title><link rel="icon" href="data:,"><body>');
  };
  const [secure, plain] = [await listen('https', evil), await listen('http', evil)];
  attackers.push(secure.server, plain.server);
  places['another port'] = `https://app.example:${secure.port}`;
  places['a subdomain'] = `https://evil.app.example:${secure.port}`;
  places['another site'] = `https://evil.example:${secure.port}`;
  places['the same host without TLS'] = `http://app.example:${plain.port}`;
});
afterAll(async () => {
  await browser?.close();
  for (const server of attackers) server.close();
  await app?.close();
});
beforeEach(async () => {
  app.reset();
  app.local.settings.update({ autoApprove: 'ada' });
  context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
});
afterEach(() => context.close());

const TICKET = (): string => `__Host-${new URL(app.origin).port}-spixie`;

/** What an attacker's server sets, in the hope that the app takes it for its own. */
function plantedCookies(): string[] {
  const value = `${'A'.repeat(22)}.${'A'.repeat(43)}`;
  return [
    `${TICKET()}=${value}; Path=/; Secure; Domain=app.example`,
    `${TICKET()}=${value}; Path=/auth; Secure`,
    `${TICKET()}=${value}; Path=/; Domain=app.example`,
  ];
}

async function signIn(at = page): Promise<void> {
  await at.goto(`${app.origin}/auth/sign-in?returnTo=/library`);
  expect([at.url(), await who(at)]).toEqual([`${app.origin}/library`, 'Ada Lindqvist']);
}

const who = (at: Page): Promise<string> => at.getByTestId('who').innerText();

async function cookies(): Promise<Pick<Cookie, 'name' | 'value'>[]> {
  const all = await context.cookies(app.origin);
  return all.map(({ name, value }) => ({ name, value }));
}

function routes(): AttackedRoute[] {
  return [
    ['GET', `${app.origin}/auth/sign-in`],
    ['GET', `${app.origin}/auth/callback?code=x&state=y`],
    ['GET', `${app.origin}/auth/session`],
    ['GET', `${app.origin}/auth/api/me`],
    ['POST', `${app.origin}/auth/sign-out?everywhere=true`],
    ['PUT', `${app.origin}/auth/api/playlists/${app.local.users.length}`],
  ];
}

describe.each([
  ['another port', false],
  ['another port', true],
  ['a subdomain', false],
  ['another site', false],
] as const)('a page of %s (in a browser without Sec-Fetch-Site: %s)', (place, isBrowserOld) => {
  test('reads nothing, changes nothing, calls nothing and frames nothing', async () => {
    await signIn();
    const before = await cookies();
    app.isBrowserOld = isBrowserOld;
    // Where a browser says nothing, a page of the same host can have the user sign in once more, as themselves.
    if (isBrowserOld) app.local.settings.update({ autoApprove: null });
    app.events.length = 0;
    app.local.journal.clear();

    const evil = await context.newPage();
    await evil.goto(places[place] ?? '');
    const { texts } = await evil.evaluate(attack, routes());
    expect(texts.filter((text) => text !== '')).toEqual([]);
    // Of what begins a sign-in is taken what no page can frame or read, and it changes nothing of the present one.
    expect((await cookies()).filter(({ name }) => !name.includes('sign-in'))).toEqual(before);
    expect(app.local.journal.entries({}).filter(({ path }) => path.startsWith('/v1/') || path === '/api/token')).toEqual([]);
    const framed = evil.frames().filter((frame) => frame !== evil.mainFrame());
    expect(framed.length).toBeGreaterThanOrEqual(routes().length);
    const shown = () => framed.map((frame) => frame.url()).filter((url) => url !== 'chrome-error://chromewebdata/');
    await expect.poll(shown, { timeout: 20_000 }).toEqual([]);

    const what = new Set(app.events.map(({ type }) => type));
    expect([...what].filter((type) => type === 'signed_out' || type === 'signed_in' || type === 'proxied')).toEqual([]);
    expect(app.events).toContainEqual({ type: 'request_refused', route: 'sign-out', why: 'other_origin' });
    expect(app.events).toContainEqual({ type: 'request_refused', route: 'api', why: 'no_header' });
    await page.reload();
    expect(await who(page)).toBe('Ada Lindqvist');
  });
});

test('a form of another port, sent with the cookies in a window of its own, signs nobody out', async () => {
  await signIn();
  const evil = await context.newPage();
  await evil.goto(places['another port'] ?? '');
  const answered = evil.waitForResponse(`${app.origin}/auth/sign-out`);
  await evil.evaluate((action) => {
    const form = Object.assign(document.createElement('form'), { action, method: 'post' });
    document.body.append(form);
    form.submit();
  }, `${app.origin}/auth/sign-out`);
  const request = (await answered).request();
  // It is no accident that this was refused: the cookie went along.
  expect((await request.allHeaders())['cookie']).toContain(TICKET());
  expect((await answered).status()).toBe(403);
  await page.reload();
  expect(await who(page)).toBe('Ada Lindqvist');
});

test.each(['another port', 'another site'])(
  'a page of %s that sends the browser to its own account’s callback changes nobody’s account',
  async (place) => {
    await signIn();
    app.local.settings.update({ autoApprove: 'ben' });
    // The attacker signs in as far as Spotify's answer, and keeps that.
    const begun = await openVisitor(app, app.origin).ask('/auth/sign-in');
    const { headers } = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
    const callback = headers.get('location') ?? '';
    expect(callback).toMatch(/code=.+state=/);

    const stranger = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
    for (const victim of [await context.newPage(), stranger]) {
      await victim.goto(places[place] ?? '');
      await victim.evaluate((url) => {
        location.href = url;
      }, callback);
      await victim.waitForURL(`${app.origin}/?error=state_mismatch`);
      expect(await who(victim)).toBe(victim === stranger ? 'nobody' : 'Ada Lindqvist');
    }
    await stranger.context().close();
  },
);

test.each(['a subdomain', 'the same host without TLS'])(
  '%s plants no ticket, neither before a sign-in nor beside one',
  async (place) => {
    await page.goto(places[place] ?? '');
    await page.evaluate((list) => {
      // biome-ignore lint/suspicious/noDocumentCookie: it is what an attacker's script would do.
      for (const cookie of list) document.cookie = cookie;
    }, plantedCookies());
    expect((await cookies()).filter(({ name }) => name.startsWith('__Host-'))).toEqual([]);
    await signIn();
    const before = await cookies();
    await page.goto(places[place] ?? '');
    await page.goto(app.origin);
    expect([await who(page), await cookies()]).toEqual(['Ada Lindqvist', before]);
  },
);

test('a ticket that another port planted is exchanged for a new one when the user signs in', async () => {
  const other = await browser.newContext({ ignoreHTTPSErrors: true });
  const attackersPage = await other.newPage();
  app.local.settings.update({ autoApprove: 'ben' });
  await attackersPage.goto(`${app.origin}/auth/sign-in`);
  const [planted] = (await other.cookies(app.origin)).filter(({ name }) => name === TICKET());
  await context.addCookies([planted!]);
  app.local.settings.update({ autoApprove: 'ada' });
  await signIn();
  const [ticket] = (await cookies()).filter(({ name }) => name === TICKET());
  expect(ticket?.value).not.toBe(planted?.value);
  await attackersPage.goto(app.origin);
  expect(await who(attackersPage)).toBe('nobody');
  await other.close();
});

test('a link from another site opens the app as who is signed in, and the ticket is for no script, no frame and no plain http', async () => {
  await signIn();
  await page.goto(places['another site'] ?? '');
  await page.evaluate((url) => {
    location.href = url;
  }, app.origin);
  await page.waitForURL(`${app.origin}/`);
  expect(await who(page)).toBe('Ada Lindqvist');
  const all = await context.cookies(app.origin);
  expect(all.map(({ name, domain, path, httpOnly, secure, sameSite }) => [name, domain, path, httpOnly, secure, sameSite])).toEqual(
    [[TICKET(), 'app.example', '/', true, true, 'Lax']],
  );
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('no link to sign in leads a browser out of the app, however its returnTo is written', async () => {
  const evil = new URL(places['another site'] ?? '').host;
  const written = [
    `//${evil}`,
    `/%5c${evil}`,
    `/.//${evil}`,
    `/%2e//${evil}`,
    `/%09/${evil}`,
    `https:${evil}`,
    'javascript:document.title=1',
  ];
  for (const returnTo of written) {
    for (const text of [returnTo, encodeURIComponent(returnTo)]) {
      await page.goto(`${app.origin}/auth/sign-in?returnTo=${text}`);
      expect([text, new URL(page.url()).origin]).toEqual([text, app.origin]);
    }
  }
});
