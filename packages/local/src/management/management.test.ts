import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  askForTokens,
  authorizeUrl,
  callApi,
  callback,
  getCode,
  getTokens,
  openBrowser,
  refresh,
  verifier,
  withPkce,
} from '../accounts/browser.fixture.js';
import { type ControlClient, createControlClient } from '../http/control-client.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

let local: LocalSpotify;
let control: ControlClient;
beforeAll(async () => {
  local = await createLocalSpotify();
  control = createControlClient(local.controlUrl);
});
afterAll(() => local.close());
beforeEach(() => local.reset());

describe('apps', () => {
  test('are created with what is given, and the rest is drawn', async () => {
    const given = {
      clientId: 'f00df00df00df00df00df00df00df00d',
      clientSecret: 'a-secret-of-my-own',
      name: 'Ferry radio',
      description: 'For the boat',
      tier: 'development-2026' as const,
      ownerPremium: false,
      redirectUris: ['https://ferry.example/callback', 'ferry://callback'],
      allowedUsers: ['ben'],
    };
    expect(await control.apps.create(given)).toEqual(given);
    expect(local.apps.get(given.clientId)).toEqual(given);
    const drawn = local.apps.create();
    expect(drawn).toMatchObject({ tier: null, ownerPremium: true, redirectUris: [], allowedUsers: [] });
    expect([drawn.clientId, drawn.clientSecret]).toEqual([
      expect.stringMatching(/^[\da-f]{32}$/u),
      expect.stringMatching(/^[\da-f]{32}$/u),
    ]);
    expect((await control.apps.list()).map((app) => app.clientId)).toEqual([local.clientId, given.clientId, drawn.clientId]);
  });

  test('change one field at a time, and their lists item by item', async () => {
    expect(await control.apps.update(local.clientId, { name: 'Renamed' })).toMatchObject({
      name: 'Renamed',
      clientSecret: local.clientSecret,
    });
    await control.apps.addRedirectUri(local.clientId, 'https://new.example/');
    const { redirectUris } = await control.apps.addRedirectUri(local.clientId, 'https://new.example/');
    expect(redirectUris).toEqual([...local.redirectUris, 'https://new.example/']);
    expect((await openBrowser().visit(authorizeUrl(local, { redirect_uri: 'https://new.example/' }))).status).toBe(200);
    expect((await control.apps.removeRedirectUri(local.clientId, 'https://new.example/')).redirectUris).toEqual(local.redirectUris);
    expect((await control.apps.disallowUser(local.clientId, 'ben')).allowedUsers).toEqual(['ada', 'chioma']);
    expect((await control.apps.allowUser(local.clientId, 'ben')).allowedUsers).toEqual(['ada', 'chioma', 'ben']);
  });

  test('a new secret counts at once, and the old one no longer', async () => {
    await control.apps.update(local.clientId, { clientSecret: 'another-secret' });
    const answer = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
    expect(answer.body).toEqual({ error: 'invalid_client', error_description: 'Invalid client secret' });
  });

  test('a deleted app is gone with its tokens and consents, and reset brings the seeded one back', async () => {
    const { accessToken, refreshToken } = await getTokens(local);
    expect([await control.apps.delete(local.clientId), await control.apps.delete(local.clientId)]).toEqual([true, false]);
    expect(await control.apps.get(local.clientId)).toBeUndefined();
    expect((await callApi(local, '/me', accessToken)).status).toBe(401);
    expect((await refresh(local, refreshToken)).body['error']).toBe('invalid_client');
    expect([local.consents.list(), local.tokens.listGrants()]).toEqual([[], []]);
    expect((await openBrowser().visit(local.accountsUrl)).status).toBe(200);
    local.reset();
    expect(local.apps.get(local.clientId)?.redirectUris).toEqual(local.redirectUris);
  });
});

describe('users', () => {
  test('are created, sign in, change and go', async () => {
    const dora = { id: 'dora', displayName: 'Dóra Þórsdóttir', product: 'free', country: 'IS' } as const;
    expect(await control.userAccounts.create(dora)).toMatchObject({
      ...dora,
      email: 'dora@example.test',
      password: 'dora-password',
      followers: 0,
    });
    const { accessToken, refreshToken } = await getTokens(local, 'user-read-private', 'dora');
    expect((await callApi(local, '/me', accessToken)).body).toMatchObject({ id: 'dora', product: 'free', country: 'IS' });
    await control.userAccounts.update('dora', { product: 'premium', email: 'Dora@New.test' });
    expect((await callApi(local, '/me', accessToken)).body).toMatchObject({ id: 'dora', product: 'premium' });
    expect(local.userAccounts.get('dora')?.email).toBe('dora@new.test');
    expect((await control.userAccounts.list()).map((user) => user.id)).toEqual(['ada', 'ben', 'chioma', 'dora']);
    expect([await control.userAccounts.delete('dora'), await control.userAccounts.delete('dora')]).toEqual([true, false]);
    expect((await callApi(local, '/me', accessToken)).status).toBe(401);
    expect((await refresh(local, refreshToken)).body['error_description']).toBe('Invalid refresh token');
  });

  test('one who shared playlists can go: what they added to those of others stays', async () => {
    local.settings.update({ autoApprove: 'chioma' });
    expect(local.userAccounts.delete('chioma')).toBe(true);
    expect(local.settings.get().autoApprove).toBeNull();
    const ada = await getTokens(local, 'playlist-read-collaborative', 'ada');
    const shared = await callApi<{ total: number; items: { added_by: { id: string } }[] }>(
      local,
      '/playlists/1bNw3rHx7Iz5Ck8QvTf6Ug/items',
      ada.accessToken,
    );
    expect(shared.body.total).toBe(18);
    expect(new Set(shared.body.items.map((item) => item.added_by.id))).toEqual(new Set(['ada']));
  });

  test('one who is gone is found no longer, nor are their playlists', async () => {
    const { accessToken } = await getTokens(local);
    const total = async (): Promise<number> =>
      (await callApi<{ playlists: { total: number } }>(local, '/search?q=talks&type=playlist', accessToken)).body.playlists.total;
    expect(await total()).toBe(1);
    local.userAccounts.delete('ben');
    expect(await total()).toBe(0);
  });

  test('a new user can be the one who approves', async () => {
    await control.userAccounts.create({ id: 'eve' });
    expect(await control.settings.update({ autoApprove: 'eve' })).toMatchObject({ autoApprove: 'eve' });
  });
});

describe('consents', () => {
  test('are listed, and withdrawn with the refresh tokens and codes that hang on them', async () => {
    const { accessToken, refreshToken } = await getTokens(local, 'user-read-email playlist-read-private');
    const code = await getCode(local, { ...withPkce, scope: 'user-read-email' });
    expect(await control.consents.list({ userId: 'ada' })).toEqual([
      {
        userId: 'ada',
        clientId: local.clientId,
        scopes: ['playlist-read-private', 'user-read-email'],
        givenAt: expect.any(Number),
      },
    ]);
    expect(await control.consents.list({ userId: 'ben' })).toEqual([]);
    expect(await control.consents.withdraw({ userId: 'ben' })).toBe(0);
    expect(await control.consents.withdraw({ userId: 'ada', clientId: local.clientId })).toBe(1);
    expect((await refresh(local, refreshToken)).body['error_description']).toBe('Refresh token revoked');
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: callback, client_id: local.clientId };
    const exchanged = await askForTokens(local, { ...exchange, code_verifier: verifier });
    expect(exchanged.body['error_description']).toBe('Invalid authorization code');
    expect((await callApi(local, '/me', accessToken)).status).toBe(200);
    const browser = openBrowser();
    const consent = await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
    expect(consent.text).toContain('consent-agree');
  });
});

test('in strict mode withdrawing a consent ends the access tokens too, over the control plane as well', async () => {
  local.settings.update({ strict: true });
  const [one, other] = [await getTokens(local), await getTokens(local, '', 'ben')];
  expect(await control.consents.withdraw({ userId: 'ada' })).toBe(1);
  expect((await callApi(local, '/me', one.accessToken)).status).toBe(401);
  expect((await callApi(local, '/me', other.accessToken)).status).toBe(200);
});

describe('tokens', () => {
  test('grants are listed with scopes and times and without a token, and one of them can be revoked', async () => {
    local.clock.freeze();
    const now = local.clock.now();
    const first = await getTokens(local, 'user-read-email');
    local.clock.advance({ minutes: 1 });
    const second = await getTokens(local, '', 'ben');
    local.clock.advance({ minutes: 1 });
    await refresh(local, first.refreshToken);
    const [newest, oldest] = await control.tokens.listGrants();
    expect(oldest).toEqual({
      id: expect.any(String),
      clientId: local.clientId,
      userId: 'ada',
      scopes: ['user-read-email'],
      withPkce: true,
      authorizedAt: now,
      expiresAt: now + 183 * 86_400_000,
      revokedAt: null,
      lastIssuedAt: now + 120_000,
      accessTokens: 2,
      refreshTokens: 1,
    });
    expect(newest).toMatchObject({ userId: 'ben', scopes: [] });
    expect(JSON.stringify([newest, oldest])).not.toMatch(/[AB]Q[\w-]{60}/u);
    expect(await control.tokens.revokeGrants({ grantId: oldest!.id })).toBe(1);
    expect(await control.tokens.expireAccessTokens({ grantId: oldest!.id })).toBe(2);
    expect(await control.tokens.listGrants({ userId: 'ada' })).toMatchObject([{ revokedAt: now + 120_000, accessTokens: 0 }]);
    expect((await refresh(local, second.refreshToken)).status).toBe(200);
  });
});

describe('mistakes are told with the path of the field, and nothing is changed', () => {
  const clientId = '5b1c1e70ca15b07f1e0c0de5eed0cafe';
  test.each([
    ['POST', '/apps', { redirectUris: ['https://a.example/', 'http://localhost:3000/'] }, 'redirectUris[1] cannot be', '127.0.0.1'],
    ['POST', '/apps', { redirectUris: 'https://a.example/' }, 'redirectUris has to be a list', ''],
    ['POST', '/apps', { allowedUsers: ['nobody'] }, 'allowedUsers[0] has to be the id of a user', '"nobody"'],
    ['POST', '/apps', { tier: 'gold', name: '' }, 'tier has to be one of extended', 'name has to be text of 1 to 100'],
    ['POST', '/apps', { secret: 'x' }, 'secret is no field', 'clientSecret'],
    ['POST', '/apps', { name: 'a\ud800' }, 'name has to be text', ''],
    ['POST', '/apps', { clientId: '../x' }, 'clientId has to be', ''],
    ['POST', '/apps', { clientId }, 'clientId is taken', ''],
    ['POST', '/apps', [], 'The body has to be a JSON object', ''],
    ['PATCH', `/apps/${clientId}`, { clientId: 'x' }, 'clientId cannot be changed', ''],
    ['PATCH', `/apps/${clientId}`, { ownerPremium: 'yes' }, 'ownerPremium has to be true or false', ''],
    ['POST', `/apps/${clientId}/redirect-uris`, {}, 'redirectUri has to be text', ''],
    ['POST', `/apps/${clientId}/redirect-uris`, { redirectUri: 'http://a.example/' }, 'Plain http is allowed', ''],
    ['DELETE', `/apps/${clientId}/redirect-uris`, { redirectUri: 'https://a.example/' }, 'is not registered', ''],
    ['DELETE', `/apps/${clientId}/allowed-users`, { userId: 'nobody' }, 'not on the allow-list', ''],
    ['POST', '/users', { id: 'Dora' }, 'id has to be 1 to 60 small letters', ''],
    ['POST', '/users', { id: 'ada' }, 'id is taken', ''],
    ['POST', '/users', { id: 'dora', email: 'ADA@example.test' }, 'email is taken', '"ada"'],
    ['POST', '/users', { country: 'Sweden', product: 'gold' }, 'country has to be two capital letters', 'product has to be'],
    ['PATCH', '/users/ada', { id: 'x' }, 'id cannot be changed', ''],
    ['PATCH', '/users/ada', { followers: -1 }, 'followers has to be a whole number', ''],
    ['DELETE', '/consents', { grantId: 'x' }, 'no field "grantId"', ''],
    ['POST', '/tokens/revoke', { userId: 5 }, 'userId has to be text', ''],
  ])('%s %s %j', async (method, path, body, words, also) => {
    const before = [local.apps.list(), local.userAccounts.list()];
    const response = await fetch(`${local.controlUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { error } = (await response.json()) as { error: string };
    expect(response.status).toBe(400);
    expect(error).toContain(words);
    expect(error).toContain(also);
    expect([local.apps.list(), local.userAccounts.list()]).toEqual(before);
  });

  test('what is not there is 404, and in process a sentence', async () => {
    for (const path of ['/apps/nope', '/users/nope']) expect((await fetch(`${local.controlUrl}${path}`)).status).toBe(404);
    await expect(control.apps.update('nope', { name: 'x' })).rejects.toThrow('There is no app "nope"');
    await expect(control.userAccounts.update('nope', {})).rejects.toThrow('There is no user "nope"');
    expect(() => local.apps.update('nope', {})).toThrow('There is no app "nope"');
    expect(() => local.userAccounts.update('nope', {})).toThrow('There is no user "nope"');
  });
});
