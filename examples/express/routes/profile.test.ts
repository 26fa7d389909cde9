import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ExpressApp, startExpressApp } from '../testing/express-app.js';
import { textOf } from '../testing/test-browser.js';

let local: LocalSpotify;
let app: ExpressApp;
let now: number;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  now = 1_800_000_000_000;
  app = await startExpressApp(local, { now: () => now });
});
afterEach(async () => {
  await app.close();
  expect(app.countSecrets()).toBe(0);
});
afterAll(() => local.close());

const refreshes = () => local.journal.entries({ path: '/api/token', grantType: 'refresh_token' });

test('two presses at once are one refresh', async () => {
  const browser = app.openBrowser();
  await browser.signIn();
  local.faults.add({ grantType: 'refresh_token', effect: { delayMs: 1000 } });
  const answers = await Promise.all([browser.post('/refresh'), browser.post('/refresh')]);
  expect(answers.map(({ location }) => location)).toEqual([`${app.appUrl}profile`, `${app.appUrl}profile`]);
  expect(refreshes()).toHaveLength(1);
});

test('a token whose hour is over is refreshed by itself', async () => {
  const browser = app.openBrowser();
  await browser.signIn();
  now += 3_600_000;
  const page = await browser.get('/profile');
  expect(textOf(page, 'token-refreshed')).toBe('At 2027-01-15 09:00:00 UTC');
  expect(refreshes()).toHaveLength(1);
});

test('a refresh during an outage signs nobody out', async () => {
  const browser = app.openBrowser();
  await browser.signIn();
  local.faults.add({ grantType: 'refresh_token', times: 1, effect: { html: true } });
  const page = await browser.post('/refresh');
  expect([page.status, textOf(page, 'message-title')]).toEqual([503, 'Spotify does not answer']);
  expect(page.body).toContain('data-testid="to-profile"');
  // After a failure a session leaves Spotify alone for a second.
  now += 1_000;
  expect((await browser.post('/refresh')).location).toBe(`${app.appUrl}profile`);
});

test('a user who removed the app is told so, and is signed out', async () => {
  const browser = app.openBrowser();
  await browser.signIn();
  local.tokens.revokeGrants();
  for (const page of [await browser.post('/refresh'), await browser.get('/profile')]) {
    expect([page.status, textOf(page, 'message-title')]).toEqual([401, 'Spotify ended your session']);
    expect(page.body).toContain('data-testid="sign-in"');
    expect(page.body).not.toContain('data-testid="to-profile"');
  }
  expect((await browser.signIn()).location).toBe(`${app.appUrl}profile`);
});
