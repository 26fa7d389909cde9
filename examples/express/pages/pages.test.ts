import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify, type LocalUser } from '@spixie/local';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../../../tests/e2e/chromium.js';
import { type ExpressApp, startExpressApp } from '../testing/express-app.js';

let local: LocalSpotify;
let app: ExpressApp;
let chromium: Browser;
let context: BrowserContext;
let page: Page;
let ada: LocalUser;
let complaints: string[];

beforeAll(async () => {
  [local, chromium] = await Promise.all([createLocalSpotify(), launchChromium()]);
  ada = local.users.find(({ id }) => id === 'ada')!;
});
beforeEach(async () => {
  local.reset();
  app = await startExpressApp(local);
  context = await chromium.newContext();
  context.setDefaultTimeout(10_000);
  complaints = [];
  // A page that breaks its own content security policy says so here.
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await app.close();
  expect(complaints).toEqual([]);
  expect(app.countSecrets()).toBe(0);
});
afterAll(async () => {
  await chromium?.close();
  await local?.close();
});

const path = () => new URL(page.url()).pathname + new URL(page.url()).search;
const text = (testId: string) => page.getByTestId(testId).innerText();

async function signInAsAda(): Promise<void> {
  await page.goto(app.appUrl);
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-agree').click();
  await page.waitForURL(`${app.appUrl}profile`);
}

test('a user signs in with a password, agrees, refreshes and signs out', async () => {
  await page.goto(app.appUrl);
  await page.getByTestId('login-username').fill(ada.email);
  await page.getByTestId('login-password').fill(ada.password);
  await page.getByTestId('login-submit').click();
  expect(await page.locator('[data-testid^="consent-scope-"]').count()).toBe(6);
  await page.getByTestId('consent-agree').click();

  await page.waitForURL(`${app.appUrl}profile`);
  expect(await text('user-name')).toBe(ada.displayName);
  expect(await text('token-valid')).toContain(ada.displayName);
  expect(await text('token-refreshed')).toBe('Not since you signed in');
  // What a script of the page could read, were there one.
  expect(await page.evaluate('document.cookie')).toBe('');

  await page.getByTestId('refresh').click();
  await page.getByTestId('token-refreshed').filter({ hasText: 'UTC' }).waitFor();
  expect(await text('token-refreshed')).toMatch(/^At \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  expect(local.journal.count({ grantType: 'refresh_token', decision: 'refreshed' })).toBe(1);
  await page.reload();
  expect(local.journal.count({ grantType: 'refresh_token' })).toBe(1);

  await page.getByTestId('sign-out').click();
  expect(await text('message-title')).toBe('You are signed out');
  await page.goBack();
  expect(path()).toBe('/profile');
  expect(await text('message-title')).toBe('Nobody is signed in');
  complaints = complaints.filter((complaint) => !complaint.includes('status of 401'));
});

test('a user who cancels reads that this is fine, and the button tries again', async () => {
  await page.goto(app.appUrl);
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-cancel').click();
  expect(await text('message-title')).toBe('You did not sign in');
  expect(path()).toBe('/not-signed-in?error=access_denied');
  await page.getByTestId('sign-in').click();
  await page.getByTestId('consent-agree').click();
  expect(await text('user-name')).toBe(ada.displayName);
});

test('a callback from the history signs nobody in again and nobody out', async () => {
  const callbacks: string[] = [];
  page.on('request', (request) => request.url().startsWith(`${app.redirectUri}?`) && callbacks.push(request.url()));
  await signInAsAda();
  expect(callbacks).toHaveLength(1);
  await page.goto(callbacks[0]!);
  expect(await text('message-title')).toBe('This sign-in cannot be finished');
  await page.getByTestId('to-profile').click();
  expect(await text('user-name')).toBe(ada.displayName);
  expect(local.journal.count({ path: '/api/token' })).toBe(1);
  complaints = complaints.filter((complaint) => !complaint.includes('status of 400'));
});

test('two tabs sign in at the same time', async () => {
  const other = await context.newPage();
  await page.goto(app.appUrl);
  await other.goto(app.appUrl);
  await page.getByTestId('login-user-ada').click();
  await other.getByTestId('login-user-ada').click();
  for (const tab of [page, other]) {
    await tab.getByTestId('consent-agree').click();
    await tab.waitForURL(`${app.appUrl}profile`);
    expect(await tab.getByTestId('user-name').innerText()).toBe(ada.displayName);
  }
});

test('the user is asked each time, as show_dialog says, in capitals too', async () => {
  await signInAsAda();
  await page.goto(app.appUrl);
  expect(await page.getByTestId('consent-agree').isVisible()).toBe(true);
  const asked = page.url();
  expect(asked).toContain('show_dialog=true');
  await page.goto(asked.replace('show_dialog=true', 'show_dialog=TRUE'));
  expect(await page.getByTestId('consent-agree').isVisible()).toBe(true);
  await page.goto(asked.replace('show_dialog=true', 'show_dialog=false'));
  await page.waitForURL(`${app.appUrl}profile`);
});

test('a page on another port of this machine cannot sign the user out', async () => {
  const form = `<form method="post" action="${app.appUrl}auth/sign-out"><button>Win a prize</button></form>`;
  const evil = createServer((_, res) => res.setHeader('content-type', 'text/html').end(form)).listen(0, '127.0.0.1');
  await once(evil, 'listening');
  try {
    await signInAsAda();
    await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
    await page.getByRole('button').click();
    expect(await text('message-title')).toBe('This came from another site');
    await page.goto(`${app.appUrl}profile`);
    expect(await text('user-name')).toBe(ada.displayName);
  } finally {
    evil.closeAllConnections();
    evil.close();
  }
  complaints = complaints.filter((complaint) => !/status of 40[34]/.test(complaint));
});

test('somebody who is not signed in searches the catalogue, by keyboard', async () => {
  await page.goto(`${app.appUrl}search`);
  await page.getByLabel('A song, or who plays it').focus();
  await page.keyboard.type('the');
  await page.keyboard.press('Enter');
  await page.getByTestId('search-results').waitFor();
  expect(path()).toBe('/search?q=the');
  expect(await page.getByTestId('search-words').inputValue()).toBe('the');
  expect(await page.getByTestId('search-results').locator('li').count()).toBeGreaterThan(0);
});

test('no page is wider than a small phone', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAsAda();
  for (const route of ['profile', 'search?q=the', 'not-signed-in?error=access_denied', 'signed-out']) {
    await page.goto(app.appUrl + route);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  }
});
