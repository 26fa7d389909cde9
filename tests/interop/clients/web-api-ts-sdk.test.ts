import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
// Its token requests know the global fetch only, whatever `fetch` its configuration names.
import '@spixie/local/rewrite-fetch';
import { GenericCache, SpotifyApi } from '@spotify/web-api-ts-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { redirectUri, scopes, signInOnPages } from './sign-in.js';
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

const tokenKey = 'spotify-sdk:AuthorizationCodeWithPKCEStrategy:token';

/** The SDK on a page: what it reads of `window` and `document`, a storage, and where it sent the browser. */
function openPage() {
  const items = new Map<string, string>();
  const store = {
    get: (key: string) => items.get(key) ?? null,
    set: (key: string, value: string) => void items.set(key, value),
    remove: (key: string) => void items.delete(key),
  };
  const location = { href: redirectUri, search: '' };
  const history = {
    replaceState: (_state: unknown, _title: string, url: string) =>
      Object.assign(location, { href: url, search: new URL(url).search }),
  };
  vi.stubGlobal('window', { location, history, crypto: globalThis.crypto });
  vi.stubGlobal('document', { title: '' });
  const sentTo: string[] = [];
  const sdk = SpotifyApi.withUserAuthorization(local.clientId, redirectUri, scopes, {
    cachingStrategy: new GenericCache(store),
    redirectionStrategy: { redirect: async (url) => void sentTo.push(String(url)), onReturnFromRedirect: async () => {} },
  });
  return {
    sdk,
    location,
    sentTo,
    stored: () => JSON.parse(items.get(tokenKey) ?? 'null') as Record<string, unknown> | null,
    /** The next call finds the token to be over: the SDK refreshes from two minutes before. */
    async runDown(): Promise<void> {
      items.set(tokenKey, JSON.stringify({ ...JSON.parse(items.get(tokenKey)!), expires: 1 }));
    },
    async signIn(): Promise<void> {
      await sdk.authenticate();
      await vi.waitFor(() => expect(sentTo).toHaveLength(1));
      const callback = await signInOnPages(local, sentTo.pop()!);
      Object.assign(location, { href: callback.href, search: callback.search });
      await sdk.authenticate();
    },
  };
}

describe('the official SDK on a page', () => {
  test('signs in with PKCE and calls /me', async () => {
    const page = openPage();
    await page.signIn();
    expect((await page.sdk.currentUser.profile()).id).toBe('ada');
    expect(page.location.href).toBe(redirectUri);
  });

  test('sends no state, and the journal says so', async () => {
    const page = openPage();
    await page.signIn();
    const [begun] = local.journal.entries({ path: '/authorize', decision: 'consent_asked' });
    expect(begun?.query).not.toHaveProperty('state');
    expect(begun?.deviations.join()).toContain('No state was sent');
  });

  test('refreshes where refresh tokens rotate, as often as it has to', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const page = openPage();
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
    const page = openPage();
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
    const page = openPage();
    await page.signIn();
    local.clock.advance({ hours: 1 });
    await expect(page.sdk.currentUser.profile()).rejects.toThrow('Bad or expired token');
    expect(refreshes(local)).toEqual([]);
  });

  test('prints that the refresh token is revoked, and sends the user to the login', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const page = openPage();
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
  const page = openPage();
  await page.signIn();
  const handed = { ...page.stored(), expires: 1 } as never;
  const sdk = SpotifyApi.withAccessToken(local.clientId, handed);
  expect((await sdk.currentUser.profile()).id).toBe('ada');
  expect(refreshes(local)).toEqual([['refreshed']]);
});
