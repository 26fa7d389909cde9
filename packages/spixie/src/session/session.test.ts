import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { TokenSet } from '../auth/token-set.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { createMemoryStore } from './memory-store.js';
import { createSession, type Session, type SessionEvent } from './session.js';
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
const refreshes = () => local.journal.count({ grantType: 'refresh_token' });

describe('createSession', () => {
  it('gives the token in hand as long as it is good', async () => {
    const session = sessionOver();
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
    local.clock.advance({ minutes: 58 });
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
    expect(refreshes()).toBe(0);
  });

  it('refreshes a minute before the token expires, and keeps what it got', async () => {
    const session = sessionOver();
    local.clock.advance({ minutes: 59, seconds: 1 });
    const next = await session.getAccessToken();
    expect(next).not.toBe(tokenSet.accessToken);
    expect(await session.getAccessToken()).toBe(next);
    expect(refreshes()).toBe(1);
  });

  it('refreshes once for a hundred callers at the same moment', async () => {
    const session = sessionOver();
    local.clock.advance({ hours: 2 });
    const tokens = await Promise.all(Array.from({ length: 100 }, () => session.getAccessToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(refreshes()).toBe(1);
  });

  it('refreshes for a caller who needs the token for longer', async () => {
    const session = sessionOver();
    expect(await session.getAccessToken({ minTtlSeconds: 1_000 })).toBe(tokenSet.accessToken);
    local.clock.advance({ minutes: 50 });
    expect(await session.getAccessToken({ minTtlSeconds: 1_000 })).not.toBe(tokenSet.accessToken);
  });

  it.each(['keep', 'rotate', 'rotate-with-reuse-detection'] as const)(
    'lives for months when refresh tokens are: %s',
    async (refreshMode) => {
      local.settings.update({ refreshMode });
      const session = sessionOver();
      for (let day = 0; day < 100; day++) {
        local.clock.advance({ days: 1 });
        await session.getAccessToken();
      }
      expect(refreshes()).toBe(100);
      expect(await session.getState()).toMatchObject({ status: 'signed_in', authorizedAt: tokenSet.authorizedAt });
    },
  );

  it('gives a token that the Web API rejected out no more', async () => {
    const session = sessionOver();
    const next = await session.getAccessToken({ rejected: tokenSet.accessToken });
    expect(next).not.toBe(tokenSet.accessToken);
    // The one that was rejected is not the current one: nobody has to refresh again.
    expect(await session.getAccessToken({ rejected: tokenSet.accessToken })).toBe(next);
    expect(refreshes()).toBe(1);
  });

  it('refreshes once when callers with and without a rejected token come together', async () => {
    const session = sessionOver();
    const tokens = await Promise.all([
      session.getAccessToken({ rejected: tokenSet.accessToken }),
      session.getAccessToken({ rejected: tokenSet.accessToken }),
      session.getAccessToken(),
    ]);
    expect(tokens[0]).toBe(tokens[1]);
    expect(tokens[0]).not.toBe(tokenSet.accessToken);
    expect(refreshes()).toBe(1);
  });

  it('refreshes at the next call after the access token was invalidated', async () => {
    const session = sessionOver();
    await session.invalidateAccessToken();
    const next = await session.getAccessToken();
    expect(next).not.toBe(tokenSet.accessToken);
    expect(await session.getAccessToken()).toBe(next);
    expect(refreshes()).toBe(1);
  });

  it('takes a clock that was set back for no reason to trust the token', async () => {
    const session = sessionOver();
    local.clock.set(tokenSet.issuedAt - 3_600_000);
    expect(await session.getAccessToken()).not.toBe(tokenSet.accessToken);
  });

  it('does not refresh again and again when tokens live for a minute only', async () => {
    local.faults.add({
      path: '/api/token',
      times: 1,
      effect: { status: 200, body: { access_token: 'BQshort', token_type: 'Bearer', expires_in: 60 } },
    });
    local.clock.freeze();
    const session = sessionOver();
    await session.invalidateAccessToken();
    expect([await session.getAccessToken(), await session.getAccessToken()]).toEqual(['BQshort', 'BQshort']);
  });
});

describe('a session in trouble', () => {
  it.each([
    ['the network', { drop: 'before' }],
    ['an outage', { html: true }],
    ['a rate limit', { status: 429, headers: { 'retry-after': '60' } }],
    ['half an answer', { truncate: true }],
  ] as const)('outlives %s', async (_, effect) => {
    const session = sessionOver();
    local.faults.add({ path: '/api/token', effect });
    // The old token serves while it is good for anything.
    local.clock.advance({ minutes: 59, seconds: 30 });
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
    local.clock.advance({ minutes: 1 });
    await expect(session.getAccessToken()).rejects.toMatchObject({ retryable: true });
    expect(await session.getState()).toMatchObject({ status: 'signed_in' });
    local.faults.clear();
    local.clock.advance({ minutes: 2 });
    expect(await session.getAccessToken()).not.toBe(tokenSet.accessToken);
  });

  it('does not give a rejected token because the refresh failed', async () => {
    const session = sessionOver();
    local.faults.add({ path: '/api/token', effect: { html: true } });
    const results = await Promise.allSettled([
      session.getAccessToken(),
      session.getAccessToken({ rejected: tokenSet.accessToken }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('ends with a reason when the user withdrew consent, and says so ever after without asking again', async () => {
    const session = sessionOver();
    local.tokens.revokeGrants();
    local.clock.advance({ hours: 2 });
    const error = await failsWith('reauthorization_required', /over \(revoked\)\. Sign the user in again\./, () =>
      session.getAccessToken(),
    );
    expect(error).toMatchObject({ action: 'reauthorize', reason: 'revoked' });
    expect(await session.getState()).toEqual({ status: 'reauthorization_required', reason: 'revoked' });
    await failsWith('reauthorization_required', /revoked/, () => session.getAccessToken());
    expect(refreshes()).toBe(1);
  });

  it('ends with another reason when the six months are over', async () => {
    const session = sessionOver();
    local.clock.advance({ months: 7 });
    await failsWith('reauthorization_required', /over \(expired\)/, () => session.getAccessToken());
  });

  it('wipes the secrets when it ends', async () => {
    const store = createMemoryStore();
    const session = sessionOver({ store });
    local.tokens.revokeGrants();
    local.clock.advance({ hours: 2 });
    await session.getAccessToken().catch(() => {});
    const left = JSON.stringify(await store.get(`${local.clientId}:default`));
    expect(left).toContain('revoked');
    expect(left).not.toContain(tokenSet.refreshToken);
    expect(left).not.toContain(tokenSet.accessToken);
  });

  it('says that nobody is signed in', async () => {
    const session = createSession({ clientId: local.clientId });
    await failsWith('signed_out', /Nobody is signed in\. Start a sign-in first\./, () => session.getAccessToken());
    expect(await session.getState()).toEqual({ status: 'signed_out' });
  });
});

describe('a session over a store', () => {
  it('is there for the next program', async () => {
    const store = createMemoryStore();
    await sessionOver({ store }).getAccessToken();
    const later = sessionOver({ store, tokenSet: undefined });
    expect(await later.getAccessToken()).toBe(tokenSet.accessToken);
  });

  it('does not put an old token set over what the store has', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const store = createMemoryStore();
    const first = sessionOver({ store });
    local.clock.advance({ hours: 2 });
    const current = await first.getAccessToken();
    // A program that starts again with the token set of its first start.
    expect(await sessionOver({ store }).getAccessToken()).toBe(current);
  });

  it.each(['keep', 'rotate', 'rotate-with-reuse-detection'] as const)(
    'loses nobody when eight holders refresh at once and refresh tokens are: %s',
    async (refreshMode) => {
      local.settings.update({ refreshMode });
      const store = createMemoryStore();
      await sessionOver({ store }).getAccessToken();
      local.clock.advance({ hours: 2 });
      const holders = Array.from({ length: 8 }, () => sessionOver({ store, tokenSet: undefined }));
      await holders[0]?.getAccessToken();
      expect(new Set(await Promise.all(holders.map((holder) => holder.getAccessToken()))).size).toBe(1);
      expect(refreshes()).toBe(1);
    },
  );

  it('stores the tokens in hand once, however many callers come at the same moment', async () => {
    const memory = createMemoryStore();
    let writes = 0;
    const compareAndSwap: TokenStore['compareAndSwap'] = (...swap) => {
      writes++;
      return memory.compareAndSwap(...swap);
    };
    const session = sessionOver({ store: { ...memory, compareAndSwap } });
    const given = await Promise.all(Array.from({ length: 20 }, () => session.getAccessToken()));
    expect(new Set(given)).toEqual(new Set([tokenSet.accessToken]));
    expect(writes).toBe(1);
  });

  it('does not let the tokens in hand undo a sign-out that came before they were stored', async () => {
    const store = createMemoryStore();
    const session = sessionOver({ store });
    const caller = session.getAccessToken();
    await Promise.all([session.signOut(), failsWith('signed_out', /Nobody is signed in/, () => caller)]);
    expect(await sessionOver({ store, tokenSet: undefined }).getState()).toEqual({ status: 'signed_out' });
  });

  it('stores the tokens in hand at the next call when the store failed at the first', async () => {
    const memory = createMemoryStore();
    let broken = true;
    const compareAndSwap: TokenStore['compareAndSwap'] = async (...swap) => {
      if (broken) throw new SpotifyError('store_failed', 'retry', 'The disk is full. Make room.');
      return memory.compareAndSwap(...swap);
    };
    const session = sessionOver({ store: { ...memory, compareAndSwap } });
    await failsWith('store_failed', /full/, () => session.getAccessToken());
    broken = false;
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
  });

  it('keeps users apart by their key, and clients by their id', async () => {
    const store = createMemoryStore();
    await sessionOver({ store, sessionKey: 'ada' }).getAccessToken();
    expect(await sessionOver({ store, sessionKey: 'ben', tokenSet: undefined }).getState()).toEqual({ status: 'signed_out' });
    expect(await sessionOver({ store, sessionKey: 'ada', clientId: 'another', tokenSet: undefined }).getState()).toEqual({
      status: 'signed_out',
    });
  });

  it('lets a sign-out during a refresh win', async () => {
    const store = createMemoryStore();
    const session = sessionOver({ store });
    await session.getAccessToken();
    local.faults.add({ path: '/api/token', effect: { delayMs: 200 } });
    local.clock.advance({ hours: 2 });
    const waiting = session.getAccessToken();
    waiting.catch(() => {});
    await sessionOver({ store, tokenSet: undefined }).signOut();
    await failsWith('signed_out', /Nobody is signed in/, () => waiting);
    expect(await session.getState()).toEqual({ status: 'signed_out' });
  });

  it('lets a new sign-in during a refresh win', async () => {
    const session = sessionOver();
    await session.getAccessToken();
    local.faults.add({ grantType: 'refresh_token', path: '/api/token', effect: { delayMs: 200 } });
    local.clock.advance({ hours: 2 });
    const waiting = session.getAccessToken();
    const renewed = await signIn(local);
    await session.signIn(renewed);
    expect(await waiting).toBe(renewed.accessToken);
  });

  it.each(['keep', 'rotate'] as const)(
    'loses nobody when two holders refresh at the very same time and refresh tokens are: %s',
    async (refreshMode) => {
      local.settings.update({ refreshMode });
      const store = createMemoryStore();
      const holders = [sessionOver({ store }), sessionOver({ store, tokenSet: undefined })];
      await holders[0]?.getAccessToken();
      for (let round = 0; round < 20; round++) {
        local.clock.advance({ hours: 2 });
        const before = refreshes();
        expect(new Set(await Promise.all(holders.map((holder) => holder.getAccessToken()))).size).toBe(1);
        expect(refreshes() - before).toBe(1);
      }
      expect(await holders[1]?.getState()).toMatchObject({ status: 'signed_in' });
    },
  );

  it('believes what another holder stored rather than an invalid_grant', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const store = createMemoryStore();
    const session = sessionOver({ store });
    await session.getAccessToken();
    local.clock.advance({ hours: 2 });
    // Ours reaches Spotify late, when the other one has rotated the refresh token already.
    local.faults.add({ path: '/api/token', nth: 1, effect: { delayMs: 300 } });
    const waiting = session.getAccessToken();
    await local.journal.waitFor({ path: '/api/token' }, { timeoutMs: 100 }).catch(() => {});
    const winner = await sessionOver({ store, tokenSet: undefined }).getAccessToken();
    expect(await waiting).toBe(winner);
    expect(await session.getState()).toMatchObject({ status: 'signed_in' });
  });
});

describe('a session over a store that is not atomic', () => {
  const plain = createMemoryStore();
  const store = { ...plain, atomic: false };

  it('refuses to be made without a lock', async () => {
    await failsWith('invalid_option', /is not atomic\. Pass a lock\./, async () =>
      createSession({ clientId: local.clientId, store: { ...store, lock: undefined } }),
    );
  });

  it('does not refresh without the lock, and loses nothing', async () => {
    const session = sessionOver({ store, lock: { acquire: async () => undefined } });
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
    local.clock.advance({ hours: 2 });
    await failsWith('lock_timeout', /keeps the session’s lock\. Try again\./, () => session.getAccessToken());
    expect(refreshes()).toBe(0);
    expect(await sessionOver({ store }).getAccessToken()).not.toBe(tokenSet.accessToken);
  });

  it('lets a sign-out win over a refresh that has found its version and not yet written', async () => {
    const shared = createMemoryStore();
    let found = () => {};
    const slow: TokenStore = {
      ...shared,
      atomic: false,
      async compareAndSwap(key, expected, next) {
        if ((await shared.get(key))?.version !== expected) return false;
        found();
        await new Promise((resolve) => setTimeout(resolve, 50));
        return shared.compareAndSwap(key, (await shared.get(key))?.version, next);
      },
    };
    const session = sessionOver({ store: slow });
    await session.getAccessToken();
    local.clock.advance({ hours: 2 });
    const refreshing = new Promise<void>((resolve) => {
      found = resolve;
    });
    const waiting = session.getAccessToken();
    await refreshing;
    await sessionOver({ store: slow, tokenSet: undefined }).signOut();
    await waiting;
    expect(await session.getState()).toEqual({ status: 'signed_out' });
  });
});

describe('the events of a session', () => {
  const record = (session: Session) => {
    const events: SessionEvent[] = [];
    const end = session.subscribe((event) => events.push(event));
    return { events, end };
  };

  it('tell of a sign-in, a refresh and a sign-out, each once and after it was stored', async () => {
    const session = sessionOver({ tokenSet: undefined });
    const { events } = record(session);
    await session.signIn(tokenSet);
    local.clock.advance({ hours: 2 });
    await Promise.all([session.getAccessToken(), session.getAccessToken()]);
    await session.signOut();
    expect(events.map(({ type }) => type)).toEqual(['loaded', 'signed_in', 'refreshed', 'signed_out']);
    expect(events.map(({ state }) => state.status)).toEqual(['signed_out', 'signed_in', 'signed_in', 'signed_out']);
    expect(JSON.stringify(events)).not.toMatch(/BQ|AQ/);
  });

  it('tell why the user has to sign in again', async () => {
    const session = sessionOver();
    await session.getAccessToken();
    const { events } = record(session);
    local.tokens.revokeGrants();
    local.clock.advance({ hours: 2 });
    await session.getAccessToken().catch(() => {});
    expect(events).toEqual([
      { type: 'reauthorization_required', state: { status: 'reauthorization_required', reason: 'revoked' } },
    ]);
  });

  it('end with the subscription', async () => {
    const session = sessionOver();
    const { events, end } = record(session);
    end();
    await session.signOut();
    expect(events).toEqual([]);
  });
});
