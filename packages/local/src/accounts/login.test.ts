import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { authorizeUrl, openBrowser, type Seen, textOf } from './browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

test.each([
  ['the user name', 'ben'],
  ['the e-mail address', 'ben@example.test'],
  ['another case', ' Ben '],
])('signs in by %s and the password', async (_, username) => {
  const browser = openBrowser();
  const page = await browser.submit(await browser.visit(authorizeUrl(local)), 'login-form', { username, password: 'ben-password' });
  expect(textOf(page, 'consent-user')).toBe('Ben Αλεξίου');
  expect(local.journal.entries({ decision: 'signed_in' })).toMatchObject([{ userId: 'ben', status: 303 }]);
});

test('offers every user as a button', async () => {
  const page = await openBrowser().visit(authorizeUrl(local));
  for (const user of local.users) expect(page.text).toContain(`data-testid="login-user-${user.id}"`);
});

test.each([
  ['a wrong password', { username: 'ada', password: 'ben-password' }],
  ['an unknown user', { username: 'nobody', password: 'ada-password' }],
  ['no password', { username: 'ada', password: '' }],
  ['a user button for nobody', { user: 'nobody' }],
])('does not sign in with %s, says so and can be tried again', async (_, values) => {
  const browser = openBrowser();
  const page = await browser.submit(await browser.visit(authorizeUrl(local)), 'login-form', values);
  expect(page.status).toBe(400);
  expect(textOf(page, 'login-error')).toBe('This user name and password do not belong together.');
  expect(local.journal.entries().at(-1)).toMatchObject({ decision: 'login_refused', status: 400 });
  const next = await browser.submit(page, 'login-form', { username: 'ada', password: 'ada-password' });
  expect(textOf(next, 'consent-user')).toBe('Ada Lindqvist');
});

describe('the form', () => {
  test('is not taken from another site', async () => {
    const browser = openBrowser();
    const page = await browser.visit(authorizeUrl(local));
    const forged: Seen[] = [
      await browser.submit(page, 'login-user-ada', { csrf: '' }),
      await browser.submit(page, 'login-user-ada', { csrf: 'A'.repeat(43) }),
      await openBrowser().submit(page, 'login-user-ada'),
    ];
    expect(forged.map((seen) => seen.status)).toEqual([403, 403, 403]);
    expect(local.journal.count({ decision: 'signed_in' })).toBe(0);
  });

  test.each([
    ['https://evil.example/authorize?x', '/'],
    ['//evil.example/authorize', '/'],
    ['/\\evil.example/authorize', '/'],
    ['javascript:alert(1)', '/'],
    ['/_local/reset', '/'],
    ['http://[', '/'],
    ['/authorize?client_id=x', '/authorize?client_id=x'],
  ])('leads to %s only if that is ours', async (continueTo, expected) => {
    const browser = openBrowser();
    const page = await browser.visit(`${local.accountsUrl}/en/login`);
    const csrf = /name="csrf" value="([^"]*)"/u.exec(page.text)?.[1] ?? '';
    const response = await fetch(`${local.accountsUrl}/en/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; ') },
      body: new URLSearchParams({ csrf, user: 'ada', continue: continueTo }),
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, expected]);
  });
});

describe('the cookies', () => {
  test('are HttpOnly and SameSite=Lax', async () => {
    const browser = openBrowser();
    const page = await browser.visit(authorizeUrl(local));
    for (const cookie of page.headers.getSetCookie()) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/u);
    expect(page.headers.getSetCookie()).toHaveLength(1);
  });

  test('are new with each login, so that a planted one is worth nothing', async () => {
    const name = `spixie_local_${new URL(local.accountsUrl).port}`;
    const browser = openBrowser();
    browser.cookies.set(name, 'planted');
    await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
    const first = browser.cookies.get(name);
    expect(first).not.toBe('planted');
    await browser.submit(await browser.visit(`${local.accountsUrl}/en/login`), 'login-user-ada');
    expect(browser.cookies.get(name)).not.toBe(first);
    const attacker = openBrowser();
    for (const value of ['planted', first ?? '']) {
      attacker.cookies.set(name, value);
      expect((await attacker.visit(authorizeUrl(local))).text).toContain('login-form');
    }
  });
});
