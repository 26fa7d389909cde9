import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import {
  askForTokens,
  authorizeUrl,
  type Browser,
  callApi,
  getTokens,
  openBrowser,
  refresh,
  type Seen,
  signIn,
  textOf,
} from './browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function openAccount(user = 'ada', browser: Browser = openBrowser()): Promise<Seen> {
  const page = await browser.visit(`${local.accountsUrl}/account/apps`);
  return page.text.includes('login-form') ? browser.submit(page, `login-user-${user}`) : page;
}

test('asks to sign in first, and comes back', async () => {
  const page = await openAccount();
  expect([page.status, page.url]).toEqual([200, `${local.accountsUrl}/account/apps`]);
  expect(textOf(page, 'account-user')).toBe('Ada Lindqvist');
  expect(page.text).toContain('data-testid="account-empty"');
});

test('shows each app with its scopes in words, and since when', async () => {
  local.clock.set('2026-06-21T12:03:04Z');
  await signIn(local, { scope: 'user-read-email playlist-read-private' });
  await signIn(local, { scope: 'streaming' }, { user: 'ben' });
  const page = await openAccount();
  expect(page.text).toContain(`data-testid="account-app-${local.clientId}"`);
  expect(textOf(page, 'account-scope-user-read-email')).toBe('See your e-mail address');
  expect(textOf(page, 'account-scope-playlist-read-private')).toBe('See your private playlists');
  expect(page.text).not.toContain('account-scope-streaming');
  expect(page.text).toContain('<time datetime="2026-06-21T12:03:04.');
});

test('lists an app that was approved without the consent page as well', async () => {
  local.settings.update({ autoApprove: 'ada' });
  await getTokens(local, 'user-read-email');
  local.settings.update({ autoApprove: null });
  expect(textOf(await openAccount(), 'account-scope-user-read-email')).toBe('See your e-mail address');
});

test('in strict mode removing access ends the access tokens that the user gave, and no others', async () => {
  local.settings.update({ strict: true });
  const browser = openBrowser();
  const { accessToken, refreshToken } = await getTokens(local);
  const other = await getTokens(local, '', 'ben');
  const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
  const page = await browser.submit(await openAccount('ada', browser), `account-remove-${local.clientId}`);
  expect(textOf(page, 'account-status')).toContain('The access tokens that it held have ended.');
  expect((await callApi(local, '/me', accessToken)).status).toBe(401);
  expect((await refresh(local, refreshToken)).body['error']).toBe('invalid_grant');
  expect((await callApi(local, '/me', other.accessToken)).status).toBe(200);
  // Everyone's access, and still not the app's own.
  local.consents.withdraw({ clientId: local.clientId });
  expect((await callApi(local, '/me', other.accessToken)).status).toBe(401);
  expect((await callApi(local, '/search?q=a&type=track', String(body['access_token']))).status).toBe(200);
  expect(local.journal.entries({ decision: 'access_removed' })).toMatchObject([{ deviations: [] }]);
});

test('the journal tells that access tokens stayed good, where there were any', async () => {
  const browser = openBrowser();
  await getTokens(local);
  local.clock.advance({ hours: 2 });
  await browser.submit(await openAccount('ada', browser), `account-remove-${local.clientId}`);
  await getTokens(local);
  await browser.submit(await openAccount('ada', browser), `account-remove-${local.clientId}`);
  expect(local.journal.entries({ decision: 'access_removed' })).toMatchObject([
    { deviations: [] },
    { deviations: [expect.stringMatching(/^The access of an app was taken back, .* \(RFC 7009, section 2\.1\)$/u)] },
  ]);
});

test('removing access ends the refresh token, withdraws the consent and stands in the journal', async () => {
  const browser = openBrowser();
  const { accessToken, refreshToken } = await getTokens(local);
  const other = await getTokens(local, '', 'ben');
  const page = await browser.submit(await openAccount('ada', browser), `account-remove-${local.clientId}`);
  expect(textOf(page, 'account-status')).toContain('Spixie demo no longer has access.');
  expect(page.text).toContain('data-testid="account-empty"');
  expect((await refresh(local, refreshToken)).body).toEqual({
    error: 'invalid_grant',
    error_description: 'Refresh token revoked',
  });
  expect((await callApi(local, '/me', accessToken)).status).toBe(200);
  expect((await refresh(local, other.refreshToken)).status).toBe(200);
  expect(local.journal.entries({ decision: 'access_removed' })).toMatchObject([
    { userId: 'ada', clientId: local.clientId, reason: 'The consent was withdrawn and 1 of its grants revoked', status: 303 },
  ]);
  expect((await browser.visit(authorizeUrl(local))).text).toContain('consent-agree');
});

test('signing out ends the login, and a copy of its cookie is worth nothing', async () => {
  const browser = openBrowser();
  const page = await openAccount('ada', browser);
  const copy = new Map(browser.cookies);
  const after = await browser.submit(page, 'account-sign-out');
  expect(after.text).toContain('login-form');
  const thief = openBrowser();
  for (const [name, value] of copy) thief.cookies.set(name, value);
  expect((await thief.visit(`${local.accountsUrl}/account/apps`)).text).toContain('login-form');
  expect(local.journal.count({ decision: 'signed_out', userId: 'ada' })).toBe(1);
});

test('no form is taken from another site, another browser or another user', async () => {
  const browser = openBrowser();
  const { refreshToken } = await getTokens(local);
  const page = await openAccount('ada', browser);
  const remove = `account-remove-${local.clientId}`;
  const stranger = openBrowser();
  await openAccount('ada', stranger);
  const forged = [
    await browser.submit(page, remove, { csrf: '' }),
    await browser.submit(page, 'account-sign-out', { csrf: 'x'.repeat(43) }),
    await stranger.submit(page, remove),
  ];
  await browser.submit(await browser.visit(`${local.accountsUrl}/en/login`), 'login-user-ben');
  forged.push(await browser.submit(page, remove));
  expect(forged.map((seen) => seen.status)).toEqual([403, 403, 403, 403]);
  expect((await refresh(local, refreshToken)).status).toBe(200);
  expect(local.journal.count({ decision: 'access_removed' })).toBe(0);
});

test('an app that is gone meanwhile is told', async () => {
  const browser = openBrowser();
  await getTokens(local);
  const page = await openAccount('ada', browser);
  const gone = await browser.submit(page, `account-remove-${local.clientId}`, { client_id: 'gone' });
  expect([gone.status, textOf(gone, 'error-title')]).toEqual([404, 'There is no such app']);
});
