import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { askForTokens, callApi, callback, getCode, getTokens, refresh } from './browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

const revoked = { error: 'invalid_grant', error_description: 'Refresh token revoked' };
const invalid = { error: 'invalid_grant', error_description: 'Invalid refresh token' };

describe('keep, as Spotify does since mid-2026', () => {
  test('gives a new access token and no refresh token, and the old one stays good', async () => {
    const { accessToken, refreshToken } = await getTokens(local, 'user-read-private');
    for (let round = 0; round < 2; round += 1) {
      const { status, body } = await refresh(local, refreshToken);
      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'scope', 'expires_in']);
      expect(body).toMatchObject({ token_type: 'Bearer', scope: 'user-read-private', expires_in: 3600 });
      expect(body['access_token']).not.toBe(accessToken);
      expect((await callApi(local, '/me', String(body['access_token']))).status).toBe(200);
    }
    expect((await callApi(local, '/me', accessToken)).status).toBe(200);
    expect(local.journal.count({ decision: 'refreshed' })).toBe(2);
  });

  test('counts for one grant under one id', async () => {
    const { refreshToken } = await getTokens(local);
    await getTokens(local, 'streaming', 'ben').then((tokens) => refresh(local, tokens.refreshToken));
    await refresh(local, refreshToken);
    await refresh(local, refreshToken);
    const grantId = local.journal.entries({ decision: 'refreshed', userId: 'ada' })[0]?.grantId ?? '';
    expect(local.journal.count({ grantId, grantType: 'refresh_token' })).toBe(2);
  });
});

describe('rotate', () => {
  beforeEach(() => {
    local.settings.update({ refreshMode: 'rotate' });
  });

  test('gives a new refresh token each time, and the old one is revoked', async () => {
    const { refreshToken } = await getTokens(local);
    const first = await refresh(local, refreshToken);
    expect(Object.keys(first.body)).toEqual(['access_token', 'token_type', 'scope', 'expires_in', 'refresh_token']);
    expect(await refresh(local, refreshToken)).toMatchObject({ status: 400, body: revoked });
    const second = await refresh(local, String(first.body['refresh_token']));
    expect(second.status).toBe(200);
    expect(local.journal.count({ decision: 'rotated' })).toBe(2);
    expect(local.journal.entries({ decision: 'refused' })).toMatchObject([
      { reason: 'Refresh token revoked', grantType: 'refresh_token' },
    ]);
  });

  test('of ten refreshes at once one wins', async () => {
    const { refreshToken } = await getTokens(local);
    const replies = await Promise.all(Array.from({ length: 10 }, () => refresh(local, refreshToken)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(local.journal.count({ decision: 'rotated' })).toBe(1);
  });
});

test('rotate with reuse detection revokes the whole family when an old token comes back', async () => {
  local.settings.update({ refreshMode: 'rotate-with-reuse-detection' });
  const { refreshToken } = await getTokens(local);
  const other = await getTokens(local);
  const { body } = await refresh(local, refreshToken);
  expect(await refresh(local, refreshToken)).toMatchObject({ status: 400, body: revoked });
  expect(local.journal.entries({ decision: 'reuse_detected' })).toMatchObject([
    { userId: 'ada', status: 400, reason: 'Refresh token revoked' },
  ]);
  expect(await refresh(local, String(body['refresh_token']))).toMatchObject({ status: 400, body: revoked });
  expect((await callApi(local, '/me', String(body['access_token']))).status).toBe(401);
  // Another authorization of the same user is another family.
  expect((await refresh(local, other.refreshToken)).status).toBe(200);
});

describe('six months', () => {
  test('count from the authorization: refreshing does not extend them', async () => {
    local.clock.freeze();
    const { refreshToken } = await getTokens(local);
    local.clock.advance({ days: 182 });
    expect((await refresh(local, refreshToken)).status).toBe(200);
    local.clock.advance({ days: 1, seconds: -1 });
    expect((await refresh(local, refreshToken)).status).toBe(200);
    local.clock.advance({ seconds: 1 });
    const expired = { error: 'invalid_grant', error_description: 'Refresh token expired' };
    expect(await refresh(local, refreshToken)).toMatchObject({ status: 400, body: expired });
  });

  test('go over from a rotated token to the next', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    local.clock.freeze();
    const { refreshToken } = await getTokens(local);
    local.clock.advance({ days: 100 });
    const { body } = await refresh(local, refreshToken);
    local.clock.advance({ days: 83 });
    expect((await refresh(local, String(body['refresh_token']))).body['error_description']).toBe('Refresh token expired');
  });
});

describe('what else is refused', () => {
  test('an unknown token', async () => {
    expect(await refresh(local, 'AQunknown')).toMatchObject({ status: 400, body: invalid });
  });

  test('an access token in its place', async () => {
    expect(await refresh(local, (await getTokens(local)).accessToken)).toMatchObject({ status: 400, body: invalid });
  });

  test('a revoked one, of the user that was named only', async () => {
    const [ada, ben] = [await getTokens(local), await getTokens(local, 'streaming', 'ben')];
    expect(local.tokens.revokeGrants({ userId: 'ada' })).toBe(1);
    expect(await refresh(local, ada.refreshToken)).toMatchObject({ status: 400, body: revoked });
    expect((await refresh(local, ben.refreshToken)).status).toBe(200);
    expect(local.tokens.revokeGrants()).toBe(1);
    expect(await refresh(local, ben.refreshToken)).toMatchObject({ status: 400, body: revoked });
  });

  test('one that was given to an app with a secret, when the secret is not shown', async () => {
    const code = await getCode(local);
    const { body } = await askForTokens(
      local,
      { grant_type: 'authorization_code', code, redirect_uri: callback },
      { secret: true },
    );
    const refresh_token = String(body['refresh_token']);
    expect(await refresh(local, refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
    expect((await askForTokens(local, { grant_type: 'refresh_token', refresh_token }, { secret: true })).status).toBe(200);
  });

  test('more scope than was granted is not given', async () => {
    const { refreshToken } = await getTokens(local, 'user-read-private');
    const { body } = await askForTokens(local, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: local.clientId,
      scope: 'user-read-private user-read-email',
    });
    expect(body['scope']).toBe('user-read-private');
    expect(local.journal.entries({ decision: 'refreshed' })[0]?.deviations).toHaveLength(1);
  });
});
