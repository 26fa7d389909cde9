import type { Scope } from '../auth/scopes.js';
import type { BrowserSession, SignInOptions } from '../browser/browser-session.js';
import { isSpotifyError, SpotifyError } from '../errors/spotify-error.js';
import type { Session } from '../session/session.js';
import type { SessionState } from '../session/session-state.js';

/** A session for React: a page's, which signs in by redirect, or any other. */
export type ProvidedSession = Session & Partial<Pick<BrowserSession, 'beginSignIn' | 'handleCallback'>>;

/** What {@link useSession} gives: the same object until something in it changes. */
export interface UseSessionResult {
  /** Who is signed in. `loading` on the server, at the first render, and while a callback is handled; `signed_out` beside an `error` that says why nobody knows. */
  state: SessionState;
  /** Why the last sign-in or sign-out failed, or why the session could not be read. Gone with the next try. */
  error: SpotifyError | undefined;
  /** Where the user was before signing in, if this page load was the callback: for a router, which still shows the callback’s path. */
  returnTo: string | undefined;
  /** Leaves the page for Spotify’s. Call it when the user asks for it. What goes wrong stands in `error`. */
  signIn: (options?: SignInOptions) => Promise<void>;
  /** Forgets the tokens here, in every tab that shares the store. What goes wrong stands in `error`. */
  signOut: () => Promise<void>;
  /** Whether somebody is signed in and granted all of these. */
  hasScopes: (scopes: readonly Scope[]) => boolean;
  /** Puts the error away that the user has read. */
  dismissError: () => void;
}

/** A session as an external store of React’s. */
export interface SessionView {
  subscribe(listener: () => void): () => void;
  snapshot(): UseSessionResult;
  /** What the server renders, and with it what the page shows before its first look at the session. */
  serverSnapshot(): UseSessionResult;
  /** Follows the session, whose callback is handled at the first time. Returns what ends that. */
  connect(): () => void;
}

const unread: SessionState = { status: 'signed_out' };

/** Makes one of a session. Until it is connected it does nothing: React may render what it never shows. */
export function createSessionView(session: ProvidedSession): SessionView {
  const listeners = new Set<() => void>();
  let phase: 'new' | 'opening' | 'open' = 'new';
  let error: SpotifyError | undefined;
  let returnTo: string | undefined;

  const notify = () => {
    for (const listener of listeners) listener();
  };

  /** Does something, and keeps the first error. What is no {@link SpotifyError} is a defect, and goes to the console. */
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      if (!isSpotifyError(thrown)) throw thrown;
      error ??= thrown;
    } finally {
      notify();
    }
  };
  const attemptAnew = (work: () => Promise<unknown>) => {
    error = undefined;
    return attempt(work);
  };

  const open = async () => {
    phase = 'opening';
    try {
      await attempt(async () => {
        returnTo = (await session.handleCallback?.())?.returnTo;
      });
      // A subscription reads too, and keeps to itself why it could not.
      await attempt(() => session.getState());
    } finally {
      phase = 'open';
      notify();
    }
  };

  const first: UseSessionResult = {
    state: { status: 'loading' },
    error,
    returnTo,
    signIn: (options) =>
      attemptAnew(async () => {
        if (session.beginSignIn) return session.beginSignIn(options);
        throw new SpotifyError(
          'invalid_option',
          'fix_config',
          'This session cannot sign in by redirect. Give SpotifyProvider one of createBrowserSession(), or hand the tokens to session.signIn().',
        );
      }),
    signOut: () => attemptAnew(() => session.signOut()),
    hasScopes: () => false,
    dismissError: () => {
      error = undefined;
      notify();
    },
  };

  let last = first;
  const snapshot = () => {
    const state = stateShown();
    if (state !== last.state || error !== last.error || returnTo !== last.returnTo) {
      // It speaks of the state beside it: while a page is hydrated, the session’s own may be ahead.
      const hasScopes = (scopes: readonly Scope[]) =>
        state.status === 'signed_in' && scopes.every((scope) => state.scopes.includes(scope));
      last = { ...last, state, error, returnTo, hasScopes };
    }
    return last;
  };
  const stateShown = () => {
    if (session.state.status === 'signed_in') return session.state;
    // Nobody is offered to sign in while a sign-in comes to its end.
    if (phase !== 'open') return first.state;
    // A store that cannot be read leaves nobody waiting: `error` says why.
    return session.state.status === 'loading' ? unread : session.state;
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot,
    serverSnapshot: () => first,
    connect() {
      const unsubscribe = session.subscribe(({ type }) => {
        if (type === 'signed_in') error = undefined;
        notify();
      });
      // StrictMode connects twice.
      if (phase === 'new') open();
      return unsubscribe;
    },
  };
}
