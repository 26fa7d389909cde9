import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { TokenSet } from '../auth/token-set.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { createMemoryStore } from './memory-store.js';
import { createSession, type Session } from './session.js';
import type { TokenStore } from './token-store.js';

let local: LocalSpotify;
let tokenSet: TokenSet;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  tokenSet = await signIn(local);
});
afterAll(() => local.close());

const refreshes = () => local.journal.count({ grantType: 'refresh_token' });
const sessionOver = (options: Partial<Parameters<typeof createSession>[0]> = {}) =>
  createSession({ clientId: local.clientId, accountsUrl: local.accountsUrl, now: local.clock.now, tokenSet, ...options });

describe('callers who share a refresh', () => {
  it('never get a token that they said was rejected, whoever they share it with', async () => {
    const session = sessionOver();
    await session.getAccessToken();
    local.faults.add({ path: '/api/token', effect: { html: true } });
    local.clock.advance({ minutes: 59, seconds: 30 });
    const results = await Promise.allSettled([
      session.getAccessToken(),
      session.getAccessToken(),
      session.getAccessToken({ rejected: tokenSet.accessToken }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('leave it by their own signal, and the others get what they wait for', async () => {
    const session = sessionOver();
    await session.getAccessToken();
    local.faults.add({ path: '/api/token', effect: { delayMs: 100 } });
    local.clock.advance({ hours: 2 });
    const controller = new AbortController();
    const [leaver, other] = [session.getAccessToken({ signal: controller.signal }), session.getAccessToken()];
    controller.abort();
    await failsWith('aborted', /The caller cancelled it\./, () => leaver);
    expect(await other).not.toBe(tokenSet.accessToken);
    expect(refreshes()).toBe(1);
  });
});

describe('a lock that nobody refreshes without', () => {
  const lock = { required: true, acquire: async () => undefined };

  it('keeps who cannot have it from refreshing, who gets the token in hand as long as it is good', async () => {
    const session = sessionOver({ store: createMemoryStore(), lock });
    await session.getAccessToken();
    local.clock.advance({ minutes: 59, seconds: 30 });
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
    local.clock.advance({ hours: 1 });
    await failsWith('lock_timeout', /keeps the session’s lock\. Try again\./, () => session.getAccessToken());
    expect(refreshes()).toBe(0);
  });

  it('counts as not had where it fails', async () => {
    const fails = { ...lock, acquire: () => Promise.reject(new Error('down')) };
    const session = sessionOver({ store: createMemoryStore(), lock: fails });
    local.clock.advance({ hours: 2 });
    await failsWith('lock_timeout', /Try again/, () => session.getAccessToken());
    expect(refreshes()).toBe(0);
  });
});

describe('a token that the Web API refuses', () => {
  it('is refreshed once for all who say so, in every holder', async () => {
    const store = createMemoryStore();
    const holders = [sessionOver({ store }), sessionOver({ store }), sessionOver({ store })];
    await holders[0]?.getAccessToken();
    const rejected = tokenSet.accessToken;
    const calls = Array.from({ length: 30 }, (_, index) => holders[index % 3]?.getAccessToken({ rejected }));
    const tokens = new Set(await Promise.all(calls));
    expect(tokens.size).toBe(1);
    expect(tokens.has(rejected)).toBe(false);
    expect(refreshes()).toBe(1);
  });

  it('is refreshed no further when the one that came in its place is refused too', async () => {
    const session = sessionOver();
    const rejected = await session.getAccessToken({ rejected: tokenSet.accessToken });
    await failsWith('unauthorized', /refuses new tokens too\. Sign the user in again\./, () =>
      session.getAccessToken({ rejected }),
    );
    expect(refreshes()).toBe(1);
    expect(await session.getState()).toMatchObject({ status: 'signed_in' });
  });

  it('is refreshed again when the one in its place was good for a while', async () => {
    const session = sessionOver();
    const rejected = await session.getAccessToken({ rejected: tokenSet.accessToken });
    local.clock.advance({ minutes: 2 });
    expect(await session.getAccessToken({ rejected })).not.toBe(rejected);
    expect(refreshes()).toBe(2);
  });

  it('is refreshed if it came by an ordinary refresh a moment ago', async () => {
    const session = sessionOver();
    await session.getAccessToken();
    local.clock.advance({ hours: 2 });
    const rejected = await session.getAccessToken();
    expect(await session.getAccessToken({ rejected })).not.toBe(rejected);
    expect(refreshes()).toBe(2);
  });
});

describe('the pause after a refresh that failed', () => {
  const outcome = (session: Session) =>
    session.getAccessToken().then(
      () => 'a token',
      (error: SpotifyError) => error.code,
    );
  let session: Session;
  beforeEach(async () => {
    local.clock.freeze();
    session = sessionOver();
    await session.getAccessToken();
    local.clock.advance({ hours: 2 });
  });

  it('doubles each time, and everybody is told at once why', async () => {
    local.faults.add({ path: '/api/token', effect: { html: true } });
    for (const [seconds, sent] of [
      [0, 1],
      [0.9, 1],
      [0.2, 2],
      [1.9, 2],
      [0.2, 3],
      [3.9, 3],
      [0.2, 4],
    ] as const) {
      local.clock.advance({ seconds });
      expect(await outcome(session)).toBe('server_error');
      expect(refreshes()).toBe(sent);
    }
  });

  it('is over after half a minute, however long it has been going on', async () => {
    local.faults.add({ path: '/api/token', effect: { html: true } });
    for (let hour = 0; hour < 10; hour++) {
      await outcome(session);
      local.clock.advance({ hours: 1 });
    }
    await outcome(session);
    local.faults.clear();
    local.clock.advance({ seconds: 29 });
    expect(await outcome(session)).toBe('server_error');
    local.clock.advance({ seconds: 2 });
    expect(await outcome(session)).toBe('a token');
  });

  it('is as long as Spotify says', async () => {
    local.faults.add({ path: '/api/token', times: 1, effect: { retryAfter: 120 } });
    expect(await outcome(session)).toBe('rate_limited');
    local.clock.advance({ seconds: 119 });
    expect(await outcome(session)).toBe('rate_limited');
    expect(refreshes()).toBe(1);
    local.clock.advance({ seconds: 2 });
    expect(await outcome(session)).toBe('a token');
  });

  it('does not outlast a clock that was set back', async () => {
    local.faults.add({ path: '/api/token', times: 1, effect: { retryAfter: 3600 } });
    expect(await outcome(session)).toBe('rate_limited');
    local.clock.advance({ days: -1 });
    expect(await outcome(session)).toBe('a token');
  });

  it('is over for whoever signs in', async () => {
    local.faults.add({ path: '/api/token', grantType: 'refresh_token', times: 1, effect: { retryAfter: 3600 } });
    expect(await outcome(session)).toBe('rate_limited');
    const renewed = await signIn(local);
    await session.signIn(renewed);
    expect(await session.getAccessToken({ rejected: renewed.accessToken })).not.toBe(renewed.accessToken);
  });
});

describe('a store in trouble', () => {
  const failed = () => new SpotifyError('store_failed', 'retry', 'The disk is full. Try again.');
  let trouble: 'reading' | 'after writing' | undefined;
  const troubled = (store: TokenStore): TokenStore => ({
    ...store,
    async get(key) {
      if (trouble === 'reading') throw failed();
      return store.get(key);
    },
    async compareAndSwap(key, expected, next) {
      const written = await store.compareAndSwap(key, expected, next);
      if (trouble === 'after writing') throw failed();
      return written;
    },
  });
  beforeEach(() => {
    trouble = undefined;
    local.settings.update({ refreshMode: 'rotate-with-reuse-detection' });
  });

  it('is no reason to use a refresh token that another holder may have used up', async () => {
    const store = createMemoryStore();
    const session = sessionOver({ store: troubled(store) });
    await session.getAccessToken();
    local.clock.advance({ hours: 2 });
    const current = await sessionOver({ store }).getAccessToken();
    trouble = 'reading';
    await failsWith('store_failed', /The disk is full/, () => session.getAccessToken());
    trouble = undefined;
    expect(await session.getAccessToken()).toBe(current);
    expect(local.journal.count({ decision: 'reuse_detected' })).toBe(0);
  });

  it('does not keep a token from its callers that is good for a while', async () => {
    const session = sessionOver({ store: troubled(createMemoryStore()) });
    await session.getAccessToken();
    trouble = 'reading';
    local.clock.advance({ minutes: 59, seconds: 30 });
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
  });

  it('may have written what it says it has not', async () => {
    const session = sessionOver({ store: troubled(createMemoryStore()) });
    await session.getAccessToken();
    for (const what of ['after writing', 'reading', undefined] as const) {
      trouble = what;
      local.clock.advance({ minutes: 59, seconds: 30 });
      await session.getAccessToken().catch(() => {});
    }
    expect(await session.getState()).toMatchObject({ status: 'signed_in' });
    local.clock.advance({ hours: 2 });
    await session.getAccessToken();
  });
});
