import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { launchChromium } from '../e2e/chromium.js';
import { type Watch, watch } from '../e2e/watch.js';
import { buildFixture, type Fixture } from './build-fixture.js';
import type { Configuration } from './fixture/configuration.js';

/** What a test of a React page works with. All of it is there while a test runs. */
export interface ReactPage {
  readonly page: Page;
  readonly local: LocalSpotify;
  readonly watch: Watch;
  readonly appUrl: string;
  /** What the page does when it loads, after Spotify’s pages too. Default: it mounts. */
  start: 'mount()' | 'hydrate()' | 'mount("left"); fixture.mount("right")' | 'session.getState().then(() => fixture.hydrate())';
  /** Opens the page. */
  open(path?: string): Promise<void>;
  /** What a person does to get from the page to Spotify’s consent page, as Ada. */
  goToConsent(): Promise<void>;
  /** Waits until the page says this under a test id, everywhere it has it. */
  shows(testId: string, text: string): Promise<void>;
  /** Asks the fixture. */
  ask<Answer>(what: string): Promise<Answer>;
  /** How often codes were exchanged. */
  exchanges(): number;
}

/**
 * Serves the fixture with a version of React, and starts Chromium, once for a group of tests. After each of them the console must have no error, such as
 * the warnings of React’s development build, and nothing secret may be seen.
 */
export function useReactPage(version: string): ReactPage {
  vi.setConfig({ testTimeout: 60_000 });
  let fixture: Fixture;
  let server: Server;
  let local: LocalSpotify;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watching: Watch;
  let configuration: Configuration;
  let appUrl: string;

  beforeAll(async () => {
    fixture = await buildFixture(version);
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const redirectUri = `${appUrl}callback`;
    local = await createLocalSpotify({ redirectUris: [redirectUri] });
    const { clientId, accountsUrl, apiUrl } = local;
    configuration = { clientId, redirectUri, accountsUrl, apiUrl };
    server.on('request', ({ url }, response) => {
      const isScript = url === '/fixture.js';
      const type = isScript ? 'text/javascript' : 'text/html';
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(isScript ? fixture.client : html());
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await local?.close();
  });
  beforeEach(async () => {
    harness.start = 'mount()';
    context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(15_000);
    watching = watch(context, configuration.redirectUri);
    page = await context.newPage();
  });
  afterEach(async () => {
    const complaints = await watching.complaints();
    await context.close();
    local.reset();
    expect(complaints).toEqual([]);
  });

  /** The same page on every path, as a single-page app is served. */
  const html = () => {
    const rendered = harness.start.includes('hydrate()') ? fixture.render(configuration) : '';
    const script = `import * as fixture from "/fixture.js"; window.fixture = fixture; fixture.${harness.start};`;
    return `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
<div id="root">${rendered}</div><div id="left"></div><div id="right"></div>
<script type="application/json" id="configuration">${JSON.stringify(configuration)}</script>
<script type="module">${script}</script></html>`;
  };

  const harness: ReactPage = {
    get page() {
      return page;
    },
    get local() {
      return local;
    },
    get watch() {
      return watching;
    },
    get appUrl() {
      return appUrl;
    },
    start: 'mount()',
    open: async (path = '') => void (await page.goto(appUrl + path)),
    async goToConsent() {
      await page.getByTestId('sign-in').first().click();
      await page.getByTestId('login-user-ada').click();
      await page.getByTestId('consent-agree').waitFor();
    },
    async shows(testId, text) {
      const found = page.getByTestId(testId);
      await expect.poll(async () => [...new Set(await found.allInnerTexts())], { timeout: 15_000 }).toEqual([text]);
    },
    ask: (what) => page.evaluate(`fixture.${what}`),
    exchanges: () => local.journal.count({ method: 'POST', path: '/api/token', grantType: 'authorization_code' }),
  };
  return harness;
}
