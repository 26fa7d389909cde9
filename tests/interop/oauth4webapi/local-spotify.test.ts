import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUserAgent } from '../user-agent.js';
import { overLoopback, referenceAuthorizationUrl, referenceServer } from './reference-client.js';

const redirectUri = 'http://127.0.0.1:5173/callback';
const scopes = ['user-read-private', 'user-read-email'];

let local: LocalSpotify;
let as: oauth.AuthorizationServer;
let client: oauth.Client;
let withSecret: oauth.ClientAuth;
beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
  as = referenceServer(local.accountsUrl);
  client = { client_id: local.clientId };
  withSecret = oauth.ClientSecretBasic(local.clientSecret);
});
afterAll(() => local.close());
beforeEach(() => local.reset());

/** A sign-in that oauth4webapi began. Without a verifier it does without PKCE. */
async function begin(codeVerifier?: string): Promise<{ url: string; state: string }> {
  const state = oauth.generateRandomState();
  const asked = { clientId: local.clientId, redirectUri, scopes, state, ...(codeVerifier !== undefined && { codeVerifier }) };
  return { url: await referenceAuthorizationUrl(as, asked), state };
}

/** What came back of it, as oauth4webapi accepts it. */
async function comeBack(codeVerifier?: string): Promise<URLSearchParams> {
  const { url, state } = await begin(codeVerifier);
  return oauth.validateAuthResponse(as, client, new URL((await createUserAgent().visit(url)).url), state);
}

async function exchange(
  authentication: oauth.ClientAuth,
  callback: URLSearchParams,
  codeVerifier: string | typeof oauth.nopkce,
): Promise<oauth.TokenEndpointResponse> {
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    authentication,
    callback,
    redirectUri,
    codeVerifier,
    overLoopback,
  );
  return oauth.processAuthorizationCodeResponse(as, client, answer);
}

async function refresh(authentication: oauth.ClientAuth, refreshToken: string | undefined): Promise<oauth.TokenEndpointResponse> {
  const answer = await oauth.refreshTokenGrantRequest(as, client, authentication, refreshToken!, overLoopback);
  return oauth.processRefreshTokenResponse(as, client, answer);
}

async function userOf({ access_token }: oauth.TokenEndpointResponse): Promise<unknown> {
  const url = new URL(`${local.apiUrl}/me`);
  const answer = await oauth.protectedResourceRequest(access_token, 'GET', url, undefined, undefined, overLoopback);
  return ((await answer.json()) as { id: unknown }).id;
}

const refusal = (error: string, error_description: string) =>
  expect.objectContaining({ name: 'ResponseBodyError', status: 400, error, error_description });

describe.each<[string, { withPkce: boolean; authentication: () => oauth.ClientAuth }]>([
  ['as a public client with PKCE', { withPkce: true, authentication: () => oauth.None() }],
  ['with a secret', { withPkce: false, authentication: () => withSecret }],
  ['with a secret and PKCE', { withPkce: true, authentication: () => withSecret }],
  ['with a secret in the body', { withPkce: false, authentication: () => oauth.ClientSecretPost(local.clientSecret) }],
])('oauth4webapi %s', (_, { withPkce, authentication }) => {
  const signIn = async () => {
    const codeVerifier = withPkce ? oauth.generateRandomCodeVerifier() : undefined;
    return exchange(authentication(), await comeBack(codeVerifier), codeVerifier ?? oauth.nopkce);
  };

  test('signs a user in', async () => {
    const tokens = await signIn();
    expect([tokens.token_type, tokens.expires_in, tokens.scope]).toEqual(['bearer', 3600, scopes.join(' ')]);
    expect(await userOf(tokens)).toBe('ada');
  });

  test('refreshes with the same refresh token again and again', async () => {
    const { refresh_token } = await signIn();
    for (let round = 0; round < 2; round++) {
      const next = await refresh(authentication(), refresh_token);
      expect('refresh_token' in next).toBe(false);
      expect(await userOf(next)).toBe('ada');
    }
  });

  test('refreshes with the new refresh token where they rotate, and is refused with the old one', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const { refresh_token: old } = await signIn();
    const { refresh_token: rotated } = await refresh(authentication(), old);
    expect(await userOf(await refresh(authentication(), rotated))).toBe('ada');
    await expect(refresh(authentication(), old)).rejects.toEqual(refusal('invalid_grant', 'Refresh token revoked'));
  });
});

test('oauth4webapi gets a token for the app itself', async () => {
  const answer = await oauth.clientCredentialsGrantRequest(as, client, withSecret, {}, overLoopback);
  const tokens = await oauth.processClientCredentialsResponse(as, client, answer);
  expect('refresh_token' in tokens).toBe(false);
  const url = new URL(`${local.apiUrl}/search?q=a&type=track`);
  const found = await oauth.protectedResourceRequest(tokens.access_token, 'GET', url, undefined, undefined, overLoopback);
  expect(found.status).toBe(200);
});

test('oauth4webapi understands that a verifier is wrong, a code used and a secret wrong', async () => {
  const [codeVerifier, another] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomCodeVerifier()];
  const callback = await comeBack(codeVerifier);
  await expect(exchange(oauth.None(), callback, another)).rejects.toEqual(refusal('invalid_grant', 'code_verifier was incorrect'));
  await exchange(oauth.None(), callback, codeVerifier);
  await expect(exchange(oauth.None(), callback, codeVerifier)).rejects.toEqual(
    refusal('invalid_grant', 'Invalid authorization code'),
  );
  const wrong = oauth.ClientSecretBasic('a-wrong-secret');
  await expect(refresh(wrong, 'any')).rejects.toEqual(refusal('invalid_client', 'Invalid client secret'));
});

test('oauth4webapi understands that the user said no', async () => {
  local.settings.update({ autoApprove: null });
  const { url, state } = await begin(oauth.generateRandomCodeVerifier());
  const userAgent = createUserAgent();
  const consent = await userAgent.submit(await userAgent.visit(url), 'data-testid="login-user-ben"');
  const { url: callback } = await userAgent.submit(consent, 'data-testid="consent-cancel"', { decision: 'cancel' });
  const read = () => oauth.validateAuthResponse(as, client, new URL(callback), state);
  expect(read).toThrow(expect.objectContaining({ name: 'AuthorizationResponseError', error: 'access_denied' }));
});

test('a strict client gives the local Spotify nothing to complain about', async () => {
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const { refresh_token } = await exchange(oauth.None(), await comeBack(codeVerifier), codeVerifier);
  await refresh(oauth.None(), refresh_token);
  expect(local.journal.count()).toBe(3);
  expect(local.journal.entries().flatMap(({ deviations }) => deviations)).toEqual([]);
});
