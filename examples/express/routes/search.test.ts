import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ExpressApp, startExpressApp } from '../testing/express-app.js';
import { textOf } from '../testing/test-browser.js';

let local: LocalSpotify;
let app: ExpressApp;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  app = await startExpressApp(local);
});
afterEach(async () => {
  await app.close();
  expect(app.countSecrets()).toBe(0);
});
afterAll(() => local.close());

test('a search that finds nothing says so, and what was typed stays text', async () => {
  const page = await app.openBrowser().get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(textOf(page, 'search-nothing')).toBe('Nothing was found for “"><script>alert(1)</script>”.');
  expect(page.body).not.toContain('<script');
});

test('searches with an empty or missing text are not sent to Spotify, and very long ones are cut', async () => {
  const browser = app.openBrowser();
  for (const query of ['', '?q=', '?q=%20%20']) expect((await browser.get(`/search${query}`)).status).toBe(200);
  expect(local.journal.count()).toBe(0);
  expect((await browser.get(`/search?q=${'a'.repeat(5_000)}`)).status).toBe(200);
  expect(local.journal.entries({ path: '/v1/search' })).toMatchObject([{ query: { q: 'a'.repeat(100) } }]);
});

test('a rate limit that takes long is told, and Spotify is left alone until it is over', async () => {
  local.faults.add({ path: '/v1/search', times: 1, effect: { status: 429, headers: { 'retry-after': '60' }, body: '' } });
  const browser = app.openBrowser();
  for (const word of ['the', 'other']) {
    const page = await browser.get(`/search?q=${word}`);
    expect([page.status, textOf(page, 'message-title')]).toEqual([503, 'Spotify does not answer']);
  }
  expect(local.journal.count({ path: '/v1/search' })).toBe(1);
});
