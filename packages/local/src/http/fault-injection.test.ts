import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForTokens, callApi, callback, getCode, getTokens, refresh, withPkce } from '../accounts/browser.fixture.js';
import type { FaultEffect } from '../faults/fault-rule.js';
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

describe('429', () => {
  const answerTo = async (effect: FaultEffect): Promise<unknown[]> => {
    local.faults.add({ times: 1, effect });
    const response = await me('x');
    return [response.status, response.headers.get('retry-after'), await response.text()];
  };
  const api = '{"error":{"status":429,"message":"API rate limit exceeded"}}';

  test.each<[FaultEffect, unknown[]]>([
    [{ retryAfter: 79_892 }, [429, '79892', api]],
    [{ retryAfter: null }, [429, null, api]],
    [{ retryAfter: new Date('2026-11-20T10:00:00Z') }, [429, 'Fri, 20 Nov 2026 10:00:00 GMT', api]],
    [{ retryAfter: '2026-11-20T10:00:00Z', limitBody: 'api' }, [429, 'Fri, 20 Nov 2026 10:00:00 GMT', api]],
    [{ limitBody: 'quota' }, [429, null, '{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}']],
    [{ limitBody: 'text', retryAfter: 1 }, [429, '1', 'Too many requests']],
    [{ limitBody: 'empty' }, [429, null, '']],
    [{ retryAfter: 120, status: 503 }, [503, '120', '']],
    [{ retryAfter: 3, body: 'wait' }, [429, '3', 'wait']],
  ])('%j', async (effect, expected) => {
    expect(await answerTo(effect)).toEqual(expected);
  });
});

test('an answer without cross-origin headers, fabricated or real', async () => {
  const { accessToken } = await getTokens(local);
  expect((await me(accessToken)).headers.get('access-control-allow-origin')).toBe('*');
  local.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 1, cors: false } });
  local.faults.add({ times: 2, effect: { cors: false } });
  const answers = [await me(accessToken), await me(accessToken), await fetch(`${local.accountsUrl}/api/token`, { method: 'POST' })];
  expect(answers.map((answer) => answer.status)).toEqual([429, 200, 400]);
  expect(answers.flatMap((answer) => [...answer.headers.keys()].filter((name) => name.startsWith('access-control')))).toEqual([]);
  expect((await me(accessToken)).headers.get('access-control-allow-origin')).toBe('*');
});

test('a preflight that a rule for OPTIONS refuses', async () => {
  const preflight = (): Promise<Response> =>
    fetch(`${local.apiUrl}/me`, { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } });
  local.faults.add({ method: 'OPTIONS', times: 1, effect: { status: 503, cors: false } });
  const refused = await preflight();
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([503, null]);
  expect((await preflight()).status).toBe(204);
});

test('an error of the token endpoint, for one user and as long as the incident lasts', async () => {
  const [ada, ben] = [await getTokens(local), await getTokens(local, 'user-read-private', 'ben')];
  const grantError = { error: 'invalid_grant', description: 'Invalid refresh token' };
  const id = local.faults.add({ userId: 'ada', grantType: 'refresh_token', forMs: 60_000, effect: { grantError } });
  const refused = await refresh(local, ada.refreshToken);
  expect([refused.status, refused.body]).toEqual([400, { error: 'invalid_grant', error_description: 'Invalid refresh token' }]);
  expect(refused.headers.get('cache-control')).toBe('no-store');
  expect((await refresh(local, ben.refreshToken)).status).toBe(200);
  expect((await me(ada.accessToken)).status).toBe(200);
  expect(local.journal.entries({ fault: id })).toMatchObject([{ userId: 'ada', clientId: local.clientId, decision: 'fault' }]);
  local.clock.advance({ minutes: 1 });
  expect((await refresh(local, ada.refreshToken)).status).toBe(200);
});

test('for one user only, found by the access token or the code', async () => {
  const [ada, ben] = [await getTokens(local), await getTokens(local, 'user-read-private', 'ben')];
  local.faults.add({ userId: 'ben', effect: { status: 502 } });
  expect([(await me(ada.accessToken)).status, (await me(ben.accessToken)).status]).toEqual([200, 502]);
  const code = await getCode(local, { ...withPkce, scope: '' }, 'ben');
  const exchange = await fetch(`${local.accountsUrl}/api/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: callback, client_id: local.clientId }),
  });
  expect(exchange.status).toBe(502);
});

test('headers at once and the body later, in pieces', async () => {
  const { accessToken } = await getTokens(local);
  local.faults.add({ path: '/v1/me', effect: { bodyDelayMs: 200 } });
  let complete = false;
  const response = await me(accessToken);
  const text = response.text().then((whole) => {
    complete = true;
    return whole;
  });
  await callApi(local, '/me/playlists', accessToken);
  expect([response.status, complete]).toEqual([200, false]);
  expect(JSON.parse(await text)).toMatchObject({ id: 'ada' });
});

test.each(['', 'a', 'abcdefg'])('a slow body of few bytes: "%s"', async (body) => {
  local.faults.add({ path: '/v1/me', effect: { body, bodyDelayMs: 8 } });
  expect(await (await me('x')).text()).toBe(body);
});

test('a slow body that nobody reads to its end', async () => {
  local.faults.add({ path: '/v1/me', times: 1, effect: { body: 'abcdefgh', bodyDelayMs: 60_000 } });
  const response = await me('x');
  await response.body?.cancel();
  expect((await me('x')).status).toBe(401);
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
  other.faults.add({ path: '/', effect: { delayMs: 60_000 } });
  other.faults.add({ path: '/v1/me', effect: { body: 'abcdefgh', bodyDelayMs: 60_000 } });
  const pending = fetch(other.accountsUrl).catch((error: unknown) => error);
  const slow = (await fetch(`${other.apiUrl}/me`)).text().catch((error: unknown) => error);
  await other.close();
  expect([await pending, await slow]).toEqual([expect.any(Error), expect.any(Error)]);
});
