import type { Browser, BrowserContext, Cookie, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { launchChromium } from '../../e2e/chromium.js';
import { startApp, type TestedApp } from './app.js';

// On a machine that is busy with other tests a page takes its time.
vi.setConfig({ testTimeout: 60_000 });

let app: TestedApp;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp('http', '127.0.0.1'), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
beforeEach(async () => {
  app.reset();
  context = await browser.newContext();
  context.setDefaultTimeout(15_000);
});
afterEach(() => context.close());

async function open(path = '/', at = context): Promise<Page> {
  const page = await at.newPage();
  await page.goto(app.origin + path);
  return page;
}

const who = (page: Page): Promise<string> => page.getByTestId('who').innerText();

async function signIn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-agree').click();
  await page.waitForURL(`${app.origin}/library`);
}

/** Signs in where Spotify knows the browser, and asks nothing. */
async function signInAtOnce(...pages: Page[]): Promise<void> {
  app.local.settings.update({ autoApprove: 'ada' });
  for (const page of pages) await page.goto(`${app.origin}/auth/sign-in?returnTo=/library`);
}

/** Those of the app: the local Spotify is at another port of the same host, and has its own. */
async function cookiesOf(at = context): Promise<Cookie[]> {
  return (await at.cookies(app.origin)).filter(({ name }) => !name.startsWith('spixie_local'));
}

/** What a script of the page gets from one of the handler's routes. */
async function ask(page: Page, path: string, init: RequestInit = {}): Promise<[number, string]> {
  return page.evaluate(
    async ([url, sent]) => {
      const response = await fetch(url, { ...sent, headers: { ...sent.headers, 'x-spixie': '1' } });
      return [response.status, await response.text()] as [number, string];
    },
    [path, init] as const,
  );
}

const statusOf = async (page: Page): Promise<unknown> => JSON.parse((await ask(page, '/auth/session'))[1]);

test('a user signs in, ends where the link said, and no script of the page sees a token or the ticket', async () => {
  const page = await open();
  expect(await who(page)).toBe('nobody');
  await signIn(page);
  expect([page.url(), await who(page)]).toEqual([`${app.origin}/library`, 'Ada Lindqvist']);
  expect(await statusOf(page)).toMatchObject({ status: 'signed_in', user: { name: 'ada' }, scopes: ['user-read-private'] });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const cookies = await cookiesOf();
  expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
    [`${new URL(app.origin).port}-spixie`, true, 'Lax'],
  ]);
});

test('who says no ends on a page of the app with a code, and can sign in after that', async () => {
  const page = await open();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-cancel').click();
  await page.waitForURL(`${app.origin}/?error=access_denied`);
  expect([await who(page), await cookiesOf()]).toEqual(['nobody', []]);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByTestId('consent-agree').click();
  await page.waitForURL(`${app.origin}/library`);
  expect(await who(page)).toBe('Ada Lindqvist');
});

test('two tabs that sign in at the same time both succeed, whichever ends first', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  for (const page of [first, second]) await page.getByRole('link', { name: 'Sign in' }).click();
  for (const page of [first, second]) await page.getByTestId('login-user-ada').click();
  await first.getByTestId('consent-agree').waitFor();
  for (const page of [second, first]) {
    await page.getByTestId('consent-agree').click();
    await page.waitForURL(`${app.origin}/library`);
    expect(await who(page)).toBe('Ada Lindqvist');
  }
  // One ticket, and no sign-in left over.
  expect(await cookiesOf()).toHaveLength(1);
});

test('a session ends that nobody used for a month, and one that was used every day after half a year', async () => {
  const page = await open();
  await signInAtOnce(page);
  app.local.clock.advance({ days: 29 });
  await page.reload();
  expect(await who(page)).toBe('Ada Lindqvist');
  app.local.clock.advance({ days: 31 });
  expect(await statusOf(page)).toEqual({ status: 'signed_out' });
  expect(await cookiesOf()).toEqual([]);

  app.reset({ lifetimeDays: 3, idleDays: 2 });
  await signInAtOnce(page);
  for (let day = 1; day < 3; day++) {
    app.local.clock.advance({ days: 1 });
    expect(await statusOf(page)).toMatchObject({ status: 'signed_in' });
  }
  app.local.clock.advance({ days: 1 });
  await page.reload();
  expect(await who(page)).toBe('nobody');
  expect((await ask(page, '/auth/api/me'))[0]).toBe(401);
});

test('a user signs out here, and stays signed in on another machine; then everywhere', async () => {
  const elsewhere = await browser.newContext();
  const [here, there] = [await open(), await open('/', elsewhere)];
  await signInAtOnce(here, there);
  await here.getByRole('button', { name: /sign-out$/ }).click();
  await here.waitForURL(`${app.origin}/`);
  await there.reload();
  expect([await who(here), await who(there)]).toEqual(['nobody', 'Ada Lindqvist']);

  await signInAtOnce(here);
  await here.getByRole('button', { name: /everywhere/ }).click();
  await here.waitForURL(`${app.origin}/`);
  expect(await statusOf(there)).toEqual({ status: 'signed_out' });
  await there.reload();
  expect([await who(here), await who(there), await cookiesOf(elsewhere)]).toEqual(['nobody', 'nobody', []]);
  await elsewhere.close();
});

test('a link asks for one more scope, and what needs it works from then on', async () => {
  const page = await open();
  await signIn(page);
  const [, list] = await ask(page, '/auth/api/me/playlists?limit=1');
  const { id } = (JSON.parse(list) as { items: [{ id: string }] }).items[0];
  const rename: RequestInit = {
    method: 'PUT',
    body: JSON.stringify({ name: 'Renamed by the page' }),
    headers: { 'content-type': 'application/json' },
  };
  expect((await ask(page, `/auth/api/playlists/${id}`, rename))[0]).toBe(403);
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByTestId('consent-agree').click();
  await page.waitForURL(`${app.origin}/`);
  expect(await statusOf(page)).toMatchObject({ scopes: expect.arrayContaining(['playlist-modify-public', 'user-read-private']) });
  expect((await ask(page, `/auth/api/playlists/${id}`, rename))[0]).toBe(200);
  expect((await ask(page, '/auth/api/me/playlists?limit=1'))[1]).toContain('Renamed by the page');
});

test('a script reads an answer of the Web API as it comes, with a token that was renewed meanwhile', async () => {
  const page = await open();
  await signInAtOnce(page);
  app.local.clock.advance({ hours: 2 });
  app.local.faults.add({ path: '/v1/me', effect: { bodyDelayMs: 200 } });
  const pieces = await page.evaluate(async () => {
    const reader = (await fetch('/auth/api/me', { headers: { 'x-spixie': '1' } })).body!.getReader();
    const texts: string[] = [];
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      texts.push(new TextDecoder().decode(piece.value));
    return texts;
  });
  expect(pieces.length).toBeGreaterThan(1);
  expect(JSON.parse(pieces.join(''))).toMatchObject({ id: 'ada' });
  expect(app.local.journal.count({ grantType: 'refresh_token' })).toBe(1);
});

test('a sign-in that begins at localhost ends at the address that Spotify knows', async () => {
  app.local.settings.update({ autoApprove: 'ada' });
  const page = await context.newPage();
  await page.goto(`http://localhost:${new URL(app.origin).port}/auth/sign-in?returnTo=/library`);
  expect([page.url(), await who(page)]).toEqual([`${app.origin}/library`, 'Ada Lindqvist']);
});
