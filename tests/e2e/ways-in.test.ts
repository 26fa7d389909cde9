import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalSpotify } from '@spixie/local';
import { spotifyFixtures } from '@spixie/local/playwright';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const authorize = (clientId: string): string =>
  `https://accounts.spotify.com/authorize?client_id=${clientId}&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A5173%2Fcallback`;

test('with the fixtures a page navigates to the login page and calls the Web API at Spotify’s addresses', async () => {
  const fixtures = spotifyFixtures();
  const own: BrowserContext = await browser.newContext();
  try {
    await fixtures.local({}, (local) =>
      fixtures.context({ context: own, local }, async (context) => {
        const page = await context.newPage();
        expect(await page.evaluate("fetch('https://api.spotify.com/v1/me').then((response) => response.status)")).toBe(401);
        await page.goto(authorize(local.clientId));
        expect(new URL(page.url()).origin).toBe(local.accountsUrl);
        expect(await page.getByTestId('login-form').count()).toBe(1);
      }),
    );
  } finally {
    await own.close();
  }
});

test('through the proxy a server’s redirect leads to the login page, at Spotify’s own address', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'spixie-ways-in-'));
  await using local = await createLocalSpotify({ proxy: true, tls: { directory } });
  const app = createServer((_, response) => response.writeHead(302, { location: authorize(local.clientId) }).end());
  await new Promise<void>((resolve) => void app.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext({
    proxy: { server: local.proxyUrl ?? '', bypass: '127.0.0.1' },
    ignoreHTTPSErrors: true,
  });
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(app.address() as AddressInfo).port}/login`);
    expect(page.url()).toMatch(
      /^https:\/\/accounts\.spotify\.com\/en\/login\?continue=https%3A%2F%2Faccounts\.spotify\.com%2Fauthorize/u,
    );
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-agree').waitFor();
    expect(page.url()).toMatch(/^https:\/\/accounts\.spotify\.com\/authorize\?/u);
    expect(local.journal.count({ decision: 'consent_asked' })).toBe(1);
  } finally {
    await context.close();
    app.closeAllConnections();
    app.close();
    await rm(directory, { recursive: true });
  }
});
