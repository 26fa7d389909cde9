import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { signIn } from '../../test-support/sign-in.js';
import { createVirtualTime, type VirtualTime } from '../../test-support/virtual-time.js';
import { createSession, type Session } from '../session/session.js';
import type { RequestFacts, ResponseFacts } from './call-hooks.js';
import { logCalls } from './call-log.js';
import { createSpotify, type SpotifyOptions } from './spotify.js';

let local: LocalSpotify;
let time: VirtualTime;
let session: Session;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  time = createVirtualTime(local);
  const { clientId, accountsUrl } = local;
  session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local), now: time.now });
});
afterAll(() => local.close());

const createClient = (options: Partial<SpotifyOptions>) =>
  createSpotify({ session, apiUrl: local.apiUrl, ...time, random: () => 0.5, ...options });

it('tells of every request and its answer, also of those that are repeated', async () => {
  const requests: RequestFacts[] = [];
  const responses: ResponseFacts[] = [];
  const spotify = createClient({ onRequest: (facts) => requests.push(facts), onResponse: (facts) => responses.push(facts) });
  local.faults.add({ path: '/v1/me/playlists', times: 1, effect: { status: 502 } });
  local.faults.add({ path: '/v1/me/playlists', times: 1, effect: { drop: 'before' } });
  await spotify.me.playlists({ limit: 2 });
  const facts = { operation: 'GET /me/playlists', method: 'GET', url: `${local.apiUrl}/me/playlists?limit=2` };
  expect(requests).toEqual([1, 2, 3].map((attempt) => ({ ...facts, attempt })));
  const durationMs = expect.any(Number);
  expect(responses).toEqual([
    { ...facts, attempt: 1, status: 502, errorCode: 'server_error', durationMs },
    { ...facts, attempt: 2, errorCode: 'network_error', durationMs },
    { ...facts, attempt: 3, status: 200, durationMs },
  ]);
});

it('counts on when a call is repeated with another token', async () => {
  const attempts: unknown[] = [];
  const spotify = createClient({ onResponse: ({ attempt, status }) => attempts.push([attempt, status]) });
  local.tokens.expireAccessTokens();
  await spotify.me.profile();
  expect(attempts).toEqual([
    [1, 401],
    [2, 200],
  ]);
});

it('tells of no status where there was no token to send it with', async () => {
  const responses: ResponseFacts[] = [];
  const spotify = createClient({ onResponse: (facts) => responses.push(facts) });
  await session.invalidateAccessToken();
  local.faults.add({ path: '/api/token', effect: { retryAfter: 90 } });
  await spotify.me.profile().catch(() => {});
  expect(responses).toMatchObject([{ operation: 'GET /me', status: undefined, errorCode: 'rate_limited' }]);
});

it('shows no hook and no logger a token, nor what was said', async () => {
  const told: unknown[] = [];
  const write = (line: unknown) => void told.push(line);
  const note = { onRequest: write, onResponse: write, onWait: write };
  local.faults.add({ nth: 1, path: '/v1/me', effect: { status: 400, body: 'what Spotify said' } });
  local.faults.add({ nth: 1, path: '/v1/me', effect: { retryAfter: 1 } });
  const tokens = [await session.getAccessToken()];
  for (const hooks of [note, logCalls({ debug: write, warn: write })]) {
    const spotify = createClient(hooks);
    local.tokens.expireAccessTokens();
    for (let call = 0; call < 3; call++) await spotify.me.profile().catch(() => {});
    tokens.push(await session.getAccessToken());
  }
  expect(told.length).toBeGreaterThan(10);
  const text = JSON.stringify(told);
  for (const secret of [...tokens, 'what Spotify said', 'Bearer']) expect(text.includes(secret), 'a secret was shown').toBe(false);
});

it('writes a line for every answer and every wait', async () => {
  const lines: string[] = [];
  const logger = { debug: (line: string) => lines.push(`debug ${line}`), warn: (line: string) => lines.push(`warn ${line}`) };
  const spotify = createClient(logCalls(logger));
  local.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 3 } });
  local.faults.add({ path: '/v1/me', times: 1, effect: { drop: 'before' } });
  await spotify.me.profile();
  expect(lines.map((line) => line.replace(/in \d+\.\d s/, 'in … s'))).toEqual([
    'warn GET /me: 429 in … s',
    'warn GET /me: waits 3.0 s (rate_limited)',
    'warn GET /me: network_error in … s, attempt 2',
    'warn GET /me: waits 0.5 s (retry)',
    'debug GET /me: 200 in … s, attempt 3',
  ]);
});

it('fails no call by a hook that throws, and tells the program of it', async () => {
  const uncaught: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => uncaught.push(error));
  try {
    const mistake = new Error('of the app');
    const fail = () => {
      throw mistake;
    };
    local.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 3 } });
    const spotify = createClient({ onRequest: fail, onResponse: fail, onWait: fail });
    expect(await spotify.me.profile()).toHaveProperty('id', 'ada');
    expect(uncaught).toEqual(Array(5).fill(mistake));
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
});
