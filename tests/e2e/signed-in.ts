import type { LocalSpotify, Snapshot } from '@spixie/local';
import type { Browser, Page } from 'playwright-core';
import { createAuthorizationRequest, createSession, createSpotify, exchangeCode, readCallback, type Spotify } from 'spixie';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { type Demo, startDemo } from '../../scripts/demo.mjs';
import { launchChromium } from './chromium.js';
import { isSignedIn } from './steps.js';
import { type Watch, watch } from './watch.js';

/** The demo as Ada sees it, in one page of one browser for a whole file. All of it is there while a test runs. */
export interface SignedInDemo {
  readonly page: Page;
  readonly local: LocalSpotify;
  /** The same user's client, to ask what has become of what was done in the page. */
  readonly spotify: Spotify;
  readonly watch: Watch;
}

/** Signs Ada in once. Before each test the world is as it was then, with her laptop active, and the page is loaded anew. */
export function useSignedInDemo(): SignedInDemo {
  vi.setConfig({ testTimeout: 60_000 });
  let demo: Demo;
  let local: LocalSpotify;
  let browser: Browser;
  let page: Page;
  let spotify: Spotify;
  let watching: Watch;
  let beginning: Snapshot;

  beforeAll(async () => {
    demo = await startDemo({ port: 0, appPort: 0, built: true });
    local = demo.local!;
    local.settings.update({ autoApprove: 'ada' });
    browser = await launchChromium();
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(20_000);
    watching = watch(context, demo.redirectUri);
    page = await context.newPage();
    await page.clock.install();
    await page.goto(demo.appUrl);
    await page.getByTestId('sign-in').click();
    await isSignedIn(page);
    spotify = await clientOfAda(demo);
    beginning = local.snapshot();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });
  beforeEach(async () => {
    local.reset({ to: beginning });
    await page.goto(demo.appUrl);
    await isSignedIn(page);
  });
  afterEach(async () => {
    expect(await watching.complaints()).toEqual([]);
  });

  return {
    get page() {
      return page;
    },
    get local() {
      return local;
    },
    get spotify() {
      return spotify;
    },
    get watch() {
      return watching;
    },
  };
}

/** What the page may do, a test may do beside it. */
async function clientOfAda({ local, redirectUri }: Demo): Promise<Spotify> {
  const { clientId, accountsUrl, apiUrl } = local!;
  const scopes = local!.tokens.listGrants()[0]!.scopes;
  const begun = await createAuthorizationRequest({ clientId, redirectUri, scopes, accountsUrl });
  const { headers } = await fetch(begun.url, { redirect: 'manual' });
  const code = readCallback(headers.get('location')!, begun);
  const session = createSession({ clientId, accountsUrl, tokenSet: await exchangeCode({ clientId, accountsUrl, ...begun, code }) });
  return createSpotify({ session, apiUrl });
}
