import type { LocalSpotify, LocalUser } from '@spixie/local';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { type Demo, startDemo } from '../../scripts/demo.mjs';
import { launchChromium } from './chromium.js';
import { type Watch, watch } from './watch.js';

/** What a test of the demo works with. All of it is there while a test runs. */
export interface DemoInChromium {
  readonly appUrl: string;
  readonly redirectUri: string;
  readonly local: LocalSpotify;
  /** New for every test: no cookies, nothing stored. */
  readonly context: BrowserContext;
  readonly watch: Watch;
  /** Opens the app in a tab of its own. */
  open(url?: string): Promise<Page>;
  /** A user that there is from the start. */
  userOf(id: string): LocalUser;
  /** How often codes were exchanged, and tokens refreshed. */
  exchanges(): number;
  refreshes(): number;
}

/**
 * Starts the demo and Chromium once for a test file. After each test nothing secret may stand in an address bar, a page or the
 * console, and the console may have no errors but those that the test expects.
 */
export function useDemo(): DemoInChromium {
  // A page takes its time on a machine that is busy with other tests.
  vi.setConfig({ testTimeout: 60_000 });
  let demo: Demo;
  let local: LocalSpotify;
  let browser: Browser;
  let context: BrowserContext;
  let watching: Watch;

  beforeAll(async () => {
    demo = await startDemo({ port: 0, appPort: 0, built: true });
    local = demo.local!;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1100, height: 800 } });
    context.setDefaultTimeout(20_000);
    watching = watch(context, demo.redirectUri);
  });
  afterEach(async () => {
    const complaints = await watching.complaints();
    await context.close();
    local.reset();
    expect(complaints).toEqual([]);
  });

  const tokenRequests = (grantType: string) => local.journal.count({ method: 'POST', path: '/api/token', grantType });
  return {
    get appUrl() {
      return demo.appUrl;
    },
    get redirectUri() {
      return demo.redirectUri;
    },
    get local() {
      return local;
    },
    get context() {
      return context;
    },
    get watch() {
      return watching;
    },
    async open(url = demo.appUrl) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    userOf: (id) => local.users.find((user) => user.id === id)!,
    exchanges: () => tokenRequests('authorization_code'),
    refreshes: () => tokenRequests('refresh_token'),
  };
}
