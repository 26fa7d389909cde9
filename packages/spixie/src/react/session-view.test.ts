import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '../../test-support/sign-in.js';
import type { TokenSet } from '../auth/token-set.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { createMemoryStore } from '../session/memory-store.js';
import { createSession, type Session } from '../session/session.js';
import type { TokenStore } from '../session/token-store.js';
import { createSessionView, type ProvidedSession, type SessionView } from './session-view.js';

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

const sessionOver = (store: TokenStore): Session => {
  const { clientId, accountsUrl, clock } = local;
  return createSession({ clientId, accountsUrl, store, now: clock.now });
};
const signedIn = async (store = createMemoryStore()) => {
  const session = sessionOver(store);
  await session.signIn(tokenSet);
  return session;
};
const status = (view: SessionView) => view.snapshot().state.status;
const shows = (view: SessionView, what: Partial<ReturnType<SessionView['snapshot']>>) =>
  expect.poll(() => view.snapshot()).toMatchObject(what);

/** A store that fails as long as it is told to. */
function createUnsteadyStore() {
  const store = createMemoryStore();
  const unsteady = { fails: true };
  const call = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    if (unsteady.fails) throw new SpotifyError('store_failed', 'retry', 'The store failed. Try again.');
    return run();
  };
  return Object.assign(unsteady, {
    atomic: true,
    get: (key: string) => call(() => store.get(key)),
    compareAndSwap: (...swap: Parameters<TokenStore['compareAndSwap']>) => call(() => store.compareAndSwap(...swap)),
    delete: (key: string) => call(() => store.delete(key)),
  });
}

describe('createSessionView', () => {
  it('is loading until it is connected, and then says who is signed in', async () => {
    const store = createMemoryStore();
    await signedIn(store);
    const view = createSessionView(sessionOver(store));
    expect(status(view)).toBe('loading');
    expect(view.snapshot()).toBe(view.serverSnapshot());
    view.connect();
    await shows(view, { state: { status: 'signed_in', scopes: ['user-read-private', 'playlist-read-private'] } as never });
    expect(view.snapshot().hasScopes(['user-read-private', 'playlist-read-private'])).toBe(true);
    expect(view.snapshot().hasScopes(['user-read-private', 'user-library-read'])).toBe(false);
    // What is rendered from it must not be ahead of its state.
    expect(view.serverSnapshot().hasScopes(['user-read-private'])).toBe(false);
  });

  it('is the same object until something changes, with the same ways in and out ever after', async () => {
    const session = await signedIn();
    const view = createSessionView(session);
    view.connect();
    await shows(view, { state: session.state });
    const before = view.snapshot();
    await session.getAccessToken();
    await session.getState();
    expect(view.snapshot()).toBe(before);

    local.clock.advance({ hours: 2 });
    await session.getAccessToken();
    const after = view.snapshot();
    expect(after).not.toBe(before);
    expect(after.state).not.toEqual(before.state);
    for (const name of ['signIn', 'signOut', 'dismissError'] as const) expect(after[name]).toBe(before[name]);
  });

  it('tells its listeners of what another holder of the store does, and no more when it is disconnected', async () => {
    const store = createMemoryStore();
    const other = await signedIn(store);
    const view = createSessionView(sessionOver(store));
    const disconnect = view.connect();
    await expect.poll(() => status(view)).toBe('signed_in');
    let told = 0;
    const unsubscribe = view.subscribe(() => told++);
    await other.signOut();
    await expect.poll(() => status(view)).toBe('signed_out');
    expect(told).toBeGreaterThan(0);

    unsubscribe();
    told = 0;
    await other.signIn(tokenSet);
    await expect.poll(() => status(view)).toBe('signed_in');
    disconnect();
    await other.signOut();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(status(view)).toBe('signed_in');
    view.connect();
    await expect.poll(() => status(view)).toBe('signed_out');
    expect(told).toBe(0);
  });

  it('handles the callback once, however often it is connected', async () => {
    let handled = 0;
    const handleCallback = async () => {
      handled++;
      return { returnTo: '/library' };
    };
    const view = createSessionView(Object.assign(await signedIn(), { handleCallback }));
    view.connect()();
    view.connect();
    await shows(view, { returnTo: '/library' });
    expect(handled).toBe(1);
  });

  it('says that a store cannot be read, keeps nobody waiting, and shows who is signed in once it can', async () => {
    const store = createUnsteadyStore();
    const session = sessionOver(store);
    const view = createSessionView(session);
    view.connect();
    await expect.poll(() => view.snapshot().error?.code).toBe('store_failed');
    expect(status(view)).toBe('signed_out');
    store.fails = false;
    await session.signIn(tokenSet);
    expect(status(view)).toBe('signed_in');
  });

  it('says why a sign-out failed until the next one', async () => {
    const store = createUnsteadyStore();
    store.fails = false;
    const view = createSessionView(await signedIn(store));
    view.connect();
    await expect.poll(() => status(view)).toBe('signed_in');
    store.fails = true;
    await view.snapshot().signOut();
    expect(view.snapshot()).toMatchObject({ state: { status: 'signed_in' }, error: { code: 'store_failed' } });
    store.fails = false;
    await view.snapshot().signOut();
    expect(view.snapshot()).toMatchObject({ state: { status: 'signed_out' }, error: undefined });
  });

  it('says that a session of no page cannot sign in by redirect, until the user has read it or is signed in', async () => {
    const store = createMemoryStore();
    const view = createSessionView(sessionOver(store));
    view.connect();
    await view.snapshot().signIn();
    expect(view.snapshot().error).toMatchObject({
      code: 'invalid_option',
      message: expect.stringContaining('createBrowserSession()'),
    });
    view.snapshot().dismissError();
    expect(view.snapshot().error).toBeUndefined();

    await view.snapshot().signIn();
    expect(view.snapshot().error).toBeDefined();
    await signedIn(store);
    await shows(view, { state: expect.objectContaining({ status: 'signed_in' }), error: undefined });
  });

  it('signs in in the way that the app gave to a session of no page', async () => {
    const session = sessionOver(createMemoryStore());
    const beginSignIn = () => session.signIn(tokenSet);
    const view = createSessionView(Object.assign(session, { beginSignIn }));
    view.connect();
    await expect.poll(() => status(view)).toBe('signed_out');
    await view.snapshot().signIn();
    expect(view.snapshot()).toMatchObject({ state: { status: 'signed_in' }, error: undefined });
  });

  it('shows an error of the callback although the store can be read, and one of the callback before one of the store', async () => {
    const handleCallback = async () => {
      throw new SpotifyError('access_denied', 'user_declined', 'The user said no. Offer to sign in again.');
    };
    for (const fails of [false, true]) {
      const store = createUnsteadyStore();
      store.fails = fails;
      const view = createSessionView(Object.assign(sessionOver(store), { handleCallback }) as ProvidedSession);
      view.connect();
      await expect.poll(() => status(view)).toBe('signed_out');
      expect(view.snapshot().error?.code).toBe('access_denied');
    }
  });

  it('lets a defect through to whoever called', async () => {
    const session = Object.assign(await signedIn(), {
      async beginSignIn() {
        throw new TypeError('a defect');
      },
    });
    const view = createSessionView(session);
    await expect(view.snapshot().signIn()).rejects.toThrow('a defect');
    expect(view.snapshot().error).toBeUndefined();
  });
});
