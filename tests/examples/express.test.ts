import { readFileSync } from 'node:fs';
import { createLocalSpotify, type LocalSpotify, type LocalUser } from '@spixie/local';
import { createAuthorizationUrl, createState, requestClientCredentials } from 'spixie';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { countSecrets, type ExpressApp, startExpressApp } from '../../examples/express/testing/express-app.js';
import { textOf } from '../../examples/express/testing/test-browser.js';

let local: LocalSpotify;
let app: ExpressApp;
// Friday, 15 January 2027, 08:00:00 UTC, and as far on as a test moves it.
let now: number;
let ada: LocalUser;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
  ada = local.users.find(({ id }) => id === 'ada')!;
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

test('sends the user to Spotify with the scopes of a playlist editor and show_dialog, with state and PKCE', async () => {
  const { status, location } = await app.openBrowser().get('/auth/sign-in');
  expect(status).toBe(303);
  expect(location).toContain(`${local.accountsUrl}/authorize?`);
  expect(Object.fromEntries(new URL(location).searchParams)).toEqual({
    response_type: 'code',
    client_id: local.clientId,
    redirect_uri: app.redirectUri,
    scope:
      'playlist-read-collaborative playlist-modify-public playlist-modify-private playlist-read-private user-library-read user-library-modify',
    show_dialog: 'true',
    state: expect.stringMatching(/^[\w-]{32}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  });
});

test('two visitors get two states', async () => {
  const states = await Promise.all(
    [app.openBrowser(), app.openBrowser()].map(async (browser) =>
      new URL((await browser.get('/auth/sign-in')).location).searchParams.get('state'),
    ),
  );
  expect(new Set(states).size).toBe(2);
});

test('exchanges the code with the secret as Basic credentials and with the code verifier', async () => {
  await app.openBrowser().signIn();
  const [exchange, ...others] = local.journal.entries({ path: '/api/token' });
  expect(others).toEqual([]);
  // Neither id nor secret is in the body or the query, and yet the client is known and has a secret: that was the header.
  expect(exchange).toMatchObject({ status: 200, clientId: local.clientId, query: {}, deviations: [], decision: 'token_issued' });
  expect(exchange?.body).toEqual({
    grant_type: 'authorization_code',
    code: '[redacted]',
    code_verifier: '[redacted]',
    redirect_uri: app.redirectUri,
  });
});

test('a wrong secret is the fault of the app’s owner, who reads about it in the log', async () => {
  const misconfigured = await startExpressApp(local, { clientSecret: 'f00d'.repeat(8) });
  const browser = misconfigured.openBrowser();
  const page = await browser.get((await browser.signIn()).location);
  await misconfigured.close();
  expect([page.status, textOf(page, 'message-title')]).toEqual([500, 'The app is not set up correctly']);
  expect(misconfigured.log).toEqual([expect.stringMatching(/^invalid_client: .* \(Invalid client secret\)/)]);
  expect(misconfigured.countSecrets()).toBe(0);
});

test('shows who is signed in, that their token is valid, its lifetime and what was granted', async () => {
  const browser = app.openBrowser();
  const callback = await browser.signIn();
  expect([callback.status, callback.location]).toEqual([303, `${app.appUrl}profile`]);
  const page = await browser.get('/profile');
  expect(page.status).toBe(200);
  expect(textOf(page, 'user-name')).toBe(ada.displayName);
  expect(textOf(page, 'user-id')).toBe('ada');
  expect(textOf(page, 'token-valid')).toBe(`Yes, and Spotify says that it is ${ada.displayName}’s.`);
  expect(textOf(page, 'token-lifetime')).toBe('3600 seconds, until 2027-01-15 09:00:00 UTC');
  expect(textOf(page, 'token-refreshed')).toBe('Not since you signed in');
  expect(textOf(page, 'token-scopes').split(' ').sort()).toEqual([
    'playlist-modify-private',
    'playlist-modify-public',
    'playlist-read-collaborative',
    'playlist-read-private',
    'user-library-modify',
    'user-library-read',
  ]);
  // Spotify was asked, and with this user's token: when they signed in, and for this page.
  expect(local.journal.entries({ path: '/v1/me' })).toMatchObject([
    { userId: 'ada', status: 200 },
    { userId: 'ada', status: 200 },
  ]);
});

test('says when the token is not valid any more, and a refresh mends it', async () => {
  const browser = app.openBrowser();
  await browser.signIn();
  local.tokens.expireAccessTokens();
  const before = await browser.get('/profile');
  expect(textOf(before, 'user-name')).toBe('Signed in');
  expect(textOf(before, 'token-valid')).toBe('No, Spotify does not take it any more. Refresh it.');
  // To look is not to refresh.
  expect(refreshes()).toHaveLength(0);
  await browser.post('/refresh');
  expect(textOf(await browser.get('/profile'), 'token-valid')).toBe(`Yes, and Spotify says that it is ${ada.displayName}’s.`);
});

test.each(['keep', 'rotate', 'rotate-with-reuse-detection'] as const)(
  'refreshes once for each press, in the mode %s',
  async (refreshMode) => {
    local.settings.update({ refreshMode });
    const browser = app.openBrowser();
    await browser.signIn();
    for (const press of [1, 2, 3]) {
      now += 60_000;
      const answer = await browser.post('/refresh');
      expect([answer.status, answer.location]).toEqual([303, `${app.appUrl}profile`]);
      expect(refreshes()).toHaveLength(press);
      const page = await browser.get('/profile');
      expect(textOf(page, 'token-refreshed')).toBe(`At 2027-01-15 08:0${press}:00 UTC`);
      expect(textOf(page, 'token-lifetime')).toBe(`3600 seconds, until 2027-01-15 09:0${press}:00 UTC`);
    }
    expect(refreshes()).toEqual(
      refreshes().map(() =>
        expect.objectContaining({
          decision: refreshMode === 'keep' ? 'refreshed' : 'rotated',
          clientId: local.clientId,
          query: {},
          body: { grant_type: 'refresh_token', refresh_token: '[redacted]' },
        }),
      ),
    );
  },
);

test('signing out forgets the session, also for who kept its cookie', async () => {
  const browser = app.openBrowser();
  await browser.signIn();
  const kept = browser.cookies();
  expect((await browser.post('/auth/sign-out')).location).toBe(`${app.appUrl}signed-out`);
  expect((await browser.get('/signed-out')).body).toContain('You are signed out');
  expect((await browser.get('/profile')).status).toBe(401);
  const again = await fetch(`${app.appUrl}profile`, { headers: { cookie: kept } });
  expect(again.status).toBe(401);
});

test('searches without a user, with one client-credentials token for every search', async () => {
  const browser = app.openBrowser();
  const before = await browser.get('/search');
  expect(before.status).toBe(200);
  expect(before.body).not.toContain('data-testid="search-results"');
  const [seeded] = (await browser.get('/search?q=the')).body.match(/<li>[^<]+/) ?? [];
  expect(seeded).toBeDefined();
  expect(local.journal.entries({ path: '/api/token' })).toMatchObject([{ grantType: 'client_credentials' }]);
  expect(local.journal.entries({ path: '/v1/search' }).map(({ userId }) => userId)).toEqual([undefined]);
  await browser.get('/search?q=the');
  expect(local.journal.count({ path: '/api/token' })).toBe(1);
  expect(browser.cookies()).toBe('');
});

test('the README quotes what asking for the implicit grant gets', () => {
  const readme = readFileSync(new URL('../../examples/express/README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  const options = { clientId: local.clientId, redirectUri: app.redirectUri, state: createState(), responseType: 'token' as never };
  let sentence = '';
  try {
    createAuthorizationUrl(options);
  } catch (error) {
    sentence = (error as Error).message;
  }
  expect(sentence).toMatch(/implicit grant/);
  expect(readme).toContain(sentence);
});

test('the search for secrets, which follows every test, finds tokens and secrets', async () => {
  const { clientId, clientSecret, accountsUrl } = local;
  const { accessToken } = await requestClientCredentials({ clientId, clientSecret, accountsUrl });
  for (const said of [accessToken, clientSecret, Buffer.from(`${clientId}:${clientSecret}`).toString('base64')]) {
    expect(countSecrets(`It is ${said}.`, clientSecret)).toBe(1);
  }
});
