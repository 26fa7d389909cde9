import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
// The official SDK's token requests know the global fetch only.
import '@spixie/local/rewrite-fetch';
import { AuthorizationCode } from 'simple-oauth2';
import { createSession, createSpotify, importTokenSet } from 'spixie';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openSdkPage } from './sdk-page.js';
import { codeFromPages, redirectUri, scopes } from './sign-in.js';
import { refreshes } from './token-requests.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
  vi.stubEnv('SPIXIE_LOCAL_URL', local.accountsUrl);
});
afterAll(() => local.close());
beforeEach(() => local.reset());
afterEach(() => vi.unstubAllGlobals());

/** Goes on with what another client stored, past the end of its access token. */
async function goOn(stored: string | object, clientSecret?: string): Promise<void> {
  const { clientId, accountsUrl, apiUrl, clock } = local;
  const { tokenSet, unknown } = importTokenSet(stored);
  expect(unknown).toEqual(['authorizedAt']);
  expect(tokenSet.scopes.toSorted()).toEqual(scopes.toSorted());
  const session = createSession({ clientId, clientSecret, accountsUrl, now: clock.now, tokenSet });
  const spotify = createSpotify({ session, apiUrl });

  expect((await spotify.me.profile()).id).toBe('ada');
  expect(refreshes(local)).toEqual([]);
  // Past two ends: the refresh token is still there after the first.
  for (const _ of [1, 2]) {
    clock.advance({ hours: 1 });
    expect((await spotify.me.profile()).id).toBe('ada');
  }
  expect(refreshes(local)).toEqual([['refreshed'], ['refreshed']]);
}

test('a user whom the official SDK signed in stays signed in', async () => {
  const page = openSdkPage(local);
  await page.signIn();
  await goOn(page.text() ?? '');
});

test('a user from whom the official SDK lost the refresh token is told apart', async () => {
  const page = openSdkPage(local);
  await page.signIn();
  await page.runDown();
  await page.sdk.currentUser.profile();
  expect(importTokenSet(page.text() ?? '').unknown).toContain('refreshToken');
});

test('a user whom simple-oauth2 signed in stays signed in', async () => {
  const { clientId: id, clientSecret: secret, accountsUrl: tokenHost } = local;
  const auth = { tokenHost, tokenPath: '/api/token', authorizePath: '/authorize' };
  const client = new AuthorizationCode({ client: { id, secret }, auth });
  const code = await codeFromPages(local, client.authorizeURL({ redirect_uri: redirectUri, scope: scopes, state: 'state-1' }));
  await goOn(JSON.stringify(await client.getToken({ code, redirect_uri: redirectUri })), secret);
});
