import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
// Its class for Spotify has the hosts written into it.
import '@spixie/local/rewrite-fetch';
import { CodeChallengeMethod, generateCodeVerifier, generateState, OAuth2Client, OAuth2RequestError, Spotify } from 'arctic';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { codeFromPages, redirectUri, scopes, signInOnPages } from './sign-in.js';
import { refreshes } from './token-requests.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
  vi.stubEnv('SPIXIE_LOCAL_URL', local.accountsUrl);
});
afterAll(() => local.close());
beforeEach(() => local.reset());

const me = (accessToken: string) => fetch(`${local.apiUrl}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
const refusal = (code: string, description: string) => expect.objectContaining({ code, description });

describe('arctic’s class for Spotify, with the fetch rewriter', () => {
  const signIn = async (secret: 'with a secret' | 'with PKCE', verifier = generateCodeVerifier()) => {
    const withPkce = secret === 'with PKCE';
    const spotify = new Spotify(local.clientId, withPkce ? null : local.clientSecret, redirectUri);
    const state = generateState();
    const url = spotify.createAuthorizationURL(state, withPkce ? verifier : null, scopes);
    const callback = await signInOnPages(local, url);
    expect(callback.searchParams.get('state')).toBe(state);
    const tokens = await spotify.validateAuthorizationCode(callback.searchParams.get('code')!, withPkce ? verifier : null);
    return { tokens, refresh: (token: string) => spotify.refreshAccessToken(token) };
  };

  test.each(['with a secret', 'with PKCE'] as const)('signs in %s and calls /me', async (secret) => {
    const { tokens } = await signIn(secret);
    expect(tokens.scopes()).toEqual(scopes);
    expect(await (await me(tokens.accessToken())).json()).toMatchObject({ id: 'ada' });
  });

  test.each(['with a secret', 'with PKCE'] as const)(
    'refreshes %s, and leaves it to the app to keep its refresh token',
    async (secret) => {
      const { tokens, refresh } = await signIn(secret);
      const again = await refresh(tokens.refreshToken());
      expect((await me(again.accessToken())).status).toBe(200);
      // An app that stores what `refreshToken()` gives has to ask `hasRefreshToken()` first: since mid-2026 there is none.
      expect(again.hasRefreshToken()).toBe(false);
      expect(() => again.refreshToken()).toThrow("'refresh_token'");
      expect(refreshes(local)).toEqual([['refreshed']]);
    },
  );

  test('gets a new refresh token where they rotate, and the old one is refused', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const { tokens, refresh } = await signIn('with PKCE');
    const again = await refresh(tokens.refreshToken());
    expect((await refresh(again.refreshToken())).hasRefreshToken()).toBe(true);
    await expect(refresh(tokens.refreshToken())).rejects.toThrow(refusal('invalid_grant', 'Refresh token revoked'));
    expect(refreshes(local)).toEqual([['rotated'], ['rotated'], ['refused', 'Refresh token revoked']]);
  });

  test('is told that a refresh token is revoked', async () => {
    const { tokens, refresh } = await signIn('with PKCE');
    local.tokens.revokeGrants();
    await expect(refresh(tokens.refreshToken())).rejects.toThrow(refusal('invalid_grant', 'Refresh token revoked'));
  });
});

describe('arctic’s general client, with the local endpoints', () => {
  const client = () => new OAuth2Client(local.clientId, null, redirectUri);
  const begin = (verifier: string) =>
    client().createAuthorizationURLWithPKCE(
      `${local.accountsUrl}/authorize`,
      'state-1',
      CodeChallengeMethod.S256,
      verifier,
      scopes,
    );

  test('signs in with PKCE, and the token is refused after its hour', async () => {
    const verifier = generateCodeVerifier();
    const code = await codeFromPages(local, begin(verifier));
    const tokens = await client().validateAuthorizationCode(`${local.accountsUrl}/api/token`, code, verifier);
    expect(await (await me(tokens.accessToken())).json()).toMatchObject({ id: 'ada' });
    local.clock.advance({ hours: 1 });
    expect((await me(tokens.accessToken())).status).toBe(401);
  });

  test('is told that the verifier was wrong', async () => {
    const code = await codeFromPages(local, begin(generateCodeVerifier()));
    const exchange = client().validateAuthorizationCode(`${local.accountsUrl}/api/token`, code, generateCodeVerifier());
    await expect(exchange).rejects.toThrow(OAuth2RequestError);
    await expect(exchange).rejects.toThrow(refusal('invalid_grant', 'code_verifier was incorrect'));
  });

  test('brings an app the user’s no', async () => {
    const callback = await signInOnPages(local, begin(generateCodeVerifier()), 'cancel');
    expect(Object.fromEntries(callback.searchParams)).toEqual({ error: 'access_denied', state: 'state-1' });
  });
});
