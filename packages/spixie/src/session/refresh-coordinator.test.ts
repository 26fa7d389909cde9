import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { TokenSet } from '../auth/token-set.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { createMemoryStore } from './memory-store.js';
import { createSession } from './session.js';
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
