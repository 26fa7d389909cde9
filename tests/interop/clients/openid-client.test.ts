import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import * as client from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { redirectUri, scopes, signInOnPages } from './sign-in.js';
import { refreshes } from './token-requests.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

// The endpoints are what an app gives it; plain http has to be allowed.
function configure(authentication: client.ClientAuth): client.Configuration {
  const server = {
    issuer: local.accountsUrl,
    authorization_endpoint: `${local.accountsUrl}/authorize`,
    token_endpoint: `${local.accountsUrl}/api/token`,
  };
  const configuration = new client.Configuration(server, local.clientId, undefined, authentication);
  client.allowInsecureRequests(configuration);
  return configuration;
}

const me = (configuration: client.Configuration, accessToken: string) =>
  client.fetchProtectedResource(configuration, accessToken, new URL(`${local.apiUrl}/me`), 'GET');
const refusal = (error: string, error_description: string) =>
  expect.objectContaining({ name: 'ResponseBodyError', status: 400, error, error_description });

describe.each<[string, () => client.ClientAuth, boolean]>([
  ['with its secret in the header', () => client.ClientSecretBasic(local.clientSecret), false],
  ['with its secret in the body', () => client.ClientSecretPost(local.clientSecret), false],
  ['with PKCE', () => client.None(), true],
  ['with a secret and PKCE', () => client.ClientSecretBasic(local.clientSecret), true],
])('openid-client %s', (_, authentication, withPkce) => {
  async function signIn(): Promise<{ configuration: client.Configuration; tokens: client.TokenEndpointResponse }> {
    const configuration = configure(authentication());
    const [verifier, state] = [client.randomPKCECodeVerifier(), client.randomState()];
    const challenge = { code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
    const asked = { redirect_uri: redirectUri, scope: scopes.join(' '), state, ...(withPkce && challenge) };
    const callback = await signInOnPages(local, client.buildAuthorizationUrl(configuration, asked));
    const checks = { expectedState: state, ...(withPkce && { pkceCodeVerifier: verifier }) };
    return { configuration, tokens: await client.authorizationCodeGrant(configuration, callback, checks) };
  }

  test('signs in and calls /me', async () => {
    const { configuration, tokens } = await signIn();
    expect(tokens.scope).toBe(scopes.join(' '));
    expect(await (await me(configuration, tokens.access_token)).json()).toMatchObject({ id: 'ada' });
  });

  test('refreshes with the token that it has; the answer brings no other', async () => {
    const { configuration, tokens } = await signIn();
    const again = await client.refreshTokenGrant(configuration, tokens.refresh_token!);
    expect(again.refresh_token).toBeUndefined();
    expect((await me(configuration, again.access_token)).status).toBe(200);
    await client.refreshTokenGrant(configuration, tokens.refresh_token!);
    expect(refreshes(local)).toEqual([['refreshed'], ['refreshed']]);
  });

  test('refreshes where tokens rotate', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const { configuration, tokens } = await signIn();
    const again = await client.refreshTokenGrant(configuration, tokens.refresh_token!);
    await client.refreshTokenGrant(configuration, again.refresh_token!);
    await expect(client.refreshTokenGrant(configuration, tokens.refresh_token!)).rejects.toThrow(
      refusal('invalid_grant', 'Refresh token revoked'),
    );
  });

  test('reads the challenge of an expired token, and the error of a revoked refresh token', async () => {
    const { configuration, tokens } = await signIn();
    local.clock.advance({ hours: 1 });
    await expect(me(configuration, tokens.access_token)).rejects.toThrow(
      expect.objectContaining({
        cause: [expect.objectContaining({ scheme: 'bearer', parameters: expect.objectContaining({ error: 'invalid_token' }) })],
      }),
    );
    local.tokens.revokeGrants();
    await expect(client.refreshTokenGrant(configuration, tokens.refresh_token!)).rejects.toThrow(
      refusal('invalid_grant', 'Refresh token revoked'),
    );
  });
});

test('it gets a token for the app itself', async () => {
  const configuration = configure(client.ClientSecretBasic(local.clientSecret));
  const tokens = await client.clientCredentialsGrant(configuration);
  expect([tokens.token_type, tokens.expires_in, tokens.refresh_token]).toEqual(['bearer', 3600, undefined]);
});

test('it is told that the user said no', async () => {
  const configuration = configure(client.ClientSecretBasic(local.clientSecret));
  const url = client.buildAuthorizationUrl(configuration, { redirect_uri: redirectUri, state: 'state-1' });
  const callback = await signInOnPages(local, url, 'cancel');
  await expect(client.authorizationCodeGrant(configuration, callback, { expectedState: 'state-1' })).rejects.toThrow(
    expect.objectContaining({ name: 'AuthorizationResponseError', error: 'access_denied' }),
  );
});

test('it is told that its secret is wrong', async () => {
  const configuration = configure(client.ClientSecretBasic('another secret'));
  // 400 and no challenge, against RFC 6749 §5.2.
  await expect(client.clientCredentialsGrant(configuration)).rejects.toThrow(refusal('invalid_client', 'Invalid client secret'));
});
