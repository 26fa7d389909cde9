import { createAuthorizationRequest } from '../auth/authorization-request.js';
import { callbackParameters, readCallback } from '../auth/callback.js';
import { checkRedirectUri } from '../auth/redirect-uri.js';
import type { Scope } from '../auth/scopes.js';
import { exchangeCode } from '../auth/token-requests.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { createSession, type Session, type SessionOptions } from '../session/session.js';
import { keepTransaction, takeTransaction } from './sign-in-transactions.js';

export interface BrowserSessionOptions extends Omit<SessionOptions, 'clientSecret'> {
  /** A page of this origin, as registered in Spotify's dashboard. */
  redirectUri: string;
  /** What the app asks the user for. */
  scopes?: readonly Scope[] | undefined;
  /** Who must answer: see {@link CallbackOptions}. */
  issuer?: string | undefined;
}

export interface SignInOptions {
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
   * @throws `origin_mismatch` where the page could not find its state again, `invalid_redirect_uri`, `crypto_unavailable`
   */
  beginSignIn(options?: SignInOptions): Promise<void>;
  /**
   * Finishes a sign-in. Call it when the page loads: it does nothing on a page that is no callback, however often it is called.
   * The address bar is cleaned before anything else, so that a reload or the back button never repeats a callback.
   *
   * @returns what was handled, or `undefined` where there was nothing to handle
   * @throws the errors of {@link readCallback} and {@link exchangeCode}; `access_denied` when the user said no
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

  let handling: Promise<HandledCallback | undefined> | undefined;

  const handle = async (): Promise<HandledCallback | undefined> => {
    const page = new URL(location.href);
    const callback = new URL(redirectUri);
    const parameters = callbackParameters(page);
    const isCallback =
      page.origin === callback.origin && page.pathname === callback.pathname && (parameters.has('code') || parameters.has('error'));
    if (!isCallback) return undefined;

    // Both before the first await: the next caller finds no callback in the address bar, and no transaction.
    const transaction = takeTransaction(sessionStorage, parameters.get('state') ?? '', now());
    const returnTo = transaction?.returnTo ?? new URL('.', callback).pathname;
    history.replaceState(history.state, '', returnTo);

    // A callback of another tab's sign-in, or one that comes a second time: who is signed in stays so.
    if (!transaction && (await session.getState()).status === 'signed_in') return undefined;
    const code = readCallback(parameters, { state: transaction?.state ?? '', issuer });
    const tokenSet = await exchangeCode({ ...options, ...transaction, code });
    await session.signIn(tokenSet);
    return { returnTo };
  };

  return Object.assign(session, {
    async beginSignIn({ returnTo, showDialog }: SignInOptions = {}) {
      const callback = new URL(checkRedirectUri(redirectUri));
      if (callback.origin !== location.origin) {
        throw new SpotifyError(
          'origin_mismatch',
          'fix_config',
          `This page is on ${location.origin} and its redirect URI on ${callback.origin}, where the page’s state would not be found. ` +
            `Open ${callback.origin} instead.`,
        );
      }
      const request = await createAuthorizationRequest({ ...options, scopes, showDialog });
      const { state, codeVerifier } = request;
      const transaction = { state, codeVerifier, redirectUri, returnTo: localPath(returnTo), scopes, begunAt: now() };
      keepTransaction(sessionStorage, transaction, now());
      location.assign(request.url);
    },

    handleCallback() {
      // Whoever calls while it is under way waits for the same: React's StrictMode mounts everything twice.
      handling ??= handle().finally(() => {
        handling = undefined;
      });
      return handling;
    },
  });
}

/** A path of this origin: what leads elsewhere is not taken. */
function localPath(path = location.pathname + location.search + location.hash): string {
  const url = new URL(path, location.origin);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : '/';
}
