import { createLocalSpotify, type FaultEffect, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { SpotifyErrorCode } from '../errors/codes.js';
import { createSpotifyRequest, type SpotifyRequest } from './spotify-request.js';

let local: LocalSpotify;
let accessToken: string;
let request: SpotifyRequest;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  ({ accessToken } = await signIn(local));
  request = createSpotifyRequest({ session: { getAccessToken: async () => accessToken }, apiUrl: local.apiUrl });
});
afterAll(() => local.close());

const json = (status: number, message: string, reason?: string) => ({
  status,
  body: { error: { status, message, ...(reason && { reason }) } },
});
const unregistered =
  'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.';
const ownerWithoutPremium =
  'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.';

describe('the Web API on a bad day', () => {
  const answers: [string, FaultEffect, SpotifyErrorCode, RegExp][] = [
    [
      'a wrong parameter',
      json(400, 'Invalid limit'),
      'bad_request',
      /GET \/me with 400 \(Invalid limit\)\. Correct what it names\.$/,
    ],
    ['another scheme', json(400, 'Only valid bearer authentication supported'), 'bad_request', /\(Only valid bearer/],
    [
      'the 401 of 2026',
      json(401, 'Missing/invalid/expired access token'),
      'unauthorized',
      /expired access token\)\. Sign the user in/,
    ],
    ['the 401 of before', json(401, 'The access token expired'), 'unauthorized', /\(The access token expired\)/],
    ['a missing scope', json(403, 'Insufficient client scope'), 'insufficient_scope', /client scope\)\. Sign the user in again\.$/],
    ['another tier', json(403, 'Forbidden'), 'forbidden', /\(Forbidden\)\. Check the dashboard, and who has Premium\.$/],
    [
      'no Premium of the user',
      json(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED'),
      'forbidden',
      /Premium req/,
    ],
    ['no Premium of the owner', { status: 403, body: ownerWithoutPremium }, 'forbidden', /\(Active premium subscription/],
    ['a user who is not listed', { status: 403, body: unregistered }, 'forbidden', /\(The user is not registered for this app/],
    ['one in older words', { status: 403, body: 'User not approved for app' }, 'forbidden', /\(User not approved for app\)/],
    ['nothing there', json(404, 'Resource not found'), 'not_found', /\(Resource not found\)\. Check the id, or the device\.$/],
    ['no device', json(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE'), 'not_found', /No active device/],
    ['a rate limit', { retryAfter: 30 }, 'rate_limited', /\(API rate limit exceeded\)\. Try again later\.$/],
    ['a rate limit in text', { retryAfter: 30, limitBody: 'text' }, 'rate_limited', /\(Too many requests\)/],
    ['a rate limit without a word', { retryAfter: null, limitBody: 'empty' }, 'rate_limited', /\(no text\)/],
    ['a quota', { retryAfter: 30, limitBody: 'quota' }, 'rate_limited', /\(Too many requests\)/],
    ['an outage', { html: true }, 'server_error', /with 503 \(no text\)\. Try again later\.$/],
    ['a status that nobody expects', { status: 418, body: '' }, 'bad_request', /with 418/],
    ['HTML with 200', { html: true, status: 200 }, 'malformed_response', /That is malformed\. Try again later\.$/],
    ['HTML with 403', { html: true, status: 403 }, 'forbidden', /with 403 \(no text\)/],
    ['half a JSON', { truncate: 30 }, 'malformed_response', /malformed/],
    ['a dropped connection', { drop: 'before' }, 'network_error', /Spotify did not answer\. Try again later\.$/],
    ['a body that breaks off', { drop: 'after', truncate: 30 }, 'network_error', /did not answer/],
  ];

  it.each(answers)('has an error for %s', async (_, effect, code, sentence) => {
    local.faults.add({ path: '/v1/me', effect });
    const error = await failsWith(code, sentence, () => request('GET /me'));
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(accessToken);
    if (typeof effect.retryAfter === 'number') expect(error.retryAfterSeconds).toBe(effect.retryAfter);
    expect(local.journal.count({ path: '/v1/me' })).toBe(1);
  });

  it.each(['PREMIUM_REQUIRED', 'QUOTA_EXCEEDED'])('tells the reason %s', async (reason) => {
    local.faults.add({ path: '/v1/me', effect: json(403, 'Something', reason) });
    expect(await failsWith('forbidden', /Something/, () => request('GET /me'))).toHaveProperty('reason', reason);
  });

  it('says when to come back, in seconds, where Spotify gives a date', async () => {
    local.faults.add({ path: '/v1/me', effect: { retryAfter: new Date(Date.now() + 3_600_000) } });
    const { retryAfterSeconds } = await failsWith('rate_limited', /429/, () => request('GET /me'));
    expect(retryAfterSeconds).toBeGreaterThan(3_000);
    expect(retryAfterSeconds).toBeLessThanOrEqual(3_600);
  });

  it.each(['-5', 'soon', '0', 'Infinity', 'Wed, 21 Oct 2015 07:28:00 GMT'])('does not take %j for a time', async (retryAfter) => {
    local.faults.add({ path: '/v1/me', effect: { status: 429, headers: { 'retry-after': retryAfter } } });
    const error = await failsWith('rate_limited', /429/, () => request('GET /me'));
    expect(error.retryAfterSeconds).toBeUndefined();
  });

  it('repeats no token that an answer repeats', async () => {
    local.faults.add({ path: '/v1/me', effect: { status: 400, body: `bad token ${accessToken}` } });
    await failsWith('bad_request', /\(no text\)/, () => request('GET /me'));
  });

  it.each([
    ['Spotify does not answer', { delayMs: 5_000 }],
    ['the body does not end', { bodyDelayMs: 5_000 }],
  ] as const)('ends when %s, and when its caller wants it to', async (_, effect) => {
    local.faults.add({ path: '/v1/me', effect });
    await failsWith('timeout', /in 50 ms/, () => request('GET /me', { timeoutMs: 50 }));
    await failsWith('aborted', /cancelled/, () => request('GET /me', { signal: AbortSignal.timeout(30) }));
  });

  it('waits as long as it takes where timeoutMs is Infinity', async () => {
    local.faults.add({ path: '/v1/me', effect: { delayMs: 30 } });
    expect(await request('GET /me', { timeoutMs: Number.POSITIVE_INFINITY })).toHaveProperty('id', 'ada');
  });

  it.each([0, -1, Number.NaN])('refuses a timeoutMs of %d', async (timeoutMs) => {
    await failsWith('invalid_option', /^timeoutMs is not above zero\. Pass more\.$/, () => request('GET /me', { timeoutMs }));
    expect(local.journal.count({ path: '/v1/me' })).toBe(0);
  });
});
