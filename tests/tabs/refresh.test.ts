import type { RefreshMode } from '@spixie/local';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StoreName } from './page.js';
import { useTabs } from './tabs.js';

const tabs = useTabs();
const callers = 200;
const twoHours = 7_200_000;

/** Opens six tabs of which one signed in, and lets the access token expire. */
async function openSix(store: StoreName): Promise<Page[]> {
  const first = await tabs.open(store);
  await tabs.signIn(first, store);
  const others = await Promise.all(Array.from({ length: 5 }, () => tabs.open(store)));
  const pages = [first, ...others];
  for (const page of pages) {
    await page.evaluate(() => window.app.subscribe());
    expect(await page.evaluate(() => window.app.getAccessTokens(1))).toMatchObject({ served: 1, codes: [] });
  }
  await expire(pages);
  return pages;
}

async function expire(pages: readonly Page[]): Promise<void> {
  tabs.local.clock.advance({ hours: 2 });
  for (const page of pages) await page.evaluate((milliseconds) => window.app.advance(milliseconds), twoHours);
}

/** All tabs begin at the same moment of the machine's clock, each with many callers. */
function callAtOnce(pages: readonly Page[]) {
  const at = Date.now() + 500;
  return Promise.all(
    pages.map((page) => page.evaluate(([times, moment]) => window.app.getAccessTokens(times, moment), [callers, at] as const)),
  );
}

const takeAwayLocks = (context: BrowserContext) =>
  context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
const takeAwayChannels = (context: BrowserContext) =>
  context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));

const served = { served: callers, digests: [expect.any(String)], codes: [] };
const status = (page: Page) => page.evaluate(async () => (await window.app.getState()) as { value: { status: string } });
const signedIn = { value: { status: 'signed_in' } };

describe.each<[StoreName, RefreshMode]>([
  ['indexedDB', 'keep'],
  ['indexedDB', 'rotate'],
  ['indexedDB', 'rotate-with-reuse-detection'],
  ['localStorage', 'keep'],
  ['localStorage', 'rotate-with-reuse-detection'],
])('with Web Locks, in %s, where refresh tokens are: %s', (store, refreshMode) => {
  test('six tabs with 200 callers each refresh once, and again once at the next expiry', async () => {
    tabs.local.settings.update({ refreshMode });
    const pages = await openSix(store);
    for (const expiry of [1, 2, 3]) {
      if (expiry > 1) await expire(pages);
      const answers = await callAtOnce(pages);
      expect(answers).toEqual(pages.map(() => served));
      expect(new Set(answers.flatMap(({ digests }) => digests)).size).toBe(1);
      expect(tabs.refreshes()).toBe(expiry);
    }
    for (const page of pages) expect(await status(page)).toMatchObject(signedIn);
  });
});

describe.each<RefreshMode>(['keep', 'rotate'])('without Web Locks, in IndexedDB, where refresh tokens are: %s', (refreshMode) => {
  test('six tabs refresh at most once each, and nobody is signed out', async () => {
    await takeAwayLocks(tabs.context);
    tabs.local.settings.update({ refreshMode });
    const pages = await openSix('indexedDB');
    expect(await pages[0]?.evaluate(() => window.app.hasLock('indexedDB'))).toBe(false);
    for (const expiry of [1, 2]) {
      if (expiry > 1) await expire(pages);
      const before = tabs.refreshes();
      expect(await callAtOnce(pages)).toEqual(pages.map(() => served));
      expect(tabs.refreshes() - before).toBeGreaterThan(0);
      expect(tabs.refreshes() - before).toBeLessThanOrEqual(pages.length);
    }
    for (const page of pages) expect(await status(page)).toMatchObject(signedIn);
  });
});

test('tabs without a BroadcastChannel refresh once, and are told when they come back', async () => {
  await takeAwayChannels(tabs.context);
  const pages = await openSix('indexedDB');
  expect(await callAtOnce(pages)).toEqual(pages.map(() => served));
  expect(tabs.refreshes()).toBe(1);

  const [first, second] = [pages[0]!, pages[1]!];
  await first.evaluate(() => window.app.signOut());
  expect(await second.evaluate(() => window.app.state())).toMatchObject({ status: 'signed_in' });
  await second.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await second.waitForFunction(() => window.app.state().status === 'signed_out');
});

test.each<[StoreName, boolean]>([
  ['indexedDB', true],
  ['localStorage', true],
  ['indexedDB', false],
])('in %s, with Web Locks: %s, the others go on when a tab is killed in mid-refresh', async (store, withLocks) => {
  if (!withLocks) await takeAwayLocks(tabs.context);
  const pages = await openSix(store);
  const [victim, ...others] = [pages[0]!, ...pages.slice(1)];
  const rule = { path: '/api/token', grantType: 'refresh_token', times: 1 } as const;
  const fault = tabs.local.faults.add({ ...rule, effect: { delayMs: 3_000 } });
  const asked = victim.waitForRequest((request) => request.url().endsWith('/api/token') && request.method() === 'POST');
  await victim.evaluate((times) => void window.app.getAccessTokens(times), callers);
  await asked;

  const answers = callAtOnce(others);
  const devTools = await tabs.context.newCDPSession(victim);
  const crashed = victim.waitForEvent('crash');
  devTools.send('Page.crash').catch(() => {});
  await crashed;
  expect(await answers).toEqual(others.map(() => served));
  await tabs.local.journal.waitFor({ fault }, { count: 1 });
  // The one that was killed, and with Web Locks one more.
  expect(tabs.refreshes()).toBeLessThanOrEqual(withLocks ? 2 : pages.length);
  for (const page of others) expect(await status(page)).toMatchObject(signedIn);
});

test.each<StoreName>(['indexedDB', 'localStorage'])(
  'in %s, six tabs that count together under the lock lose nothing',
  async (store) => {
    const pages = await Promise.all(Array.from({ length: 6 }, () => tabs.open()));
    const written = await Promise.all(
      pages.map((page) => page.evaluate((kind) => window.app.countUp({ store: kind, key: 'k', times: 10, locked: true }), store)),
    );
    expect(written).toEqual(pages.map(() => 10));
    for (const page of pages) expect(await page.evaluate((kind) => window.app.sumOf(kind, 'k'), store)).toBe(60);
  },
);

test('in IndexedDB, six tabs that count together without the lock lose no swap that was said to be written', async () => {
  const pages = await Promise.all(Array.from({ length: 6 }, () => tabs.open()));
  const written = await Promise.all(
    pages.map((page) => page.evaluate(() => window.app.countUp({ store: 'indexedDB', key: 'k', times: 100, locked: false }))),
  );
  const sum = written.reduce((total, count) => total + count, 0);
  expect(sum).toBeGreaterThan(0);
  for (const page of pages) expect(await page.evaluate(() => window.app.sumOf('indexedDB', 'k'))).toBe(sum);
});
