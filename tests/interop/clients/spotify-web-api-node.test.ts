import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import SpotifyWebApi from 'spotify-web-api-node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aimSpotifyWebApiNode } from './aim-spotify-web-api-node.js';
import { codeFromPages, redirectUri, scopes } from './sign-in.js';
import { refreshes } from './token-requests.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
  aimSpotifyWebApiNode(local);
});
afterAll(() => local.close());
beforeEach(() => local.reset());

const open = () => new SpotifyWebApi({ clientId: local.clientId, clientSecret: local.clientSecret, redirectUri });

async function signIn(): Promise<SpotifyWebApi> {
  const api = open();
  const { body } = await api.authorizationCodeGrant(await codeFromPages(local, api.createAuthorizeURL(scopes, 'state-1')));
  expect([body.expires_in, body.scope]).toEqual([3600, scopes.join(' ')]);
  api.setAccessToken(body.access_token);
  api.setRefreshToken(body.refresh_token);
  return api;
}

const refusal = (statusCode: number, body: object) => expect.objectContaining({ statusCode, body });
const grantRefusal = (error_description: string) => refusal(400, { error: 'invalid_grant', error_description });

describe('spotify-web-api-node', () => {
  test('signs in with its secret in the body, and calls /me', async () => {
    const api = await signIn();
    expect((await api.getMe()).body.id).toBe('ada');
    expect(local.journal.entries({ grantType: 'authorization_code' })[0]?.body).toMatchObject({ client_secret: '[redacted]' });
  });

  test('asks for the consent page again', async () => {
    await signIn();
    await codeFromPages(local, open().createAuthorizeURL(scopes, 'state-1', true));
    expect(local.journal.count({ decision: 'consent_asked' })).toBe(2);
  });

  test('refreshes, and keeps the refresh token that it has', async () => {
    const api = await signIn();
    for (const _ of [1, 2]) {
      const { body } = await api.refreshAccessToken();
      expect(body.refresh_token).toBeUndefined();
      api.setAccessToken(body.access_token);
      expect((await api.getMe()).body.id).toBe('ada');
    }
    expect(refreshes(local)).toEqual([['refreshed'], ['refreshed']]);
  });

  test('is locked out by rotation if the app does not take the new token', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const api = await signIn();
    const { body } = await api.refreshAccessToken();
    await expect(api.refreshAccessToken()).rejects.toThrow(grantRefusal('Refresh token revoked'));
    api.setRefreshToken(body.refresh_token!);
    await api.refreshAccessToken();
    expect(refreshes(local)).toEqual([['rotated'], ['refused', 'Refresh token revoked'], ['rotated']]);
  });

  test('gets a token for the app itself', async () => {
    const api = open();
    api.setAccessToken((await api.clientCredentialsGrant()).body.access_token);
    expect((await api.searchArtists('a')).body.artists?.items.length).toBeGreaterThan(0);
  });

  test('is told that the access token expired', async () => {
    const api = await signIn();
    local.clock.advance({ hours: 1 });
    await expect(api.getMe()).rejects.toThrow(
      refusal(401, { error: { status: 401, message: 'Missing/invalid/expired access token' } }),
    );
  });

  test('is told that its refresh token is revoked, and that there is none such', async () => {
    const api = await signIn();
    local.tokens.revokeGrants();
    await expect(api.refreshAccessToken()).rejects.toThrow(grantRefusal('Refresh token revoked'));
    api.setRefreshToken('no such token');
    await expect(api.refreshAccessToken()).rejects.toThrow(grantRefusal('Invalid refresh token'));
  });

  // https://github.com/thelinmichael/spotify-web-api-node/issues/501: pages that send the same code twice.
  test('is told that a code is used up, and the tokens from it stay good', async () => {
    const api = open();
    const code = await codeFromPages(local, api.createAuthorizeURL(scopes, 'state-1'));
    const { body } = await api.authorizationCodeGrant(code);
    await expect(api.authorizationCodeGrant(code)).rejects.toThrow(grantRefusal('Invalid authorization code'));
    api.setAccessToken(body.access_token);
    expect((await api.getMe()).body.id).toBe('ada');
  });
});
