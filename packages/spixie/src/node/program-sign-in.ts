import { setImmediate } from 'node:timers/promises';
import { createAuthorizationRequest } from '../auth/authorization-request.js';
import type { AuthorizationUrlBase } from '../auth/authorization-url.js';
import { callbackParameters, readCallback } from '../auth/callback.js';
import { checkRedirectUri } from '../auth/redirect-uri.js';
import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import { exchangeCode } from '../auth/token-requests.js';
import type { TokenSet } from '../auth/token-set.js';
import type { CryptoOptions } from '../auth/web-crypto.js';
import { isSpotifyError, SpotifyError } from '../errors/spotify-error.js';
import { type CallbackOutcome, type LoopbackServer, listenForCallback } from './loopback-server.js';
import { openBrowser } from './open-browser.js';

/** How the user and the program come together. */
export interface BrowserSignInOptions {
  /** Shows the user the URL. Default: opens the browser, or writes the URL to stderr where there is none. */
  open?: ((url: string, listening: Listening) => unknown) | undefined;
  /**
   * Asks the user for the callback's URL, for a browser on another machine. What does not answer this sign-in is asked for again;
   * the signal ends the question when the callback arrived by itself. With it, a port in use is no error.
   */
  askForCallback?: ((question: CallbackQuestion) => Promise<string>) | undefined;
  /** Milliseconds until the wait for the user ends with the code `timeout`. Default: 5 minutes. */
  waitMs?: number | undefined;
  /** Ends the sign-in with the code `aborted`. */
  signal?: AbortSignal | undefined;
  /** Shows the consent page even to a user who agreed before. */
  showDialog?: boolean | undefined;
}

export interface Listening {
  /** Why the callback cannot arrive by itself: the error `port_in_use`. */
  portInUse?: SpotifyError | undefined;
}

export interface CallbackQuestion extends Listening {
  /** Counts up from 1. */
  attempt: number;
  signal: AbortSignal;
}

export interface ProgramSignInOptions
  extends BrowserSignInOptions,
    AuthorizationUrlBase,
    Omit<TokenRequestOptions, 'clientSecret'>,
    CryptoOptions {
  /** `http://127.0.0.1:PORT/path` as registered, or without a port for one that is free. */
  redirectUri: string;
  showDialog?: boolean | undefined;
  signal?: AbortSignal | undefined;
  /** Who must answer: see {@link CallbackOptions}. */
  issuer?: string | undefined;
}

/**
 * Signs a user in from a program: listens on the loopback address, opens the browser, waits for the one callback and exchanges its
 * code. Everything that is listened on is closed when it returns.
 *
 * @throws `access_denied`, `port_in_use`, `timeout`, `aborted`, `invalid_redirect_uri`, and the errors of the token endpoint
 * @see RFC 8252 §7.3
 */
export async function signInFromProgram(options: ProgramSignInOptions): Promise<TokenSet> {
  const { open = showUser, askForCallback, signal, waitMs = 5 * 60_000 } = options;
  const aborted = new SpotifyError('aborted', 'none', 'The caller cancelled the sign-in.');
  if (signal?.aborted) throw aborted;
  const question = new AbortController();
  let resolve: (tokenSet: TokenSet) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const finished = new Promise<TokenSet>((...settle) => {
    [resolve, reject] = settle;
  });
  // It may fail before anybody waits for it.
  finished.catch(() => {});

  const tooLate = new SpotifyError('timeout', 'retry', `Nobody signed in within ${waitMs} ms. Try again later.`);
  // A longer wait would overflow, and end at once.
  const timer = setTimeout(() => reject(tooLate), Math.min(waitMs, 2 ** 31 - 1));
  const cancel = () => reject(aborted);
  signal?.addEventListener('abort', cancel);

  let take: (callback: string) => Promise<CallbackOutcome | undefined> = async () => undefined;
  let server: LoopbackServer | undefined;
  let portInUse: SpotifyError | undefined;
  const ask = async () => {
    for (let attempt = 1; askForCallback && !question.signal.aborted; attempt++) {
      const pasted = await askForCallback({ attempt, signal: question.signal, portInUse });
      if (await take(pasted.trim())) return;
      // An input that has ended answers at once, again and again: the rest of the program has its turn.
      await setImmediate();
    }
  };

  try {
    try {
      server = await listenForCallback(checkRedirectUri(options.redirectUri), (callback) => take(callback));
    } catch (error) {
      // A callback that is pasted needs no port.
      if (!askForCallback || !isSpotifyError(error, 'port_in_use')) throw error;
      portInUse = error;
    }
    const request = await createAuthorizationRequest({ ...options, redirectUri: server?.redirectUri ?? options.redirectUri });
    const exchange = async (callback: string): Promise<CallbackOutcome> => {
      // The user has done their part: what is left has a timeout of its own.
      clearTimeout(timer);
      try {
        const code = readCallback(callback, { state: request.state, issuer: options.issuer });
        resolve(await exchangeCode({ ...options, ...request, code }));
        return { title: 'You are signed in', text: 'You can close this window and go back to the program.' };
      } catch (error) {
        reject(error);
        return isSpotifyError(error, 'access_denied')
          ? { title: 'You did not sign in', text: 'That is fine. The program knows, and you can close this window.' }
          : { title: 'The sign-in failed', text: 'The program says why. You can close this window.' };
      }
    };
    let outcome: Promise<CallbackOutcome> | undefined;
    take = async (callback) => {
      // Anybody on this machine can knock here: only the answer to this very sign-in ends it. A browser may send it twice.
      if (callbackParameters(callback).get('state') !== request.state) return undefined;
      outcome ??= exchange(callback);
      return outcome;
    };
    // Listening comes first: a browser that remembers the user's consent is back at once. It may stay open until its user ends it.
    const opened = (async () => open(request.url, { portInUse }))();
    opened.then(ask).catch(reject);
    return await finished;
  } finally {
    question.abort();
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    await server?.close();
  }
}

async function showUser(url: string): Promise<void> {
  if (!(await openBrowser(url))) process.stderr.write(`Open this address in a browser:\n\n${url}\n\n`);
}
