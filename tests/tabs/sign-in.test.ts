import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { StoreName } from './page.js';
import { leave, useTabs } from './tabs.js';

const tabs = useTabs();

const handle = (page: Page) => page.evaluate(() => window.app.handleCallback());
const state = (page: Page) => page.evaluate(() => window.app.state());
const start = (page: Page, store: StoreName) => page.evaluate((name) => window.app.start({ store: name }), store);
const becomes = (page: Page, status: string) => page.waitForFunction((wanted) => window.app.state().status === wanted, status);
const home = () => `${tabs.origin}/`;

/** Goes to Spotify and comes back, and has a session that has handled nothing yet. */
async function comeBack(page: Page, store: StoreName = 'indexedDB'): Promise<string> {
  await leave(page, tabs.redirectUri);
  const callback = page.url();
  await start(page, store);
  return callback;
}

const handled = { value: { returnTo: '/' } };
const nothing = { value: null };

test.each<StoreName>(['indexedDB', 'localStorage'])(
  'in %s, a sign-in and a sign-out in one tab reach the others',
  async (store) => {
    const [first, second, third] = [await tabs.open(store), await tabs.open(store), await tabs.open(store)];
    for (const page of [first, second, third]) await page.evaluate(() => window.app.subscribe());
    await becomes(second, 'signed_out');
    await comeBack(first, store);
    expect(await handle(first)).toEqual(handled);
    for (const page of [second, third]) await becomes(page, 'signed_in');

    await second.evaluate(() => window.app.signOut());
    await becomes(third, 'signed_out');
    await first.evaluate(() => window.app.subscribe());
    await becomes(first, 'signed_out');
    expect(await third.evaluate(() => window.app.events())).toEqual(['loaded', 'signed_in', 'signed_out']);
  },
);

test('a refresh in one tab is told in the others, and they use its token', async () => {
  const [first, second] = [await tabs.open('indexedDB'), await tabs.open('indexedDB')];
  await tabs.signIn(first, 'indexedDB');
  await second.evaluate(() => window.app.subscribe());
  await becomes(second, 'signed_in');
  tabs.local.clock.advance({ hours: 2 });
  for (const page of [first, second]) await page.evaluate(() => window.app.advance(7_200_000));
  const { digests } = await first.evaluate(() => window.app.getAccessTokens(1));
  await second.waitForFunction(() => window.app.events().includes('refreshed'));
  expect(await second.evaluate(() => window.app.getAccessTokens(1))).toMatchObject({ digests });
  expect(tabs.refreshes()).toBe(1);
});

test('a tab in another tab’s sessionStorage stays as it is', async () => {
  const [first, second] = [await tabs.open('sessionStorage'), await tabs.open('sessionStorage')];
  await tabs.signIn(first, 'sessionStorage');
  expect(await second.evaluate(() => window.app.getState())).toEqual({ value: { status: 'signed_out' } });
  await first.reload();
  await start(first, 'sessionStorage');
  expect(await first.evaluate(() => window.app.getState())).toMatchObject({ value: { status: 'signed_in' } });
});

test('what goes over the channel is the key alone', async () => {
  const [first, second] = [await tabs.open('indexedDB'), await tabs.open()];
  await second.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    new BroadcastChannel('spixie:spixie').onmessage = ({ data }) => heard.push(data);
  });
  await tabs.signIn(first, 'indexedDB');
  await first.evaluate(() => window.app.signOut());
  await second.waitForFunction(() => (window as unknown as { heard: unknown[] }).heard.length > 1);
  const heard = await second.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
  const key = `${tabs.local.clientId}:default`;
  expect(new Set(heard)).toEqual(new Set([key, `${key}:aside`]));
});

test('many callers of one callback get the same, those who come later too, and the code is exchanged once', async () => {
  const page = await tabs.open('indexedDB');
  await comeBack(page);
  expect(await page.evaluate(() => window.app.handleCallbackTimes(5))).toEqual(Array(5).fill(handled));
  expect(await handle(page)).toEqual(handled);
  expect(page.url()).toBe(home());
  expect(tabs.exchanges()).toBe(1);
});

test('many callers of a callback that fails get the same error, those who come later too', async () => {
  const page = await tabs.open('indexedDB');
  await comeBack(page);
  tabs.local.faults.add({ path: '/api/token', times: 1, effect: { grantError: { error: 'invalid_grant' } } });
  const outcomes = await page.evaluate(() => window.app.handleCallbackTimes(3));
  outcomes.push(await handle(page));
  for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 'invalid_grant' });
  expect(page.url()).toBe(home());
  expect(tabs.exchanges()).toBe(1);
  await page.reload();
  await start(page, 'indexedDB');
  expect(await handle(page)).toEqual(nothing);
});

test('a router that puts the callback back into the address bar repeats nothing', async () => {
  const page = await tabs.open('indexedDB');
  const callback = await comeBack(page);
  const first = page.evaluate(async (url) => {
    const outcome = window.app.handleCallback();
    history.replaceState(null, '', url);
    return [await outcome, await window.app.handleCallback()];
  }, callback);
  expect(await first).toEqual([handled, handled]);
  await page.evaluate((url) => history.replaceState(null, '', url), callback);
  expect(await handle(page)).toEqual(handled);
  expect(page.url()).toBe(home());
  expect(tabs.exchanges()).toBe(1);
});

test('a reload in mid-exchange ends with one error that says so, and the next sign-in succeeds', async () => {
  const page = await tabs.open('indexedDB');
  await comeBack(page);
  tabs.local.faults.add({ path: '/api/token', times: 1, effect: { delayMs: 2_000 } });
  const asked = page.waitForRequest((request) => request.url().endsWith('/api/token') && request.method() === 'POST');
  await page.evaluate(() => void window.app.handleCallback());
  await asked;
  await page.reload();
  expect(page.url()).toBe(home());
  await start(page, 'indexedDB');
  expect(await page.evaluate(() => window.app.handleCallbackTimes(2))).toEqual(
    Array(2).fill({
      code: 'authorization_failed',
      reason: 'interrupted',
      message: 'The callback was left unfinished by a reload, or by closing the page. Sign the user in again.',
    }),
  );
  await page.reload();
  await start(page, 'indexedDB');
  expect(await handle(page)).toEqual(nothing);

  await comeBack(page);
  expect(await handle(page)).toEqual(handled);
  expect(await state(page)).toMatchObject({ status: 'signed_in' });
  // The one that nobody waited for is over too, before the next test counts.
  await tabs.local.journal.waitFor({ grantType: 'authorization_code' }, { count: 2 });
});

test('a second session of the same page takes no sign-in that is being finished for one that was interrupted', async () => {
  const page = await tabs.open('indexedDB');
  await comeBack(page);
  const outcomes = await page.evaluate(async () => {
    const first = window.app.handleCallback();
    window.app.start({ store: 'indexedDB' });
    return [await window.app.handleCallback(), await first];
  });
  expect(outcomes).toEqual([nothing, handled]);
});

test('the way back and forward over the callback repeats nothing', async () => {
  const page = await tabs.open('indexedDB', `${tabs.origin}/before`);
  await comeBack(page);
  expect(await handle(page)).toEqual({ value: { returnTo: '/before' } });
  await page.evaluate(() => history.pushState(null, '', '/after'));
  await page.goBack();
  expect(page.url()).toBe(`${tabs.origin}/before`);
  await page.goBack();
  await page.goForward();
  await page.waitForFunction(() => window.app !== undefined);
  await start(page, 'indexedDB');
  expect(await handle(page)).toEqual(nothing);
  expect(await page.evaluate(() => window.app.getState())).toMatchObject({ value: { status: 'signed_in' } });
  expect(tabs.exchanges()).toBe(1);
});

test('of the same callback in two tabs at once one signs in, and the other has one error that says what to do', async () => {
  const [first, second] = [await tabs.open('indexedDB'), await tabs.open('indexedDB')];
  const callback = await comeBack(first);
  await second.goto(callback);
  await start(second, 'indexedDB');
  tabs.local.faults.add({ path: '/api/token', times: 1, effect: { delayMs: 1_000 } });
  const [one, other] = await Promise.all([handle(first), handle(second)]);
  expect(one).toEqual(handled);
  expect(other).toEqual({
    code: 'state_mismatch',
    reason: 'unknown_state',
    message: 'The callback answers no sign-in that waits for it here (unknown_state). Sign the user in again.',
  });
  for (const page of [first, second]) {
    expect(page.url()).toBe(home());
    await page.reload();
    await start(page, 'indexedDB');
    expect(await handle(page)).toEqual(nothing);
    expect(await page.evaluate(() => window.app.getState())).toMatchObject({ value: { status: 'signed_in' } });
  }
  expect(tabs.exchanges()).toBe(1);
});

test('a callback that came before is told from one that nobody began, and both from one that took too long', async () => {
  const page = await tabs.open('memory');
  const callback = await comeBack(page, 'memory');
  expect(await handle(page)).toEqual(handled);
  const reasonOf = async (url: string, advance = 0) => {
    await page.goto(url);
    await start(page, 'memory');
    await page.evaluate((milliseconds) => window.app.advance(milliseconds), advance);
    const outcome = await handle(page);
    expect(page.url()).toBe(home());
    return 'reason' in outcome && outcome.reason;
  };
  expect(await reasonOf(callback)).toBe('replayed');
  expect(await reasonOf(`${tabs.redirectUri}?code=c&state=${'s'.repeat(22)}`)).toBe('unknown_state');
  expect(await reasonOf(`${tabs.redirectUri}?code=c`)).toBe('unknown_state');

  const late = await comeBack(page, 'memory');
  expect(await reasonOf(late, 600_001)).toBe('expired');
  expect(tabs.exchanges()).toBe(1);
});

test('of six sign-ins under way in a tab the first is forgotten, and the secret of none outlives its callback', async () => {
  const page = await tabs.open('indexedDB');
  const callbacks: string[] = [];
  for (let times = 0; times < 6; times++) callbacks.push(await comeBack(page));
  const kept = () => page.evaluate(() => JSON.stringify(sessionStorage).match(/codeVerifier/g)?.length);
  expect(await kept()).toBe(5);
  await page.goto(callbacks[0]!);
  await start(page, 'indexedDB');
  expect(await handle(page)).toMatchObject({ code: 'state_mismatch', reason: 'unknown_state' });
  await page.goto(callbacks[5]!);
  await start(page, 'indexedDB');
  expect(await handle(page)).toEqual(handled);
  expect(await kept()).toBe(4);
});

test.each([
  ['/somewhere?page=2#tracks', '/somewhere?page=2#tracks'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/.//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['/callback?code=old&state=old', '/'],
])('a user who shall return to %s comes to %s', async (returnTo, path) => {
  const page = await tabs.open('memory');
  await page.evaluate((to) => void window.app.beginSignIn({ returnTo: to }), returnTo);
  await page.waitForURL(`${tabs.redirectUri}?*`);
  await start(page, 'memory');
  expect(await handle(page)).toEqual({ value: { returnTo: path } });
  expect(page.url()).toBe(tabs.origin + path);
});

test('a sign-in for more asks for what was granted before, too', async () => {
  const page = await tabs.open('indexedDB');
  const scopesAfter = async (scopes: readonly string[]) => {
    await page.evaluate((more) => void window.app.beginSignIn({ scopes: more }), scopes as []);
    await page.waitForURL(`${tabs.redirectUri}?*`);
    await start(page, 'indexedDB');
    expect(await handle(page)).toEqual(handled);
    const now = await state(page);
    return now.status === 'signed_in' && [...now.scopes].sort();
  };
  expect(await scopesAfter(['playlist-read-private'])).toEqual(['playlist-read-private', 'user-read-private']);
  expect(await scopesAfter(['user-library-read', 'user-read-private'])).toEqual([
    'playlist-read-private',
    'user-library-read',
    'user-read-private',
  ]);
  // Who is signed out begins with what the app asks everybody for.
  await page.evaluate(() => window.app.signOut());
  expect(await scopesAfter([])).toEqual(['user-read-private']);
});

test('a user who says no to more stays signed in', async () => {
  const page = await tabs.open('indexedDB');
  await tabs.signIn(page, 'indexedDB');
  tabs.local.settings.update({ autoApprove: null });
  await page.evaluate(() => void window.app.beginSignIn({ scopes: ['user-library-read'] }));
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-cancel').click();
  await page.waitForURL(`${tabs.redirectUri}?*`);
  await start(page, 'indexedDB');
  expect(await handle(page)).toMatchObject({ code: 'access_denied' });
  expect(page.url()).toBe(home());
  expect(await page.evaluate(() => window.app.getState())).toMatchObject({ value: { status: 'signed_in' } });
});

test('a page on localhost is told to open 127.0.0.1 before it goes anywhere', async () => {
  const url = `${tabs.origin.replace('127.0.0.1', 'localhost')}/`;
  const page = await tabs.open('indexedDB', url);
  expect(await handle(page)).toEqual(nothing);
  expect(await page.evaluate(() => window.app.beginSignIn())).toMatchObject({
    code: 'origin_mismatch',
    message: expect.stringContaining(`Open ${tabs.origin} instead.`),
  });
  expect(page.url()).toBe(url);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a redirect URI that Spotify would refuse is told when the page loads', async () => {
  const page = await tabs.open();
  await page.evaluate(() => window.app.start({ store: 'memory', redirectUri: '/callback' }));
  expect(await handle(page)).toMatchObject({ code: 'invalid_redirect_uri' });
});

const denyStorage = (context: BrowserContext) =>
  context.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The document has no access.', 'SecurityError');
        },
      });
    }
  });

test('a page that may keep nothing is told so when a sign-in begins, and not before', async () => {
  await denyStorage(tabs.context);
  const page = await tabs.open('memory');
  expect(await handle(page)).toEqual(nothing);
  expect(await page.evaluate(() => window.app.beginSignIn())).toMatchObject({
    code: 'store_failed',
    message: 'The browser’s sessionStorage failed. Allow this site to keep data, or free space, and try again.',
  });
  expect(page.url()).toBe(home());

  await page.goto(`${tabs.redirectUri}?code=c&state=s`);
  await start(page, 'memory');
  expect(await handle(page)).toMatchObject({ code: 'store_failed' });
  expect(page.url()).toBe(home());
});
