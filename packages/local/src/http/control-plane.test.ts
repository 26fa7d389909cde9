import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, getTokens, refresh } from '../accounts/browser.fixture.js';
import { type ControlClient, createControlClient } from './control-client.js';
import { createLocalSpotify, type LocalSpotify } from './local-spotify.js';

let local: LocalSpotify;
let control: ControlClient;
beforeAll(async () => {
  local = await createLocalSpotify();
  control = createControlClient(local.controlUrl);
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function send(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${local.controlUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, body: await response.json() };
}

/** fetch does not let a Host be set. */
function sendRaw(method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(local.controlUrl);
    const sent = request({ hostname, port, path: '/_local/clock', method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the client has the same verbs as in process', () => {
  test('info', async () => {
    const { accountsUrl, apiUrl, controlUrl, clientId, clientSecret, redirectUris, users } = local;
    expect(await control.info()).toEqual({ accountsUrl, apiUrl, controlUrl, clientId, clientSecret, redirectUris, users });
  });

  test('clock', async () => {
    expect(await control.clock.freeze()).toMatchObject({ frozen: true });
    expect(await control.clock.set('2027-05-01T00:00:00Z')).toEqual({
      now: Date.UTC(2027, 4, 1),
      iso: '2027-05-01T00:00:00.000Z',
      frozen: true,
    });
    expect((await control.clock.set(new Date(0))).now).toBe(0);
    await control.clock.advance({ months: 1, days: 2 });
    await control.clock.advance(5);
    expect(await control.clock.now()).toBe(Date.UTC(1970, 1, 3) + 5);
    expect(local.clock.now()).toBe(Date.UTC(1970, 1, 3) + 5);
    expect(await control.clock.resume()).toMatchObject({ frozen: false });
    expect(local.clock.frozen).toBe(false);
  });

  test('settings', async () => {
    expect(await control.settings.get()).toMatchObject({ refreshMode: 'keep', autoApprove: null, unauthorizedBody: '2026' });
    expect(await control.settings.update({ refreshMode: 'rotate', autoApprove: 'ben' })).toMatchObject({
      refreshMode: 'rotate',
      autoApprove: 'ben',
    });
    expect(local.settings.get().refreshMode).toBe('rotate');
  });

  test('faults', async () => {
    const id = await control.faults.add({ path: '/v1/*', effect: { status: 503 } });
    expect(await control.faults.list()).toEqual([{ id, rule: { path: '/v1/*', effect: { status: 503 } }, matched: 0, hits: 0 }]);
    expect((await callApi(local, '/me').catch(() => ({ status: 503 }))).status).toBe(503);
    expect([await control.faults.remove(id), await control.faults.remove(id)]).toEqual([true, false]);
    await control.faults.add({ effect: { status: 503 } });
    await control.faults.clear();
    expect(local.faults.list()).toEqual([]);
  });

  test('journal', async () => {
    const { refreshToken } = await getTokens(local);
    await refresh(local, refreshToken);
    expect(await control.journal.count({ decision: 'refreshed', status: 200 })).toBe(1);
    expect(await control.journal.entries({ path: '/api/*' })).toEqual(local.journal.entries({ path: '/api/*' }));
    const after = local.journal.entries().at(-1)?.id ?? 0;
    const waiting = control.journal.waitFor({ path: '/v1/me', after });
    await callApi(local, '/me');
    expect((await waiting).status).toBe(401);
    await expect(control.journal.waitFor({ userId: 'nobody' }, { timeoutMs: 20 })).rejects.toThrow('came within 20 ms');
    await control.journal.clear();
    expect(await control.journal.count()).toBe(0);
  });

  test('the journal’s counts, pages and waits', async () => {
    const { refreshToken } = await getTokens(local);
    const [grantId] = local.journal.entries({ decision: 'token_issued' }).map((one) => one.grantId);
    const third = control.journal.waitFor({ grantType: 'refresh_token' }, { count: 3 });
    for (let count = 0; count < 3; count += 1) await refresh(local, refreshToken);
    expect((await third).id).toBe(local.journal.entries().at(-1)?.id);
    expect(await control.journal.refreshes({ grantId: String(grantId) })).toBe(3);
    expect(await control.journal.summary()).toEqual(local.journal.summary());
    expect(await control.journal.count({ decision: ['refreshed', 'token_issued'], deviations: false })).toBe(4);
    const refreshes = await control.journal.entries({ decision: 'refreshed' });
    expect(await control.journal.entries({ decision: 'refreshed' }, { limit: 2 })).toEqual(refreshes.slice(0, 2));
    await expect(control.journal.waitFor({ decision: 'rotated' }, { count: 2, timeoutMs: 10 })).rejects.toThrow('Only 0 of 2');

    const page = await send('GET', '/journal?decision=refreshed&limit=2');
    expect(page.body).toMatchObject({ count: 3, entries: refreshes.slice(0, 2), next: refreshes[1]?.id });
    const last = await send('GET', `/journal?decision=refreshed&limit=2&after=${refreshes[1]?.id}`);
    expect(last.body).toMatchObject({ count: 1, entries: refreshes.slice(2), next: null });
  });

  test('a journal that is longer than a page comes in one piece', async () => {
    await Promise.all(Array.from({ length: 1010 }, () => callApi(local, '/me')));
    const entries = await control.journal.entries();
    expect(entries.map((one) => one.id)).toEqual(local.journal.entries().map((one) => one.id));
    expect(entries).toHaveLength(1010);
  });

  test('tokens', async () => {
    const { accessToken, refreshToken } = await getTokens(local);
    expect(await control.tokens.expireAccessTokens({ userId: 'ben' })).toBe(0);
    expect(await control.tokens.expireAccessTokens()).toBe(1);
    expect((await callApi(local, '/me', accessToken)).status).toBe(401);
    expect(await control.tokens.revokeGrants({ clientId: local.clientId })).toBe(1);
    expect((await refresh(local, refreshToken)).body['error_description']).toBe('Refresh token revoked');
  });

  test('reset', async () => {
    const { accessToken } = await getTokens(local);
    await control.clock.advance({ days: 1 });
    await control.reset();
    expect((await callApi(local, '/me', accessToken)).status).toBe(401);
    expect(await control.journal.count()).toBe(1);
  });

  test('a refusal becomes an error with the sentence', async () => {
    await expect(control.faults.add({ effect: { status: 1 } })).rejects.toThrow('status has to be a whole number');
  });
});

describe('what is wrong is told in a sentence, with 400', () => {
  test.each([
    ['POST', '/clock', '{', 'no JSON'],
    ['POST', '/clock', '[]', 'JSON object'],
    ['POST', '/clock', 'null', 'JSON object'],
    ['POST', '/clock', '{"forward":1}', 'no field "forward"'],
    ['POST', '/clock', '{"frozen":"yes"}', 'frozen has to be true or false'],
    ['POST', '/clock', '{"set":"noon"}', 'epoch milliseconds'],
    ['POST', '/clock', '{"advance":{"years":1}}', '"years" is no unit'],
    ['POST', '/clock', '{"advance":null}', 'A duration is'],
    ['PATCH', '/settings', '{"mode":"keep"}', 'no setting "mode"'],
    ['PATCH', '/settings', '{"__proto__":1}', 'no setting "__proto__"'],
    ['PATCH', '/settings', '{"refreshMode":"sometimes"}', 'keep, rotate, rotate-with-reuse-detection'],
    ['PATCH', '/settings', '{"autoApprove":"nobody"}', 'id of a user'],
    ['PATCH', '/settings', '{"unauthorizedBody":"2025"}', 'unauthorizedBody has to be one of'],
    ['POST', '/faults', '{}', 'needs "effect"'],
    ['POST', '/faults', '"x"', 'has to be an object'],
    ['GET', '/journal?user=ada', undefined, 'no filter "user"'],
    ['GET', '/journal?decision=refreshed,failing', undefined, 'no decision "failing"'],
    ['GET', '/journal?limit=1001', undefined, 'limit has to be at most 1000'],
    ['GET', '/journal?waitMs=1&waitCount=0', undefined, 'waitCount has to be'],
    ['GET', '/journal?status=ok', undefined, 'status has to be a whole number'],
    ['POST', '/tokens/expire', '{"user":"ada"}', 'no field "user"'],
    ['POST', '/tokens/revoke', '{"userId":5}', 'userId has to be text'],
  ])('%s %s %s', async (method, path, body, words) => {
    const before = local.settings.get();
    const answer = await send(method, path, body);
    expect(answer.status).toBe(400);
    expect((answer.body as { error: string }).error).toContain(words);
    expect(local.settings.get()).toEqual(before);
    expect(local.faults.list()).toEqual([]);
  });

  test('a body that is too long', async () => {
    const answer = await send('POST', '/faults', JSON.stringify({ effect: { body: 'x'.repeat(1_100_000) } }));
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining('longer than') } });
  });

  test('what is not there', async () => {
    expect(await send('POST', '/clocks', '{}')).toMatchObject({
      status: 404,
      body: { error: 'The control plane has no POST /_local/clocks.' },
    });
    expect((await send('DELETE', '/faults/fault-99')).status).toBe(404);
  });
});

describe('web pages are kept away', () => {
  const json = { 'content-type': 'application/json' };

  test('by the Host header, so that no name can be bent to 127.0.0.1', async () => {
    const { port } = new URL(local.controlUrl);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      expect([host, await sendRaw('GET', { host })]).toEqual([host, 200]);
    }
    for (const host of [
      `evil.example:${port}`,
      'evil.example',
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.evil.example:${port}`,
      `localhost.evil.example:${port}`,
    ]) {
      expect([host, await sendRaw('GET', { host })]).toEqual([host, 403]);
      expect(await sendRaw('POST', { host, ...json })).toBe(403);
    }
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ])('by %j, wherever something would change', async (headers) => {
    const paths: [string, string][] = [
      ['POST', '/reset'],
      ['POST', '/clock'],
      ['PATCH', '/settings'],
      ['DELETE', '/faults'],
      ['DELETE', '/journal'],
      ['POST', '/tokens/revoke'],
    ];
    for (const [method, path] of paths)
      expect((await send(method, path, '{}', headers as Record<string, string>)).status).toBe(403);
  });

  test('and a page of this machine is let in, if it can send JSON', async () => {
    expect((await send('POST', '/clock', '{}', { origin: 'http://127.0.0.1:5173', 'sec-fetch-site': 'same-origin' })).status).toBe(
      200,
    );
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      expect((await send('POST', '/reset', '{}', { 'content-type': type })).status).toBe(400);
    }
  });

  test('by no cross-origin leave at all', async () => {
    const preflight = await fetch(`${local.controlUrl}/reset`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(403);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(local.controlUrl)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('its own requests are not in the journal', async () => {
  await control.info();
  await control.journal.count();
  expect(local.journal.entries()).toEqual([]);
});
