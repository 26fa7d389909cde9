import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Passport } from 'passport';
import { Strategy } from 'passport-spotify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scopes, signInOnPages } from './sign-in.js';
import { refreshes } from './token-requests.js';

interface SignedIn {
  id: string;
  photos: unknown;
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

/** What its class hides: the refresh that passport-oauth2-refresh and its like call. */
interface TokenClient {
  _oauth2: {
    getOAuthAccessToken(
      token: string,
      parameters: { grant_type: 'refresh_token' },
      done: (error: unknown, accessToken?: string, refreshToken?: string) => void,
    ): void;
  };
}

let local: LocalSpotify;
let server: Server;
let appUrl: string;
let strategy: Strategy;
let users: SignedIn[];

beforeAll(async () => {
  local = await createLocalSpotify();
  const app = express();
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // The local Spotify's app has `http://127.0.0.1/callback`, which takes any port.
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const passport = new Passport();
  strategy = new Strategy(
    {
      clientID: local.clientId,
      clientSecret: local.clientSecret,
      callbackURL: `${appUrl}/callback`,
      authorizationURL: `${local.accountsUrl}/authorize`,
      tokenURL: `${local.accountsUrl}/api/token`,
      userProfileURL: `${local.apiUrl}/me`,
    },
    (accessToken, refreshToken, expiresIn, { id, photos }, done) =>
      done(null, { id, photos, accessToken, refreshToken, expiresIn }),
  );
  passport.use(strategy);
  app.get('/login', passport.authenticate('spotify', { scope: scopes, state: 'state-1', session: false }));
  app.get('/callback', passport.authenticate('spotify', { session: false }), (request, response) => {
    users.push(request.user as SignedIn);
    response.send('Signed in');
  });
  app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    const { oauthError } = error as { oauthError?: { data?: string } };
    response.status(500).send(oauthError?.data ?? `${error.name}: ${error.message}`);
  });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await local.close();
});
beforeEach(() => {
  local.reset();
  users = [];
});

async function begin(): Promise<string> {
  const answer = await fetch(`${appUrl}/login`, { redirect: 'manual' });
  return answer.headers.get('location')!;
}

async function signIn(): Promise<SignedIn> {
  const answer = await fetch(await signInOnPages(local, await begin()));
  expect([answer.status, await answer.text()]).toEqual([200, 'Signed in']);
  return users.at(-1)!;
}

const refresh = (token: string) =>
  new Promise<{ accessToken: string | undefined; refreshToken: string | undefined }>((resolve, reject) => {
    (strategy as unknown as TokenClient)._oauth2.getOAuthAccessToken(
      token,
      { grant_type: 'refresh_token' },
      (error, accessToken, refreshToken) => (error ? reject(error) : resolve({ accessToken, refreshToken })),
    );
  });
const me = (accessToken: string | undefined) =>
  fetch(`${local.apiUrl}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
const refusal = (error_description: string) => ({
  statusCode: 400,
  data: JSON.stringify({ error: 'invalid_grant', error_description }),
});

describe('passport-spotify in an Express app', () => {
  test('signs in and reads the profile', async () => {
    expect(await signIn()).toMatchObject({ id: 'ada', expiresIn: 3600 });
    expect(local.journal.entries({ grantType: 'authorization_code' })[0]?.body).toMatchObject({ client_secret: '[redacted]' });
  });

  test('its tokens refresh and stay where they are kept', async () => {
    const { refreshToken } = await signIn();
    const again = await refresh(refreshToken);
    expect(again.refreshToken).toBeUndefined();
    expect((await me(again.accessToken)).status).toBe(200);
    await refresh(refreshToken);
    expect(refreshes(local)).toEqual([['refreshed'], ['refreshed']]);
  });

  test('its tokens refresh and change where they rotate', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const { refreshToken } = await signIn();
    const again = await refresh(refreshToken);
    await refresh(again.refreshToken!);
    await expect(refresh(refreshToken)).rejects.toMatchObject(refusal('Refresh token revoked'));
  });

  // https://github.com/JMPerez/passport-spotify/issues/1: what an app sees after an hour.
  test('is told in the old words that the access token expired', async () => {
    local.settings.update({ unauthorizedBody: 'classic' });
    const { accessToken } = await signIn();
    local.clock.advance({ hours: 1 });
    expect(await (await me(accessToken)).json()).toEqual({ error: { status: 401, message: 'The access token expired' } });
  });

  test('is told that the refresh token is revoked', async () => {
    const { refreshToken } = await signIn();
    local.tokens.revokeGrants();
    await expect(refresh(refreshToken)).rejects.toMatchObject(refusal('Refresh token revoked'));
  });

  test('refuses a sign-in that the user declined, and one with a code that is not good', async () => {
    expect((await fetch(await signInOnPages(local, await begin(), 'cancel'))).status).toBe(401);
    const answer = await fetch(`${appUrl}/callback?code=no-such-code&state=state-1`);
    expect([answer.status, await answer.text()]).toEqual([500, 'TokenError: Invalid authorization code']);
    expect(users).toEqual([]);
  });
});
