import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { authorizeUrl, type Browser, openBrowser, type Seen, textOf } from './browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());

describe.each([false, true])('with strict: %s', (strict) => {
  beforeEach(() => {
    local.reset();
    local.settings.update({ strict });
    local.clock.freeze();
  });

  async function tryPassword(username: string, password: string, browser: Browser = openBrowser()): Promise<Seen> {
    return browser.submit(await browser.visit(authorizeUrl(local)), 'login-form', { username, password });
  }

  async function failFiveTimes(username: string): Promise<void> {
    for (let count = 0; count < 5; count += 1) expect((await tryPassword(username, 'wrong')).status).toBe(400);
  }

  test('after five failures an account has to wait, by whichever name and from whichever browser, the right password included', async () => {
    await failFiveTimes('ada');
    const page = await tryPassword(' ADA@example.test', 'ada-password');
    expect([page.status, textOf(page, 'error-title'), page.headers.get('retry-after')]).toEqual([429, 'Too many attempts', '300']);
    expect(textOf(page, 'error-hint')).toContain('5 min');
    expect(local.journal.entries().at(-1)).toMatchObject({ decision: 'login_refused', reason: 'Too many attempts', status: 429 });
    expect((await tryPassword('ben', 'ben-password')).text).toContain('consent-agree');
    expect(local.journal.entries().filter((entry) => entry.userId === 'ada')).toEqual([]);
  });

  test('an account that there is not waits just the same, so that nobody learns which there are', async () => {
    await failFiveTimes('nobody');
    expect((await tryPassword('nobody', 'x')).status).toBe(429);
  });

  test('five minutes of the clock later it may try again', async () => {
    await failFiveTimes('ada');
    local.clock.advance({ minutes: 5, seconds: -1 });
    expect((await tryPassword('ada', 'ada-password')).status).toBe(429);
    local.clock.advance({ seconds: 1 });
    expect((await tryPassword('ada', 'ada-password')).text).toContain('consent-agree');
  });

  test('the right password in between forgets the failures of the account', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 4; count += 1) await tryPassword('ada', 'wrong');
      expect((await tryPassword('ada', 'ada-password')).text).toContain('consent-agree');
    }
  });

  test('a browser has to wait after five failures, whoever it tries, and signing in to another account does not help', async () => {
    const browser = openBrowser();
    for (const name of ['a', 'b', 'ada', 'ben']) await tryPassword(name, 'wrong', browser);
    expect((await tryPassword('chioma', 'chioma-password', browser)).text).toContain('consent-agree');
    const other = openBrowser();
    for (const [name, value] of browser.cookies) if (name.endsWith('_browser')) other.cookies.set(name, value);
    expect((await tryPassword('c', 'wrong', other)).status).toBe(400);
    expect((await tryPassword('ada', 'ada-password', other)).status).toBe(429);
  });

  test('the buttons always sign in, and clear nothing', async () => {
    await failFiveTimes('ada');
    const browser = openBrowser();
    const page = await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
    expect(textOf(page, 'consent-user')).toBe('Ada Lindqvist');
    expect((await tryPassword('ada', 'ada-password')).status).toBe(429);
  });

  test('a reset forgets all', async () => {
    await failFiveTimes('ada');
    local.reset();
    expect((await tryPassword('ada', 'ada-password')).text).toContain('consent-agree');
  });
});
