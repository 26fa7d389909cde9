import { createAuthorizationUrl, createState, exchangeCode, readCallback, refreshTokens, requestClientCredentials } from 'spixie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AuthorizationServer,
  confidentialClient,
  publicClient,
  redirectUri,
  scopes,
  startAuthorizationServer,
} from './authorization-server.js';
import { agree, returnWithCode, signIn } from './sign-in.js';

let server: AuthorizationServer;
beforeAll(async () => {
  server = await startAuthorizationServer({ rotateRefreshToken: true });
});
afterAll(() => server.close());

const { clientId } = confidentialClient;

test('signs a user in with a secret alone, and refreshes with it', async () => {
  const accountsUrl = server.issuer;
  const state = createState();
  const url = createAuthorizationUrl({ clientId, redirectUri, scopes, state, accountsUrl });
  const code = readCallback(await agree(url, 'ben'), { state, issuer: accountsUrl });
  const tokenSet = await exchangeCode({ ...confidentialClient, code, redirectUri, accountsUrl });
  expect(await server.ownerOf(tokenSet.accessToken)).toBe('ben');
  const next = await refreshTokens({ ...confidentialClient, tokenSet, accountsUrl });
  expect(await server.ownerOf(next.accessToken)).toBe('ben');
  expect(next.scopes).toEqual(scopes);
});

test('signs a user in with a secret and PKCE, and refreshes with the secret', async () => {
  const tokenSet = await signIn(server, confidentialClient);
  expect(await server.ownerOf(tokenSet.accessToken)).toBe('ada');
  const next = await refreshTokens({ ...confidentialClient, tokenSet, accountsUrl: server.issuer });
  expect(await server.ownerOf(next.accessToken)).toBe('ada');
});

test('gets a token for the app itself', async () => {
  const tokenSet = await requestClientCredentials({ ...confidentialClient, accountsUrl: server.issuer });
  expect(await server.ownerOf(tokenSet.accessToken)).toBe(clientId);
  expect(Object.keys(tokenSet).sort()).toEqual(['accessToken', 'expiresAt', 'issuedAt', 'scopes']);
});

test('tells that the secret is wrong, and does not repeat it', async () => {
  const wrong = { clientId, clientSecret: 'a-wrong-secret', accountsUrl: server.issuer };
  const error = await requestClientCredentials(wrong).catch((thrown: unknown) => thrown);
  // RFC 6749 §5.2: 401, because it came in the Authorization header. Spotify says 400.
  expect(error).toMatchObject({ name: 'SpotifyError', code: 'invalid_client', action: 'fix_config', status: 401 });
  expect(String(error) + JSON.stringify(error)).not.toContain('a-wrong-secret');
});

test('tells that a refresh needs the secret', async () => {
  const tokenSet = await signIn(server, confidentialClient);
  const refresh = refreshTokens({ clientId, tokenSet, accountsUrl: server.issuer });
  await expect(refresh).rejects.toMatchObject({ code: 'invalid_client', action: 'fix_config' });
});

test('tells that a code of another client is no good', async () => {
  const returned = await returnWithCode(server, publicClient.clientId);
  const exchange = exchangeCode({ ...confidentialClient, ...returned, redirectUri, accountsUrl: server.issuer });
  await expect(exchange).rejects.toMatchObject({ code: 'invalid_grant', action: 'reauthorize' });
});

test('tells that the client may not use client credentials', async () => {
  const request = requestClientCredentials({ ...publicClient, clientSecret: 'none', accountsUrl: server.issuer });
  await expect(request).rejects.toMatchObject({ code: 'invalid_client', action: 'fix_config' });
});
