import { createClientCredentials, createSession, refreshTokens } from 'spixie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuthorizationServer, confidentialClient, publicClient, startAuthorizationServer } from './authorization-server.js';
import { signIn } from './sign-in.js';

const hour = 3_600_000;

describe.each([
  ['that rotates refresh tokens', true],
  ['that keeps refresh tokens', false],
])('at an authorization server %s', (_, rotateRefreshToken) => {
  let server: AuthorizationServer;
  let time: number;
  const now = () => time;
  beforeEach(async () => {
    server = await startAuthorizationServer({ rotateRefreshToken });
    time = Date.now();
  });
  afterEach(() => server.close());

  const twenty = <Result>(call: () => Promise<Result>) => Promise.all(Array.from({ length: 20 }, call));

  test.each([
    ['public', publicClient],
    ['confidential', confidentialClient],
  ])('a session of a %s client refreshes once for twenty callers at each expiry', async (_kind, client) => {
    const tokenSet = await signIn(server, client, { now });
    const session = createSession({ ...client, accountsUrl: server.issuer, tokenSet, now });
    const seen = new Set(await twenty(() => session.getAccessToken()));
    expect(server.granted).toEqual(['authorization_code']);

    for (let expiry = 1; expiry <= 3; expiry++) {
      time += hour;
      const given = new Set(await twenty(() => session.getAccessToken()));
      expect(given.size).toBe(1);
      for (const accessToken of given) {
        expect(seen.has(accessToken)).toBe(false);
        expect(await server.ownerOf(accessToken)).toBe('ada');
        seen.add(accessToken);
      }
      expect(server.granted).toEqual(['authorization_code', ...Array.from({ length: expiry }, () => 'refresh_token')]);
    }
    expect(server.refused).toEqual([]);
    expect(await session.getState()).toMatchObject({ status: 'signed_in', authorizedAt: tokenSet.authorizedAt });
  });

  test('client credentials are asked for once for twenty callers at each expiry', async () => {
    const source = createClientCredentials({ ...confidentialClient, accountsUrl: server.issuer, now });
    for (let expiry = 1; expiry <= 3; expiry++) {
      const given = new Set(await twenty(() => source.getAccessToken()));
      expect(given.size).toBe(1);
      for (const accessToken of given) expect(await server.ownerOf(accessToken)).toBe(confidentialClient.clientId);
      expect(server.granted).toEqual(Array.from({ length: expiry }, () => 'client_credentials'));
      time += hour;
    }
  });

  test('a session whose refresh token another program used up asks the user to sign in, and works after that', async () => {
    const tokenSet = await signIn(server, publicClient, { now });
    const session = createSession({ ...publicClient, accountsUrl: server.issuer, tokenSet, now });
    await refreshTokens({ ...publicClient, accountsUrl: server.issuer, tokenSet });
    time += hour;
    if (rotateRefreshToken) {
      await expect(session.getAccessToken()).rejects.toMatchObject({ code: 'reauthorization_required', reason: 'revoked' });
      expect(await session.getState()).toEqual({ status: 'reauthorization_required', reason: 'revoked' });
      await session.signIn(await signIn(server, publicClient, { user: 'ben', now }));
    }
    expect(await server.ownerOf(await session.getAccessToken())).toBe(rotateRefreshToken ? 'ben' : 'ada');
  });
});
