import { createAuthorizationRequest } from '../auth/authorization-request.js';
import { callbackRefusal, readAuthorizationResponse } from '../auth/authorization-response.js';
import { checkRedirectUri } from '../auth/redirect-uri.js';
import type { Scope } from '../auth/scopes.js';
import { exchangeCode } from '../auth/token-requests.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { createSession, type Session, type SessionOptions } from '../session/session.js';
import { isCallbackPage, localPath } from './callback-page.js';
import { endTransaction, keepTransaction, takeTransaction } from './sign-in-transactions.js';

export interface BrowserSessionOptions extends Omit<SessionOptions, 'clientSecret'> {
  /** A page of this origin, as registered in Spotify's dashboard. */
  redirectUri: string;
  /** What the app asks the user for. */
  scopes?: readonly Scope[] | undefined;
  /** Who must answer: see {@link CallbackOptions}. */
  issuer?: string | undefined;
}

export interface SignInOptions {
  /** What to ask for besides the session's `scopes`. What the user who is signed in granted before is asked for again. */
  scopes?: readonly Scope[] | undefined;
  /** Where to come back to: a path of this origin. Default: the page that the user is on. */
  returnTo?: string | undefined;
  /** Shows the consent page even to a user who agreed before. */
  showDialog?: boolean | undefined;
}

/** A callback that was handled. */
export interface HandledCallback {
  /** Where the user was before: the address bar shows it already. */
  returnTo: string;
}

/** A session of a page, which signs in by redirect. It navigates only when {@link signIn} is called. */
export interface BrowserSession extends Session {
  /**
   * Leaves the page for Spotify's. Call it when the user asks for it.
   *
   * @throws `origin_mismatch` where the page could not find its state again, `invalid_redirect_uri`, `crypto_unavailable`;
   * `store_failed` where the browser lets the page keep nothing
   */
  beginSignIn(options?: SignInOptions): Promise<void>;
  /**
   * Finishes a sign-in. Call it when the page loads: on a page that is no callback it does nothing. However often it is called, a
   * callback is handled once, and everyone who asks in the same page load gets what came of it. The address bar is cleaned before
   * anything else, so that a reload or the back button never repeats a callback.
   *
   * @returns what was handled, or `undefined` where there was nothing to handle
   * @throws `access_denied` when the user said no; `state_mismatch` with the reason `unknown_state`, `expired` or `replayed`;
   * `authorization_failed` with the reason `interrupted` after a reload in mid-exchange; what `readCallback` throws,
   * and what {@link exchangeCode} and the store do
   */
  handleCallback(): Promise<HandledCallback | undefined>;
}

/**
 * Creates the session of a page.
 *
 * @param options.store Where the session is kept. Default: in memory, so that a reload signs out. `createIndexedDbStore()` keeps it
 * over reloads and across tabs; then any script that runs in the page can read the refresh token too.
 */
export function createBrowserSession(options: BrowserSessionOptions): BrowserSession {
  const { redirectUri, scopes = [], issuer, now = Date.now } = options;
  const session = createSession(options);
  let handledState: string | null | undefined;
  let returnTo = '';
  let outcome: Promise<HandledCallback | undefined> | undefined;

  const isSignedIn = async () => (await session.getState()).status === 'signed_in';

  const handle = async (callback: URL, state: string | null): Promise<HandledCallback | undefined> => {
    // All of it before the first await: the next caller finds no callback in the address bar, and no transaction.
    returnTo = localPath(callback.href, redirectUri);
    cleanAddress(returnTo);
    const transaction = takeTransaction(state, now());
    if (typeof transaction === 'string') {
      // A callback of another tab's sign-in, or one that comes a second time: who is signed in stays so.
      if (await isSignedIn()) return undefined;
      throw callbackRefusal('state_mismatch', `answers no sign-in that waits for it here (${transaction})`, transaction);
    }
    returnTo = transaction.returnTo;
    cleanAddress(returnTo);
    try {
      const code = readAuthorizationResponse(callback.searchParams, issuer);
      await session.signIn(await exchangeCode({ ...options, ...transaction, code }));
      endTransaction();
    } catch (error) {
      // A page that is being left hears of its aborted request and has no next turn: its successor still finds what was under way.
      setTimeout(endTransaction);
      throw error;
    }
    return { returnTo };
  };

  const checkInterruption = async () => {
    if (endTransaction() && !(await isSignedIn())) {
      throw callbackRefusal('authorization_failed', 'was left unfinished by a reload, or by closing the page', 'interrupted');
    }
    return undefined;
  };

  return Object.assign(session, {
    async beginSignIn(wanted: SignInOptions = {}) {
      const { origin } = new URL(checkRedirectUri(redirectUri));
      if (origin !== location.origin) {
        throw new SpotifyError(
          'origin_mismatch',
          'fix_config',
          `This page is on ${location.origin} and would not find its state on ${origin}. Open ${origin} instead.`,
        );
      }
      const state = wanted.scopes && (await session.getState());
      const granted = state?.status === 'signed_in' ? state.scopes : [];
      const asked = [...new Set([...scopes, ...granted, ...(wanted.scopes ?? [])])];
      const { url, ...request } = await createAuthorizationRequest({ ...options, ...wanted, scopes: asked });
      const path = localPath(wanted.returnTo ?? location.href, redirectUri);
      keepTransaction({ ...request, returnTo: path, scopes: asked, begunAt: now() });
      outcome = undefined;
      location.assign(url);
    },

    handleCallback() {
      const page = new URL(location.href);
      const state = page.searchParams.get('state');
      if (!isCallbackPage(page, redirectUri)) {
        outcome ??= checkInterruption();
      } else if (outcome && state === handledState) {
        // A router put it back.
        cleanAddress(returnTo);
      } else {
        handledState = state;
        outcome = handle(page, state);
      }
      return outcome;
    },
  });
}

function cleanAddress(path: string): void {
  history.replaceState(history.state, '', path);
}
