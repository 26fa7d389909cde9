import { createCodeVerifier, exchangeCode, refreshTokens, type TokenSet } from 'spixie';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuthorizationServer, publicClient, redirectUri, scopes, startAuthorizationServer } from './authorization-server.js';
import { returnWithCode, signIn } from './sign-in.js';

const finished = { name: 'SpotifyError', code: 'invalid_grant', action: 'reauthorize', status: 400 };

describe.each([
  ['that rotates refresh tokens', true],
  ['that keeps refresh tokens', false],
])('at an authorization server %s', (_, rotateRefreshToken) => {
  let server: AuthorizationServer;
  beforeAll(async () => {
    server = await startAuthorizationServer({ rotateRefreshToken });
  });
  afterAll(() => server.close());

  const refresh = (tokenSet: Partial<TokenSet>) => refreshTokens({ ...publicClient, tokenSet, accountsUrl: server.issuer });

  test('signs a user in with PKCE', async () => {
    const tokenSet = await signIn(server, publicClient, { user: 'chioma' });
    expect(await server.ownerOf(tokenSet.accessToken)).toBe('chioma');
    expect(tokenSet.scopes).toEqual(scopes);
    expect(tokenSet.expiresAt - tokenSet.issuedAt).toBe(3_600_000);
    expect(tokenSet.authorizedAt).toBe(tokenSet.issuedAt);
    expect(typeof tokenSet.refreshToken).toBe('string');
  });

  test('tells that a code with a wrong verifier is no good', async () => {
    const { code } = await returnWithCode(server, publicClient.clientId);
    const exchange = exchangeCode({
      ...publicClient,
      code,
      codeVerifier: createCodeVerifier(),
      redirectUri,
      accountsUrl: server.issuer,
    });
    await expect(exchange).rejects.toMatchObject(finished);
  });

  test('tells that a code is good only once', async () => {
    const returned = await returnWithCode(server, publicClient.clientId);
    const exchange = () => exchangeCode({ ...publicClient, ...returned, redirectUri, accountsUrl: server.issuer });
    await exchange();
    await expect(exchange()).rejects.toMatchObject(finished);
  });

  test('tells that a code is good only for the redirect URI that it was asked for', async () => {
    const returned = await returnWithCode(server, publicClient.clientId);
    const exchange = exchangeCode({
      ...publicClient,
      ...returned,
      redirectUri: 'http://127.0.0.1:5173/another',
      accountsUrl: server.issuer,
    });
    await expect(exchange).rejects.toMatchObject(finished);
  });

  test('refreshes three times in a row, each time with what the last refresh brought', async () => {
    let tokenSet = await signIn(server, publicClient);
    const { authorizedAt, refreshToken: first } = tokenSet;
    const accessTokens = new Set([tokenSet.accessToken]);
    for (let round = 0; round < 3; round++) {
      tokenSet = await refresh(tokenSet);
      accessTokens.add(tokenSet.accessToken);
      expect(await server.ownerOf(tokenSet.accessToken)).toBe('ada');
      expect([tokenSet.scopes, tokenSet.authorizedAt]).toEqual([scopes, authorizedAt]);
    }
    expect(accessTokens.size).toBe(4);
    expect(tokenSet.refreshToken === first).toBe(!rotateRefreshToken);
  });

  test(
    rotateRefreshToken
      ? 'keeps the new refresh token, and the old one is refused'
      : 'refreshes with the first refresh token again and again',
    async () => {
      const old = await signIn(server, publicClient);
      const next = await refresh(old);
      expect(await server.ownerOf((await refresh(next)).accessToken)).toBe('ada');
      if (rotateRefreshToken) await expect(refresh(old)).rejects.toMatchObject(finished);
      else expect(await server.ownerOf((await refresh(old)).accessToken)).toBe('ada');
    },
  );

  test('tells that a refresh token which the server does not know is no good, and does not repeat it', async () => {
    const error = await refresh({ refreshToken: 'never-issued' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(finished);
    expect(String(error) + JSON.stringify(error)).not.toContain('never-issued');
  });
});
