import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { StoreName } from './page.js';
import { useTabs } from './tabs.js';

const tabs = useTabs();

const takeAwayLocks = (context: BrowserContext) =>
  context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
const getState = (page: Page) => page.evaluate(() => window.app.getState());
const keys = (page: Page, storage: 'localStorage' | 'sessionStorage') =>
  page.evaluate((name) => Object.keys(window[name]), storage);
const sessionKey = () => `${tabs.local.clientId}:default`;

test.each<'localStorage' | 'sessionStorage'>(['localStorage', 'sessionStorage'])(
  'a session for %s is kept there with Web Locks, and says that it is not atomic',
  async (store) => {
    const page = await tabs.open(store);
    await tabs.signIn(page, store);
    expect(await keys(page, store)).toContain(`spixie:${sessionKey()}`);
    expect(await page.evaluate((name) => window.app.isAtomic(name), store)).toBe(false);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  },
);

test.each<'localStorage' | 'sessionStorage'>(['localStorage', 'sessionStorage'])(
  'a session for %s is kept in IndexedDB where there are no Web Locks',
  async (store) => {
    await takeAwayLocks(tabs.context);
    const page = await tabs.open(store);
    await tabs.signIn(page, store);
    expect(await page.evaluate((name) => window.app.isAtomic(name), store)).toBe(true);
    expect(await keys(page, store)).not.toContain(`spixie:${sessionKey()}`);
    expect(await page.evaluate((key) => window.app.read('indexedDB', key), sessionKey())).toMatchObject({
      value: { status: 'signed_in' },
    });
    await page.reload();
    await page.evaluate((name) => window.app.start({ store: name }), store);
    expect(await getState(page)).toMatchObject({ value: { status: 'signed_in' } });
  },
);

test.each<StoreName>(['indexedDB', 'localStorage'])('a damaged session in %s is told, kept aside and replaced', async (store) => {
  const page = await tabs.open(store);
  await tabs.signIn(page, store);
  await page.evaluate(([name, key]) => window.app.damage(name, key), [store, sessionKey()] as const);
  expect(await getState(page)).toEqual({ value: { status: 'reauthorization_required', reason: 'unreadable' } });
  await tabs.signIn(page, store);
  expect(await getState(page)).toMatchObject({ value: { status: 'signed_in' } });
  const aside = await page.evaluate(([name, key]) => window.app.read(name, `${key}:aside`), [store, sessionKey()] as const);
  expect(aside).toMatchObject({ value: { version: expect.stringMatching(store === 'indexedDB' ? 'damaged' : 'trunc') } });
});

test('IndexedDB that never answers fails within seconds, and serves again afterwards', async () => {
  const page = await tabs.open();
  await page.evaluate(() => {
    const open = IDBFactory.prototype.open;
    Object.assign(window, { mend: () => Object.assign(IDBFactory.prototype, { open }) });
    // As Safari's does after some sleeps: a request to which no event comes.
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
    window.app.start({ store: 'indexedDB' });
  });
  expect(await getState(page)).toMatchObject({
    code: 'store_failed',
    message: 'The browser’s IndexedDB failed. Allow this site to keep data, or free space, and try again.',
  });
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  expect(await getState(page)).toEqual({ value: { status: 'signed_out' } });
});

test('a tab that deletes the database is not hung by those that have it open, and they go on', async () => {
  const [first, second] = [await tabs.open('indexedDB'), await tabs.open('indexedDB')];
  await tabs.signIn(first, 'indexedDB');
  await getState(second);
  const deleted = await second.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.deleteDatabase('spixie');
        request.onsuccess = () => resolve('deleted');
        request.onblocked = () => resolve('blocked');
      }),
  );
  expect(deleted).toBe('deleted');
  expect(await getState(first)).toEqual({ value: { status: 'signed_out' } });
  await tabs.signIn(first, 'indexedDB');
  expect(await getState(second)).toMatchObject({ value: { status: 'signed_in' } });
});

test('a page without IndexedDB is told so', async () => {
  await tabs.context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const page = await tabs.open('indexedDB');
  expect(await getState(page)).toMatchObject({ code: 'store_failed' });
});

test.each<'localStorage' | 'sessionStorage'>(['localStorage', 'sessionStorage'])(
  'a page that may have no %s is told so when the session is read, and not when it is made',
  async (store) => {
    await tabs.context.addInitScript((name) => {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The document has no access.', 'SecurityError');
        },
      });
    }, store);
    const page = await tabs.open(store);
    expect(await getState(page)).toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining(`The browser’s ${store}`),
    });
  },
);

test('a full localStorage is told, and keeps the session that it had', async () => {
  const page = await tabs.open('localStorage');
  await tabs.signIn(page, 'localStorage');
  await page.evaluate(() => {
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let index = 0; index < 100; index++) localStorage.setItem(`full-${size}-${index}`, 'x'.repeat(size));
      } catch {}
    }
  });
  const long = 'v'.repeat(100_000);
  const key = sessionKey();
  const { value } = (await page.evaluate((name) => window.app.read('localStorage', name), key)) as { value: { version: string } };
  const write = await page.evaluate(([name, expected, version]) => window.app.write('localStorage', name, expected, version), [
    key,
    value.version,
    long,
  ] as const);
  expect(write).toMatchObject({ code: 'store_failed', message: expect.stringContaining('free space') });
  expect(await getState(page)).toMatchObject({ value: { status: 'signed_in' } });
});

test('a frame of an opaque origin has no lock, no channel and no store, and is told so without a hang', async () => {
  const page = await tabs.open();
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    frame.src = url;
    document.body.append(frame);
  }, `${tabs.origin}/`);
  const frame = await page.waitForSelector('iframe').then((element) => element.contentFrame());
  await frame!.waitForFunction(() => window.app !== undefined);
  expect(await frame!.evaluate(() => window.app.acquire('indexedDB', 'k', 60_000))).toBe(false);
  for (const store of ['indexedDB', 'localStorage'] as const) {
    const state = await frame!.evaluate((name) => {
      window.app.start({ store: name });
      window.app.subscribe();
      window.app.unsubscribe();
      return window.app.getState();
    }, store);
    expect(state).toMatchObject({ code: 'store_failed' });
  }
});

test('the lock of a tab is waited for as long as was said, and let go of when the tab dies', async () => {
  const [holder, waiting] = [await tabs.open(), await tabs.open()];
  expect(await holder.evaluate(() => window.app.acquire('indexedDB', 'k', 1_000))).toBe(true);
  expect(await waiting.evaluate(() => window.app.acquire('indexedDB', 'k', 200))).toBe(false);
  const patient = waiting.evaluate(() => window.app.acquire('indexedDB', 'k', 60_000));
  await holder.close();
  expect(await patient).toBe(true);
});

test('a store holds a channel only while it is watched', async () => {
  const page = await tabs.open();
  await page.evaluate(() => {
    const open = new Set<BroadcastChannel>();
    class Counted extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        open.add(this);
      }
      override close() {
        super.close();
        open.delete(this);
      }
    }
    Object.assign(window, { BroadcastChannel: Counted, openChannels: open });
  });
  const open = () => page.evaluate(() => (window as unknown as { openChannels: Set<unknown> }).openChannels.size);
  await page.evaluate(() => window.app.write('indexedDB', 'k', undefined, '1'));
  expect(await open()).toBe(0);
  await page.evaluate(() => window.app.watch('indexedDB', 'k'));
  expect(await open()).toBe(1);
  await page.evaluate(() => window.app.write('indexedDB', 'k', '1', '2'));
  await page.waitForFunction(() => window.app.changes().length > 0);
  await page.evaluate(() => window.app.unsubscribe());
  expect(await open()).toBe(0);
});

test('a page that another one empties with localStorage.clear() is told', async () => {
  const [first, second] = [await tabs.open('localStorage'), await tabs.open()];
  await tabs.signIn(first, 'localStorage');
  await first.evaluate(() => window.app.subscribe());
  await first.waitForFunction(() => window.app.state().status === 'signed_in');
  await second.evaluate(() => localStorage.clear());
  await first.waitForFunction(() => window.app.state().status === 'signed_out');
});
