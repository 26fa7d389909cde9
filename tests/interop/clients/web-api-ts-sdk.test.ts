import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
// Its token requests know the global fetch only, whatever `fetch` its configuration names.
import '@spixie/local/rewrite-fetch';
import { SpotifyApi } from '@spotify/web-api-ts-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSdkPage } from './sdk-page.js';
import { redirectUri } from './sign-in.js';
import { refreshes } from './token-requests.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
  vi.stubEnv('SPIXIE_LOCAL_URL', local.accountsUrl);
});
afterAll(() => local.close());
beforeEach(() => local.reset());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the official SDK on a page', () => {
  test('signs in with PKCE and calls /me', async () => {
    const page = openSdkPage(local);
    await page.signIn();
    expect((await page.sdk.currentUser.profile()).id).toBe('ada');
    expect(page.location.href).toBe(redirectUri);
  });

  test('sends no state, and the journal says so', async () => {
    const page = openSdkPage(local);
    await page.signIn();
    const [begun] = local.journal.entries({ path: '/authorize', decision: 'consent_asked' });
    expect(begun?.query).not.toHaveProperty('state');
    expect(begun?.deviations.join()).toContain('No state was sent');
  });

  test('refreshes where refresh tokens rotate, as often as it has to', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const page = openSdkPage(local);
    await page.signIn();
    for (const _ of [1, 2]) {
      await page.runDown();
      expect((await page.sdk.currentUser.profile()).id).toBe('ada');
    }
    expect(refreshes(local)).toEqual([['rotated'], ['rotated']]);
  });

  // Since mid-2026 a refresh brings no refresh token (https://github.com/hrkfdn/ncspot/issues/1861). The SDK stores the answer as it is.
  test('loses a refresh token that is kept: an hour later it sends "undefined", and then the user to the login', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const sent = vi.spyOn(globalThis, 'fetch');
    const page = openSdkPage(local);
    await page.signIn();
    await page.runDown();
    expect((await page.sdk.currentUser.profile()).id).toBe('ada');
    expect(page.stored()).not.toHaveProperty('refresh_token');
    await page.runDown();
    expect(await page.sdk.currentUser.profile()).toBeNull();
    expect(refreshes(local)).toEqual([['refreshed'], ['refused', 'Invalid refresh token']]);
    expect(String(sent.mock.calls.at(-1)?.[1]?.body)).toContain('refresh_token=undefined');
    expect(page.stored()).toBeNull();
    await vi.waitFor(() => expect(page.sentTo).toHaveLength(1));
  });

  test('does not renew a token that the Web API refuses', async () => {
    const page = openSdkPage(local);
    await page.signIn();
    local.clock.advance({ hours: 1 });
    await expect(page.sdk.currentUser.profile()).rejects.toThrow('Bad or expired token');
    expect(refreshes(local)).toEqual([]);
  });

  test('prints that the refresh token is revoked, and sends the user to the login', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const page = openSdkPage(local);
    await page.signIn();
    local.tokens.revokeGrants();
    await page.runDown();
    expect(await page.sdk.currentUser.profile()).toBeNull();
    expect(String(printed.mock.calls[0]?.[0])).toContain('"error_description":"Refresh token revoked"');
    await vi.waitFor(() => expect(page.sentTo).toHaveLength(1));
  });
});

test('the official SDK gets a token for the app itself, and calls with it', async () => {
  const sdk = SpotifyApi.withClientCredentials(local.clientId, local.clientSecret);
  const found = await sdk.search('a', ['artist']);
  expect(found.artists.items.length).toBeGreaterThan(0);
  expect(local.journal.count({ grantType: 'client_credentials', decision: 'token_issued' })).toBe(1);
  // It sends `scope=` with nothing in it.
  expect(local.journal.entries({ grantType: 'client_credentials' })[0]?.body).toMatchObject({ scope: '' });
});

test('the official SDK refreshes a token that a page handed on', async () => {
  const page = openSdkPage(local);
  await page.signIn();
  const handed = { ...page.stored(), expires: 1 } as never;
  const sdk = SpotifyApi.withAccessToken(local.clientId, handed);
  expect((await sdk.currentUser.profile()).id).toBe('ada');
  expect(refreshes(local)).toEqual([['refreshed']]);
});
