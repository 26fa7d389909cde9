import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askForTokens, callApi, getTokens, refresh } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from './local-spotify.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

const me = async (accessToken: string): Promise<Response> =>
  fetch(`${local.apiUrl}/me`, { headers: { authorization: `Bearer ${accessToken}` } });

test('a status with a JSON body and headers, for as many calls as it says', async () => {
  const { accessToken } = await getTokens(local);
  const body = { error: { status: 429, message: 'API rate limit exceeded' } };
  const id = local.faults.add({ path: '/v1/*', times: 1, effect: { status: 429, body, headers: { 'Retry-After': '7' } } });
  const limited = await me(accessToken);
  expect([limited.status, limited.headers.get('retry-after'), await limited.json()]).toEqual([429, '7', body]);
  expect(limited.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect((await me(accessToken)).status).toBe(200);
  const [entry] = local.journal.entries({ status: 429 });
  expect(entry).toMatchObject({ decision: 'fault', fault: id, path: '/v1/me', clientId: local.clientId });
});

test('a status alone has an empty body', async () => {
  local.faults.add({ path: '/v1/me', effect: { status: 502 } });
  const response = await me('x');
  expect([response.status, await response.text()]).toEqual([502, '']);
});

test('a text in place of JSON', async () => {
  local.faults.add({ path: '/v1/me', effect: { status: 403, body: 'User not registered in the Developer Dashboard' } });
  const response = await me('x');
  expect([response.status, response.headers.get('content-type')]).toEqual([403, 'text/plain; charset=utf-8']);
  expect(await response.text()).toBe('User not registered in the Developer Dashboard');
});

test('an HTML error page, 503 unless told otherwise', async () => {
  local.faults.add({ path: '/api/token', times: 1, effect: { html: true } });
  local.faults.add({ path: '/api/token', effect: { html: true, status: 500 } });
  for (const status of [503, 500]) {
    const response = await fetch(`${local.accountsUrl}/api/token`, { method: 'POST' });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<html>');
  }
});

test('invalid_grant for the length of an incident, and the token is good afterwards', async () => {
  const { refreshToken } = await getTokens(local);
  const id = local.faults.add({ grantType: 'refresh_token', effect: { status: 400, body: { error: 'invalid_grant' } } });
  expect((await refresh(local, refreshToken)).body).toEqual({ error: 'invalid_grant' });
  expect((await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true })).status).toBe(200);
  local.faults.remove(id);
  expect((await refresh(local, refreshToken)).status).toBe(200);
});

test('for one app only, found by its header, its body or its token', async () => {
  const { accessToken, refreshToken } = await getTokens(local);
  local.faults.add({ clientId: local.clientId, effect: { status: 500, body: {} } });
  expect((await me(accessToken)).status).toBe(500);
  expect((await me('BQother')).status).toBe(401);
  expect((await refresh(local, refreshToken)).status).toBe(500);
  expect((await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true })).status).toBe(500);
  expect((await askForTokens(local, { grant_type: 'client_credentials', client_id: 'other' })).status).toBe(400);
});

test('a delay alone, and then the real answer', async () => {
  const { accessToken } = await getTokens(local);
  local.faults.add({ path: '/v1/me', effect: { delayMs: 150 } });
  let answered = false;
  const answer = me(accessToken).then((response) => {
    answered = true;
    return response.status;
  });
  // Another call is not held up by it, and is answered first.
  await callApi(local, '/me/playlists', accessToken);
  expect(answered).toBe(false);
  expect(await answer).toBe(200);
});

test('headers alone are added to the real answer', async () => {
  const { accessToken } = await getTokens(local);
  local.faults.add({ path: '/v1/me', effect: { headers: { 'x-extra': 'yes' } } });
  const response = await me(accessToken);
  expect([response.status, response.headers.get('x-extra'), ((await response.json()) as { id: string }).id]).toEqual([
    200,
    'yes',
    'ada',
  ]);
});

test('a connection that breaks before the request is processed', async () => {
  const { refreshToken } = await getTokens(local);
  local.settings.update({ refreshMode: 'rotate' });
  const id = local.faults.add({ path: '/api/token', times: 1, effect: { drop: 'before' } });
  await expect(refresh(local, refreshToken)).rejects.toThrow('fetch failed');
  expect(local.journal.entries({ fault: id })).toMatchObject([{ status: 0, decision: 'fault' }]);
  expect((await refresh(local, refreshToken)).status).toBe(200);
});

test('a connection that breaks after the token was rotated: the answer is lost', async () => {
  const { refreshToken } = await getTokens(local);
  local.settings.update({ refreshMode: 'rotate' });
  local.faults.add({ path: '/api/token', times: 1, effect: { drop: 'after' } });
  await expect(refresh(local, refreshToken)).rejects.toThrow('fetch failed');
  expect(local.journal.entries({ decision: 'rotated' })).toMatchObject([{ status: 0 }]);
  expect((await refresh(local, refreshToken)).body['error_description']).toBe('Refresh token revoked');
});

test.each([true, 10] as const)('a body that is cut (%s), with the token rotated all the same', async (truncate) => {
  const { refreshToken } = await getTokens(local);
  local.settings.update({ refreshMode: 'rotate' });
  local.faults.add({ path: '/api/token', times: 1, effect: { truncate } });
  const response = await fetch(`${local.accountsUrl}/api/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: local.clientId }),
  });
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(text).toMatch(/^\{"access_/u);
  if (truncate === 10) expect(text).toHaveLength(10);
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(local.journal.count({ decision: 'rotated' })).toBe(1);
});

test('a connection that breaks in the middle of the body', async () => {
  const { accessToken } = await getTokens(local);
  local.faults.add({ path: '/v1/me', effect: { drop: 'after', truncate: 20 } });
  const response = await me(accessToken);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
});

test('a made-up body can be cut, too', async () => {
  local.faults.add({ path: '/v1/me', effect: { body: 'abcdef', truncate: 3 } });
  expect(await (await me('x')).text()).toBe('abc');
});

test('the control plane is never hit', async () => {
  local.faults.add({ path: '*', effect: { drop: 'before' } });
  expect((await fetch(local.controlUrl)).status).toBe(200);
});

test('the login page can be hit, and the pages’ headers are not needed for that', async () => {
  local.faults.add({ path: '/authorize', times: 1, effect: { status: 503, html: true } });
  expect((await fetch(`${local.accountsUrl}/authorize`)).status).toBe(503);
});

test('closing does not wait for a fault', async () => {
  const other = await createLocalSpotify();
  other.faults.add({ effect: { delayMs: 60_000 } });
  const pending = fetch(other.accountsUrl).catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await other.close();
  expect(await pending).toBeInstanceOf(Error);
});
