import { createLocalSpotify, type FaultEffect, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import { createVirtualTime, type VirtualTime } from '../../test-support/virtual-time.js';
import type { SpotifyErrorCode } from '../errors/codes.js';
import type { AccessTokenSource } from '../session/access-token-source.js';
import type { CallWait } from './call-wait.js';
import type { OperationName } from './contract/operations.js';
import { createRetries, type RetryOptions } from './retries.js';
import { createSpotifyRequest } from './spotify-request.js';

let local: LocalSpotify;
let time: VirtualTime;
let session: AccessTokenSource;
let told: CallWait[];

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  time = createVirtualTime(local);
  told = [];
  const { accessToken } = await signIn(local);
  session = { getAccessToken: async () => accessToken };
});
afterAll(() => local.close());

/** One typed call with retries, and with no gate. */
const createRequest = (options: RetryOptions = {}) =>
  createSpotifyRequest({
    session,
    apiUrl: local.apiUrl,
    fetch: time.fetch,
    policy: createRetries({ sleep: time.sleep, random: () => 0.5, onWait: (wait) => told.push(wait), ...options }),
  });

const sent = () => local.journal.count({ path: '/v1/*' });

describe('a failure that passes', () => {
  it.each([500, 502, 503, 504])('with %i is waited for, by chance and twice as long each time', async (status) => {
    local.faults.add({ times: 2, path: '/v1/me', effect: { status } });
    expect(await createRequest()('GET /me')).toHaveProperty('id', 'ada');
    expect(time.waits).toEqual([250, 500]);
    expect(told).toEqual([250, 500].map((waitMs) => ({ operation: 'GET /me', reason: 'retry', waitMs })));
  });

  it.each(['before', 'after'] as const)('that broke the connection %s the request was processed is waited for', async (drop) => {
    local.faults.add({ times: 1, path: '/v1/me', effect: { drop } });
    expect(await createRequest({ random: () => 0 })('GET /me')).toHaveProperty('id', 'ada');
    expect([sent(), time.waits]).toEqual([2, [0]]);
  });

  it('is waited for as long as it says', async () => {
    local.faults.add({ times: 1, path: '/v1/me', effect: { status: 503, retryAfter: 12 } });
    await createRequest()('GET /me');
    expect(time.waits).toEqual([12_000]);
  });
});

describe('a failure that stays', () => {
  it('is tried three times, or as often as was asked', async () => {
    local.faults.add({ path: '/v1/me', effect: { status: 502 } });
    await failsWith('server_error', /with 502/, () => createRequest()('GET /me'));
    expect(sent()).toBe(3);
    await failsWith('server_error', /with 502/, () => createRequest({ maxAttempts: 1 })('GET /me'));
    expect(sent()).toBe(4);
  });

  it('that asks for more patience than maxWaitMs is told at once', async () => {
    local.faults.add({ path: '/v1/me', effect: { status: 503, retryAfter: 31 } });
    const error = await failsWith('server_error', /with 503/, () => createRequest()('GET /me'));
    expect([sent(), error.retryAfterSeconds]).toEqual([1, 31]);
  });

  it('is not made worse: retries have a budget over all calls', async () => {
    const request = createRequest();
    local.faults.add({ path: '/v1/me', effect: { status: 500 } });
    const calls = 100;
    for (let call = 0; call < calls; call++) await request('GET /me').catch(() => {});
    expect(sent() - calls).toBeGreaterThanOrEqual(10);
    expect(sent() - calls).toBeLessThanOrEqual(calls / 10 + 10);
    local.faults.clear();
    for (let call = 0; call < 10; call++) await request('GET /me');
    local.faults.add({ times: 1, path: '/v1/me', effect: { status: 500 } });
    expect(await request('GET /me')).toHaveProperty('id', 'ada');
  });

  const finals: [string, FaultEffect, SpotifyErrorCode][] = [
    ['501', { status: 501 }, 'server_error'],
    ['400', { status: 400 }, 'bad_request'],
    ['404', { status: 404 }, 'not_found'],
    ['half a JSON', { truncate: 20 }, 'malformed_response'],
  ];
  it.each(finals)('with %s is not repeated', async (_, effect, code) => {
    local.faults.add({ path: '/v1/me', effect });
    await failsWith(code, /GET \/me/, () => createRequest()('GET /me'));
    expect(sent()).toBe(1);
  });

  it('ends with its caller’s signal', async () => {
    const controller = new AbortController();
    local.faults.add({ path: '/v1/me', effect: { status: 503 } });
    const request = createRequest({
      sleep: async () => controller.abort(),
    });
    await failsWith('aborted', /cancelled/, () => request('GET /me', { signal: controller.signal }));
    expect(sent()).toBe(1);
  });

  it('ends with its caller’s signal, in real time too', async () => {
    local.faults.add({ path: '/v1/me', effect: { status: 503, retryAfter: 25 } });
    const controller = new AbortController();
    const request = createSpotifyRequest({
      session,
      apiUrl: local.apiUrl,
      policy: createRetries({ onWait: () => controller.abort() }),
    });
    await failsWith('aborted', /cancelled/, () => request('GET /me', { signal: controller.signal }));
  });
});

describe('what is done twice', () => {
  const call = (operation: string, body: unknown) =>
    (createRequest() as (name: OperationName, input: object) => Promise<unknown>)(operation as OperationName, {
      path: { playlist_id: 'x' },
      body,
    });
  const cases: [string, string, unknown, number][] = [
    ['a new playlist', 'POST /me/playlists', { name: 'x' }, 1],
    ['a move', 'PUT /playlists/{playlist_id}/items', { range_start: 1, insert_before: 3 }, 1],
    ['a removal by position', 'DELETE /playlists/{playlist_id}/items', { items: [{ uri: 'spotify:track:x', positions: [1] }] }, 1],
    ['a list as it shall be', 'PUT /playlists/{playlist_id}/items', { uris: [] }, 3],
    ['a removal', 'DELETE /me/library', undefined, 3],
  ];

  it.each(cases)('is harmless or not: %s (%s)', async (_, operation, body, times) => {
    local.faults.add({ path: '/v1/*', effect: { status: 503 } });
    await failsWith('server_error', /503/, () => call(operation, body));
    expect(sent()).toBe(times);
  });

  it('after a 429 is never harmful: nothing was done', async () => {
    local.faults.add({ path: '/v1/*', effect: { retryAfter: 10 } });
    await failsWith('rate_limited', /429/, () => call('POST /me/playlists', { name: 'x' }));
    expect(sent()).toBe(4);
  });
});

describe('a 429 without a gate', () => {
  it.each([
    ['seconds', 3, [3_000]],
    ['nothing', null, [2_000]],
    ['nought', 0, [2_000]],
  ] as const)('is waited for, with %s in Retry-After', async (_, retryAfter, waits) => {
    local.faults.add({ times: 1, path: '/v1/me', effect: { retryAfter } });
    expect(await createRequest()('GET /me')).toHaveProperty('id', 'ada');
    expect(time.waits).toEqual(waits);
    expect(told[0]).toMatchObject({ reason: 'rate_limited' });
  });

  it('is waited for until a date', async () => {
    local.faults.add({ times: 1, path: '/v1/me', effect: { retryAfter: new Date(Date.now() + 20_000) } });
    expect(await createRequest()('GET /me')).toHaveProperty('id', 'ada');
    expect(time.waits[0]).toBeGreaterThan(5_000);
    expect(time.waits[0]).toBeLessThanOrEqual(20_000);
  });

  it.each(['api', 'quota', 'text', 'empty'] as const)('without a time ends, with the body "%s"', async (limitBody) => {
    local.faults.add({ path: '/v1/me', effect: { retryAfter: null, limitBody } });
    await failsWith('rate_limited', /with 429/, () => createRequest()('GET /me'));
    expect(time.waits).toEqual(limitBody === 'quota' ? [] : [2_000, 4_000, 8_000, 16_000]);
  });
});
