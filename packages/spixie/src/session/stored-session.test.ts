import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { TokenSet } from '../auth/token-set.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { createMemoryStore } from './memory-store.js';
import { createSession, type Session, type SessionEvent } from './session.js';
import { sixMonthsMs } from './six-months.js';
import type { StoredRecord, TokenStore } from './token-store.js';

let local: LocalSpotify;
let tokenSet: TokenSet;
let store: TokenStore;
let key: string;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  tokenSet = await signIn(local);
  store = createMemoryStore();
  key = `${local.clientId}:default`;
});
afterAll(() => local.close());

const sessionOver = (options: Partial<Parameters<typeof createSession>[0]> = {}) =>
  createSession({ clientId: local.clientId, accountsUrl: local.accountsUrl, now: local.clock.now, store, ...options });
const eventsOf = (session: Session) => {
  const events: SessionEvent[] = [];
  session.subscribe((event) => events.push(event));
  return events;
};
const typesOf = (events: readonly SessionEvent[]) => events.map(({ type }) => type);

describe('a record that is not this session’s, or none at all', () => {
  /** What somebody else may have left there. */
  const left = async (changes: object): Promise<StoredRecord> => {
    await sessionOver({ tokenSet }).getState();
    const record = { ...(await store.get(key)), version: 'left', ...changes };
    await store.delete(key);
    await store.compareAndSwap(key, undefined, record);
    return record;
  };
  const kinds = [
    ['of another client', { clientId: 'another' }],
    ['of another session', { sessionKey: 'another' }],
    ['of a newer version of this package', { schema: 2 }],
    ['damaged', { schema: undefined, status: undefined, tokenSet: undefined, clientId: undefined }],
    ['without its tokens', { tokenSet: undefined }],
    ['with tokens that are none', { tokenSet: { accessToken: 7 } }],
  ] as const;

  it.each(kinds)('is told, and neither used nor overwritten: %s', async (_, changes) => {
    const record = await left(changes);
    // A program that starts with tokens in hand does not put them over what it cannot read.
    const session = sessionOver({ tokenSet });
    expect(await session.getState()).toEqual({ status: 'reauthorization_required', reason: 'unreadable' });
    await failsWith('reauthorization_required', /over \(unreadable\)/, () => session.getAccessToken());
    expect(await store.get(key)).toEqual(record);
  });

  it.each(kinds)('is set aside by the next sign-in, and gone with the sign-out: %s', async (_, changes) => {
    const record = await left(changes);
    const session = sessionOver();
    await session.signIn(tokenSet);
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
    expect(await store.get(`${key}:aside`)).toEqual(record);
    await session.signOut();
    expect([await store.get(key), await store.get(`${key}:aside`)]).toEqual([undefined, undefined]);
  });

  it('is told also by a session that had read it whole, and where it kept its version', async () => {
    const session = sessionOver({ tokenSet });
    expect(await session.getState()).toMatchObject({ status: 'signed_in' });
    const { version = '' } = (await store.get(key)) ?? {};
    await left({ version, tokenSet: undefined });
    expect(await session.getState()).toEqual({ status: 'reauthorization_required', reason: 'unreadable' });
  });
});

describe('the scopes of a session', () => {
  it('that lacks one that the app requires are told, and kept', async () => {
    await sessionOver({ tokenSet }).getState();
    const session = sessionOver({ requiredScopes: ['user-read-private', 'user-library-read'] });
    await failsWith('reauthorization_required', /over \(scopes_missing\)/, () => session.getAccessToken());
    expect(await session.getState()).toEqual({ status: 'reauthorization_required', reason: 'scopes_missing' });
    // What was granted is good for whoever needs no more.
    expect(await sessionOver({ requiredScopes: ['user-read-private'] }).getAccessToken()).toBe(tokenSet.accessToken);
  });

  it('are asked for by name', async () => {
    const session = sessionOver({ tokenSet });
    expect(await session.hasScopes(['user-read-private', 'playlist-read-private'])).toBe(true);
    expect(await session.hasScopes(['user-read-private', 'user-library-read'])).toBe(false);
    expect(await session.hasScopes([])).toBe(true);
    await session.signOut();
    expect(await session.hasScopes([])).toBe(false);
  });
});

describe('the end of the six months', () => {
  it('stands in the state, counted from the sign-in and not from the last refresh', async () => {
    const session = sessionOver({ tokenSet });
    local.clock.advance({ days: 30 });
    await session.getAccessToken();
    expect(await session.getState()).toMatchObject({
      authorizedAt: tokenSet.authorizedAt,
      endsAt: (tokenSet.authorizedAt ?? 0) + sixMonthsMs,
    });
  });

  it('is told of once, two weeks ahead, and again after the next sign-in', async () => {
    const session = sessionOver({ tokenSet });
    await session.getState();
    const events = eventsOf(session);
    local.clock.set((tokenSet.authorizedAt ?? 0) + sixMonthsMs - 15 * 86_400_000);
    await session.getAccessToken();
    expect(typesOf(events)).not.toContain('expiring_soon');
    for (let day = 0; day < 5; day++) {
      local.clock.advance({ days: 1, hours: 1 });
      await session.getAccessToken();
    }
    expect(typesOf(events).filter((type) => type === 'expiring_soon')).toHaveLength(1);
    const renewed = await signIn(local);
    await session.signIn(renewed);
    local.clock.set((renewed.authorizedAt ?? 0) + sixMonthsMs - 86_400_000);
    await session.getAccessToken();
    expect(typesOf(events).filter((type) => type === 'expiring_soon')).toHaveLength(2);
  });

  it('is told of as many days ahead as the app says', async () => {
    const session = sessionOver({ tokenSet, warnDaysAhead: 60 });
    const events = eventsOf(session);
    await session.getAccessToken();
    local.clock.set((tokenSet.authorizedAt ?? 0) + sixMonthsMs - 59 * 86_400_000);
    await session.getAccessToken();
    expect(typesOf(events)).toContain('expiring_soon');
  });
});

describe('a store that is watched', () => {
  it('is not read again until somebody has written', async () => {
    let reads = 0;
    const counted = { ...store, get: (name: string) => store.get(name).finally(() => reads++) };
    const session = sessionOver({ store: counted, tokenSet });
    eventsOf(session);
    await session.getAccessToken();
    const before = reads;
    for (let call = 0; call < 100; call++) await session.getAccessToken();
    expect(reads).toBe(before);
    const renewed = await signIn(local);
    await sessionOver().signIn(renewed);
    expect(await session.getAccessToken()).toBe(renewed.accessToken);
  });

  it('tells of the changes by others in the order in which they came', async () => {
    const other = sessionOver();
    const session = sessionOver();
    const events = eventsOf(session);
    await vi.waitFor(() => expect(session.state.status).toBe('signed_out'));
    const steps: [() => Promise<unknown>, string][] = [
      [() => other.signIn(tokenSet), 'signed_in'],
      [() => other.getAccessToken({ rejected: tokenSet.accessToken }), 'signed_in'],
      [() => other.signOut(), 'signed_out'],
    ];
    for (const [index, [step, status]] of steps.entries()) {
      await step();
      await vi.waitFor(() => expect(events.length).toBe(index + 2));
      expect(session.state.status).toBe(status);
    }
    expect(typesOf(events)).toEqual(['loaded', 'signed_in', 'refreshed', 'signed_out']);
  });

  it('is not believed when an old answer overtakes a new one', async () => {
    await sessionOver({ tokenSet }).getState();
    let delayed = true;
    const slow: TokenStore = {
      ...store,
      async get(name) {
        const found = await store.get(name);
        if (delayed) await new Promise((resolve) => setTimeout(resolve, 50));
        return found;
      },
    };
    const session = sessionOver({ store: slow });
    const late = session.getState();
    delayed = false;
    await session.signOut();
    expect(await late).toEqual({ status: 'signed_out' });
    expect(session.state).toEqual({ status: 'signed_out' });
  });
});

describe('a store that cannot be read', () => {
  const failing = (): TokenStore => ({
    ...store,
    get: async () => {
      throw new SpotifyError('store_failed', 'retry', 'The disk is gone. Try again.');
    },
  });

  it('ends nothing as long as the token that was read before is good', async () => {
    let isGone = false;
    const session = sessionOver({ store: { ...store, get: (name) => (isGone ? failing() : store).get(name) }, tokenSet });
    await session.getAccessToken();
    isGone = true;
    expect(await session.getAccessToken()).toBe(tokenSet.accessToken);
    expect(await session.getState()).toMatchObject({ status: 'signed_in' });
  });

  it('is no reason to say that nobody is signed in', async () => {
    const session = sessionOver({ store: failing() });
    await failsWith('store_failed', /The disk is gone/, () => session.getAccessToken());
    expect(session.state).toEqual({ status: 'loading' });
  });
});
