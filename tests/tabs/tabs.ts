import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { launchChromium } from '../e2e/chromium.js';
import type { PageConfig, StoreName } from './page.js';

/** What a test of several tabs works with. All of it is there while a test runs. */
export interface Tabs {
  readonly local: LocalSpotify;
  /** New for every test: nothing stored. */
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly origin: string;
  readonly redirectUri: string;
  /** Opens a tab, with a session where a store is named. */
  open(store?: StoreName, url?: string): Promise<Page>;
  /** Signs in in this tab, where the local Spotify approves by itself. */
  signIn(page: Page, store: StoreName): Promise<void>;
  /** How often tokens were refreshed, and codes exchanged. */
  refreshes(): number;
  exchanges(): number;
}

/** Starts a local Spotify, Chromium and a page of our own on one origin, once for a test file. */
export function useTabs(): Tabs {
  vi.setConfig({ testTimeout: 60_000 });
  let server: Server;
  let local: LocalSpotify;
  let browser: Browser;
  let context: BrowserContext;
  let origin: string;
  let redirectUri: string;

  beforeAll(async () => {
    server = await listen();
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    redirectUri = `${origin}/callback`;
    local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
    await serve(server, { clientId: local.clientId, accountsUrl: local.accountsUrl, redirectUri });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await local?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(20_000);
  });
  afterEach(async () => {
    await context.close();
    local.reset();
  });

  const tokenRequests = (grantType: string) => local.journal.count({ method: 'POST', path: '/api/token', grantType });
  return {
    get local() {
      return local;
    },
    get context() {
      return context;
    },
    get browser() {
      return browser;
    },
    get origin() {
      return origin;
    },
    get redirectUri() {
      return redirectUri;
    },
    async open(store, url = `${origin}/`) {
      const page = await context.newPage();
      await page.goto(url);
      if (store) await page.evaluate((name) => window.app.start({ store: name }), store);
      return page;
    },
    async signIn(page, store) {
      await leave(page, redirectUri);
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

async function listen(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** The same page on every path, as a single-page app is served. */
async function serve(server: Server, config: PageConfig): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  const script = outputFiles[0]?.text ?? '';
  const settings = `<script>window.config = ${JSON.stringify(config)};</script>`;
  const page = `<!doctype html><html lang="en"><title>A tab</title><link rel="icon" href="data:,">${settings}<script src="/page.js"></script></html>`;
  server.on('request', ({ url }, response) => {
    const isScript = url === '/page.js';
    response.writeHead(200, { 'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8` });
    response.end(isScript ? script : page);
  });
}
