import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askForTokens, callApi, getTokens } from '../accounts/browser.fixture.js';
import { createControlClient } from './control-client.js';
import { createLocalSpotify, type LocalSpotify } from './local-spotify.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  local.clock.freeze();
});

async function me(accessToken: string): Promise<{ status: number; retryAfter: string | null; text: string; cors: string | null }> {
  const response = await fetch(`${local.apiUrl}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  const { headers } = response;
  return {
    status: response.status,
    retryAfter: headers.get('retry-after'),
    text: await response.text(),
    cors: headers.get('access-control-allow-origin'),
  };
}

test('of twice as many at once exactly so many pass', async () => {
  const { accessToken } = await getTokens(local);
  local.settings.update({ rateLimit: { requests: 20 } });
  const answers = await Promise.all(Array.from({ length: 40 }, () => me(accessToken)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(20);
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(20);
  expect(refused[0]).toEqual({
    status: 429,
    retryAfter: '30',
    text: '{"error":{"status":429,"message":"API rate limit exceeded"}}',
    cors: '*',
  });
  expect(local.journal.count({ decision: 'rate_limited', userId: 'ada', clientId: local.clientId })).toBe(20);
  expect(local.journal.entries({ decision: 'rate_limited' })[0]?.reason).toBe(
    'The rate limit of 20 requests in 30 seconds is used up',
  );
});

test('moving the clock frees it, and so does a reset', async () => {
  const { accessToken } = await getTokens(local);
  local.settings.update({ rateLimit: { requests: 1, perSeconds: 10 } });
  await me(accessToken);
  local.clock.advance({ seconds: 4 });
  expect(await me(accessToken)).toMatchObject({ status: 429, retryAfter: '6' });
  local.clock.advance({ seconds: 6 });
  expect((await me(accessToken)).status).toBe(200);
  expect((await me(accessToken)).status).toBe(429);
  local.reset();
  local.settings.update({ rateLimit: { requests: 1 } });
  expect((await me((await getTokens(local)).accessToken)).status).toBe(200);
});

test('a long shut-out with a plain body and without CORS, as browsers met it', async () => {
  const { accessToken } = await getTokens(local);
  local.settings.update({ rateLimit: { requests: 1, retryAfterSeconds: 79_892, body: 'text', cors: false } });
  await me(accessToken);
  expect(await me(accessToken)).toEqual({ status: 429, retryAfter: '79892', text: 'Too many requests', cors: null });
  local.clock.advance({ seconds: 60 });
  expect(await me(accessToken)).toMatchObject({ status: 429, retryAfter: '79832' });
});

test('the quota of Development Mode says so', async () => {
  await using other = await createLocalSpotify();
  const control = createControlClient(other.controlUrl);
  await control.settings.update({ quota: { requests: 1 } });
  await control.clock.freeze();
  const { accessToken } = await getTokens(other);
  expect((await callApi(other, '/me', accessToken)).status).toBe(200);
  const refused = await callApi(other, '/me', accessToken);
  expect([refused.status, refused.body]).toEqual([
    429,
    { error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } },
  ]);
  await control.clock.advance({ hours: 23, minutes: 59 });
  const { body } = await askForTokens(other, { grant_type: 'client_credentials' }, { secret: true });
  expect((await callApi(other, '/search?q=night&type=artist', String(body['access_token']))).status).toBe(429);
  await control.clock.advance({ minutes: 1 });
  expect((await callApi(other, '/search?q=night&type=artist', String(body['access_token']))).status).toBe(200);
});

test('sign-ins, bad tokens and preflights do not count', async () => {
  local.settings.update({ rateLimit: { requests: 1 } });
  const { accessToken } = await getTokens(local);
  expect((await callApi(local, '/me', 'BQother')).status).toBe(401);
  const preflight = await fetch(`${local.apiUrl}/me`, { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } });
  expect(preflight.status).toBe(204);
  expect((await me(accessToken)).status).toBe(200);
});

test.each([
  [{ rateLimit: {} }, 'rateLimit needs "requests"'],
  [{ rateLimit: 5 }, 'null'],
  [{ rateLimit: { requests: 0 } }, 'rateLimit.requests has to be a whole number from 1'],
  [{ rateLimit: { requests: 1, perSeconds: 0 } }, 'rateLimit.perSeconds has to be'],
  [{ rateLimit: { requests: 1, retryAfterSeconds: -1 } }, 'rateLimit.retryAfterSeconds has to be'],
  [{ rateLimit: { requests: 1, body: 'html' } }, 'rateLimit.body has to be one of'],
  [{ rateLimit: { requests: 1, cors: true } }, 'rateLimit.cors has to be false'],
  [{ rateLimit: { requests: 1, burst: 1 } }, 'no field "burst"'],
  [{ quota: {} }, 'quota needs "requests"'],
  [{ quota: { requests: 1, perDays: 0.5 } }, 'quota.perDays has to be'],
])('says what is wrong with %j', (changes, words) => {
  expect(() => local.settings.update(changes as never)).toThrow(words);
  expect(local.settings.get()).toMatchObject({ rateLimit: null, quota: null });
});
