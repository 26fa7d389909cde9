import { createMemorySessionStore, createSpotifyServer } from '@spixie/server';
import type { Browser } from 'playwright-core';
import { createAuthorizationRequest, exchangeCode, readCallback } from 'spixie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../e2e/chromium.js';
import { runBrowserSnippet, type SnippetPage } from './browser/run-browser-snippet.js';
import { findSnippets, snippetsOfMarkdown } from './snippets.js';

const snippets = findSnippets().snippets.filter(({ place }) => place === 'browser');

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** What people do with the page of each snippet that runs in a browser. */
const drivers: Readonly<Record<string, (page: SnippetPage) => Promise<void>>> = {
  'docs/guides/browser.md # Sessions in a page': async ({ page, appUrl, call, leave }) => {
    await leave('signIn');
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-agree').click();
    await page.waitForURL(`${appUrl}callback?*`);
    expect(await call('load')).toEqual({ returnTo: '/' });
    expect(await call('mayEdit')).toBe(false);
    await leave('askForMore');
    await page.getByTestId('consent-agree').click();
    await page.waitForURL(`${appUrl}callback?*`);
    expect(await call('load')).toEqual({ returnTo: '/' });
    expect(await call('mayEdit')).toBe(true);

    const tab = await page.context().newPage();
    await tab.goto(appUrl);
    await tab.evaluate('snippet.follow()');
    await tab.waitForFunction(() => document.title === 'loaded: signed_in');
    await call('follow');
    await call('signOut');
    await tab.waitForFunction(() => document.title === 'signed_out: signed_out');
  },

  'docs/guides/servers.md # Calls from the page’s scripts': async ({ page, appUrl, local, serveBy, call }) => {
    const { clientId, clientSecret, accountsUrl, apiUrl } = local;
    const { handle } = createSpotifyServer({
      clientId,
      clientSecret,
      accountsUrl,
      apiUrl,
      redirectUri: `${appUrl}auth/callback`,
      scopes: ['user-library-read'],
      secret: 'a-secret-of-tests-that-is-long-enough',
      store: createMemorySessionStore(),
      proxy: ['GET /me/tracks'],
    });
    serveBy(handle);
    expect(await call('greet')).toBe('Please sign in (signed_out).');
    await page.goto(`${appUrl}auth/sign-in?returnTo=/`);
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-agree').click();
    await page.waitForURL(appUrl);
    expect(await call('greet')).toMatch(/^Hello Ada Lindqvist, you have saved \d+ tracks\.$/);
  },

  'README.md # Sign in from a page': async ({ page, appUrl, local, call, leave }) => {
    const exchanges = () => local.journal.count({ decision: 'token_issued', grantType: 'authorization_code', userId: 'ada' });
    expect(await call('start')).toBe('Nobody is signed in.');

    await leave('signIn');
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-cancel').click();
    await page.waitForURL(`${appUrl}callback?*`);
    expect(await call('start')).toBe('You said no. That is fine.');
    expect(page.url()).toBe(appUrl);
    await page.reload();
    expect(await call('start')).toBe('Nobody is signed in.');
    expect(exchanges()).toBe(0);

    await leave('signIn');
    await page.getByTestId('consent-agree').click();
    await page.waitForURL(`${appUrl}callback?*`);
    expect(await call('start')).toBe('Hello Ada Lindqvist');
    expect(page.url()).toBe(appUrl);
    await page.reload();
    expect(await call('start')).toBe('Hello Ada Lindqvist');
    expect(exchanges()).toBe(1);
    expect(local.journal.count({ path: '/v1/me', decision: 'answered' })).toBe(2);
  },
  'docs/guides/react.md # React': async ({ page, appUrl, local }) => {
    await page.getByRole('button', { name: 'Sign in with Spotify' }).click();
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-cancel').click();
    expect(await page.getByRole('alert').innerText()).toBe('You said no. That is fine.');
    expect(page.url()).toBe(appUrl);

    await page.getByRole('button', { name: 'Sign in with Spotify' }).click();
    await page.getByTestId('consent-agree').click();
    await page.getByRole('heading', { name: 'Hello Ada Lindqvist' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(local.journal.count({ grantType: 'authorization_code' })).toBe(1);
    await page.reload();
    await page.getByRole('heading', { name: 'Hello Ada Lindqvist' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with Spotify' }).waitFor();
  },
  'docs/guides/react.md # Data': async ({ page, local }) => {
    const calls = () => local.journal.count({ path: '/v1/me/playlists' });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByTestId('login-user-ada').click();
    // Half an answer is one that may come whole the next time.
    local.faults.add({ path: '/v1/me/playlists', times: 1, effect: { truncate: true } });
    await page.getByTestId('consent-agree').click();
    await page.getByRole('listitem').first().waitFor();
    expect(calls()).toBe(2);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('listitem').first().waitFor();
    expect(calls()).toBe(3);
  },
  'docs/guides/react.md # With a router': async ({ page, appUrl, local }) => {
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('button', { name: 'Sign in to see your library' }).click();
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-cancel').click();
    expect(await page.getByRole('alert').innerText()).toBe('The user said no. Offer to sign in again. Back');
    await page.getByRole('link', { name: 'Back' }).click();
    expect(page.url()).toBe(appUrl);

    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('button', { name: 'Sign in to see your library' }).click();
    await page.getByTestId('consent-agree').click();
    await page.getByRole('heading', { name: 'Your library' }).waitFor();
    expect(page.url()).toBe(`${appUrl}library`);
    expect(local.journal.count({ grantType: 'authorization_code' })).toBe(1);
  },
  'docs/guides/migrate.md # From the official SDK': async ({ page, appUrl, local, call }) => {
    const { clientId, accountsUrl } = local;
    const redirectUri = `${appUrl}callback`;
    const begun = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes: ['user-read-private'] });
    await page.goto(begun.url);
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-agree').click();
    await page.waitForURL(`${appUrl}callback?*`);
    const code = readCallback(page.url(), begun);
    const { accessToken, refreshToken, expiresAt } = await exchangeCode({ clientId, accountsUrl, ...begun, code });
    await page.goto(appUrl);
    const items = () => page.evaluate(() => localStorage.length);
    const keep = (record: object) =>
      page.evaluate(
        (text) => localStorage.setItem('spotify-sdk:AuthorizationCodeWithPKCEStrategy:token', text),
        JSON.stringify(record),
      );

    await keep({ access_token: accessToken, expires: expiresAt });
    expect(await call('start')).toBe('signed_out');
    expect(await items()).toBe(0);

    await keep({ access_token: accessToken, refresh_token: refreshToken, expires: expiresAt });
    expect(await call('start')).toBe('signed_in');
    expect(await items()).toBe(0);
    await page.reload();
    expect(await call('start')).toBe('signed_in');
  },
};

test('every snippet for the browser has a driver, and every driver a snippet', () => {
  expect(snippets.map(({ name }) => name).sort()).toEqual(Object.keys(drivers).sort());
});

test.each(snippets)('$name does what it says', async (snippet) => {
  const ran = await runBrowserSnippet(snippet, browser, drivers[snippet.name] ?? (async () => {}));
  expect(ran).toEqual({ unused: [], complaints: [] });
});

test('a snippet whose export nobody calls, and one that breaks, is found out', async () => {
  const code = "export const used = () => console.error('broken');\nconst forgotten = () => 1;";
  const [snippet] = snippetsOfMarkdown('docs/wrong.md', `# Wrong\n\`\`\`ts browser\n${code}\n\`\`\`\n`).snippets;
  const ran = await runBrowserSnippet(snippet!, browser, async ({ call }) => void (await call('used')));
  expect(ran).toEqual({ unused: ['forgotten'], complaints: ['The console has an error: broken'] });
});

test('a component that nothing renders is found out', async () => {
  const code = 'function Used() {\n  return <p />;\n}\nfunction Forgotten() {\n  return <Used />;\n}';
  const [snippet] = snippetsOfMarkdown('docs/wrong.md', `# Wrong\n\`\`\`tsx browser\n${code}\n\`\`\`\n`).snippets;
  const ran = await runBrowserSnippet(snippet!, browser, async () => {});
  expect(ran).toEqual({ unused: ['Forgotten'], complaints: [] });
});
