import type { Page } from 'playwright-core';
import { testTokenStore } from 'spixie/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useOrigin } from './origin.js';
import type { StoreName } from './page.js';

const its = useOrigin();

/** The names of the tests that every store must pass; they run in the page. */
const names: string[] = [];
testTokenStore({
  test: (name) => names.push(name),
  createStore: () => {
    throw new Error('It runs in Chromium.');
  },
  damage: () => {},
});

// At once: each has keys of its own, and waits most of the time for what it wrote to reach the other tabs.
describe.concurrent.each<StoreName>(['indexedDB', 'localStorage', 'sessionStorage'])('the store in %s', (store) => {
  let page: Page;
  beforeAll(async () => {
    page = await (await its.browser.newContext()).newPage();
    await page.goto(its.origin);
  });
  afterAll(() => page?.context().close());

  test.each(names)('%s', async (name) => {
    const ended = await page.evaluate(([kind, wanted]) => window.app.runStoreTest(kind, wanted), [store, name] as const);
    expect(ended).toEqual({ value: null });
  });
});
