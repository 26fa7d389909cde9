import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import { type Origin, useOrigin } from './origin.js';
import type { StoreName } from './page.js';

/** What a test of several tabs works with. All of it is there while a test runs. */
export interface Tabs extends Origin {
  /** New for every test: nothing stored. */
  readonly context: BrowserContext;
  /** Opens a tab, with a session where a store is named. */
  open(store?: StoreName, url?: string): Promise<Page>;
  /** Signs in in this tab, where the local Spotify approves by itself. */
  signIn(page: Page, store: StoreName): Promise<void>;
  /** How often tokens were refreshed, and codes exchanged. */
  refreshes(): number;
  exchanges(): number;
}

/** Starts what the tabs need once for a test file, and forgets after each test what they did. */
export function useTabs(): Tabs {
  const origin = useOrigin();
  let context: BrowserContext;

  beforeEach(async () => {
    context = await origin.browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(20_000);
  });
  afterEach(async () => {
    await context.close();
    origin.local.reset();
  });

  const tokenRequests = (grantType: string) => origin.local.journal.count({ method: 'POST', path: '/api/token', grantType });
  return {
    get local() {
      return origin.local;
    },
    get browser() {
      return origin.browser;
    },
    get origin() {
      return origin.origin;
    },
    get redirectUri() {
      return origin.redirectUri;
    },
    get context() {
      return context;
    },
    async open(store, url = `${origin.origin}/`) {
      const page = await context.newPage();
      await page.goto(url);
      if (store) await page.evaluate((name) => window.app.start({ store: name }), store);
      return page;
    },
    async signIn(page, store) {
      await leave(page, origin.redirectUri);
      await page.evaluate(async (name) => {
        window.app.start({ store: name });
        await window.app.handleCallback();
      }, store);
    },
    refreshes: () => tokenRequests('refresh_token'),
    exchanges: () => tokenRequests('authorization_code'),
  };
}

/** Begins a sign-in, and waits until the page is on its callback. */
export async function leave(page: Page, redirectUri: string): Promise<void> {
  const before = page.url();
  // The page does not live to see it come to an end.
  await page.evaluate(() => void window.app.beginSignIn());
  await page.waitForURL(({ href }) => href !== before && href.startsWith(`${redirectUri}?`));
}
