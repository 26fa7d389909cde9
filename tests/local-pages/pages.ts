import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../e2e/chromium.js';

/** The pages of a local Spotify in Chromium. */
export interface LocalPages {
  readonly local: LocalSpotify;
  readonly browser: Browser;
  /** Where the app is, at another port of this machine. */
  readonly appUrl: string;
  /** Opens a page in a browser of its own. */
  open(options?: BrowserContextOptions): Promise<Page>;
  authorizeUrl(parameters?: Readonly<Record<string, string>>): string;
}

/** Starts a local Spotify and Chromium for the tests of a file, and puts the world back before each of them. */
export function useLocalPages(): LocalPages {
  let local: LocalSpotify;
  let browser: Browser;
  let app: Server;
  let callback: string;
  beforeAll(async () => {
    // The app: a redirect URI without a port is registered, so that it may listen at any.
    app = createServer((_, response) => response.end('the app')).listen(0, '127.0.0.1');
    await once(app, 'listening');
    callback = `http://127.0.0.1:${(app.address() as AddressInfo).port}/callback`;
    [local, browser] = await Promise.all([createLocalSpotify(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await local?.close();
    app?.closeAllConnections();
    app?.close();
  });
  beforeEach(() => local.reset());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  return {
    get local() {
      return local;
    },
    get browser() {
      return browser;
    },
    get appUrl() {
      return new URL(callback).origin;
    },
    async open(options = {}) {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(5000);
      return context.newPage();
    },
    authorizeUrl(parameters = {}) {
      const all = { client_id: local.clientId, response_type: 'code', redirect_uri: callback, state: 's', ...parameters };
      return `${local.accountsUrl}/authorize?${new URLSearchParams(all).toString()}`;
    },
  };
}

/** Signs ada in at the accounts service and gives the demo app its access. */
export async function agreeAsAda(pages: LocalPages, page: Page, scope = 'user-read-email playlist-read-private'): Promise<void> {
  await page.goto(pages.authorizeUrl({ scope }));
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-agree').click();
  await page.waitForURL(/\/callback\?code=/u);
}
