import { createAuthorizationRequest } from '../auth/authorization-request.js';
import type { AuthorizationUrlBase } from '../auth/authorization-url.js';
import { callbackParameters, readCallback } from '../auth/callback.js';
import { checkRedirectUri } from '../auth/redirect-uri.js';
import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import { exchangeCode } from '../auth/token-requests.js';
import type { TokenSet } from '../auth/token-set.js';
import type { CryptoOptions } from '../auth/web-crypto.js';
import { isSpotifyError, SpotifyError } from '../errors/spotify-error.js';
import { type CallbackOutcome, listenForCallback } from './loopback-server.js';
import { openBrowser } from './open-browser.js';

export interface ProgramSignInOptions extends AuthorizationUrlBase, Omit<TokenRequestOptions, 'clientSecret'>, CryptoOptions {
  /** `http://127.0.0.1:PORT/path` as registered, or without a port for one that is free. */
  redirectUri: string;
  /** Shows the user the URL. Default: opens the browser. */
  open?: ((url: string) => unknown) | undefined;
  /**
   * Asks the user for the callback's URL, for a browser on another machine. What does not answer this sign-in is asked for again;
   * the signal ends the question when the callback arrived by itself.
   */
  askForCallback?: ((question: { attempt: number; signal: AbortSignal }) => Promise<string>) | undefined;
  /** Milliseconds until the wait for the user ends with the code `timeout`. Default: 5 minutes. */
  waitMs?: number | undefined;
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
  const { open = openBrowser, signal, waitMs = 5 * 60_000 } = options;
  const question = new AbortController();
  const ask = async (take: (callback: URLSearchParams) => Promise<unknown>) => {
    if (!options.askForCallback) return;
    for (let attempt = 1; !question.signal.aborted; attempt++) {
      const pasted = await options.askForCallback({ attempt, signal: question.signal });
      if (await take(callbackParameters(pasted.trim()))) return;
    }
  };
  let settle: { resolve: (tokenSet: TokenSet) => void; reject: (error: unknown) => void } | undefined;
  const finished = new Promise<TokenSet>((resolve, reject) => {
    settle = { resolve, reject };
  });
  finished.catch(() => {});

  let finish: (callback: URLSearchParams) => Promise<CallbackOutcome | undefined> = async () => undefined;
  const server = await listenForCallback(checkRedirectUri(options.redirectUri), (url) => finish(callbackParameters(url)));
  const end = (error: SpotifyError) => () => settle?.reject(error);
  const cancel = end(new SpotifyError('aborted', 'none', 'The caller cancelled the sign-in.'));
  const timer = setTimeout(
    end(new SpotifyError('timeout', 'retry', `Nobody signed in within ${waitMs} ms. Try again later.`)),
    waitMs,
  );
  signal?.addEventListener('abort', cancel);
  try {
    if (signal?.aborted) cancel();
    const request = await createAuthorizationRequest({ ...options, redirectUri: server.redirectUri });
    let taken = false;
    finish = async (callback) => {
      // Anybody on this machine can knock here: only the answer to this very sign-in ends it, and only once.
      if (taken || callback.get('state') !== request.state) return undefined;
      taken = true;
      try {
        const code = readCallback(callback, { state: request.state, issuer: options.issuer });
        settle?.resolve(await exchangeCode({ ...options, ...request, code }));
        return { title: 'You are signed in', text: 'You can close this window and go back to the program.' };
      } catch (error) {
        settle?.reject(error);
        return isSpotifyError(error, 'access_denied')
          ? { title: 'You did not sign in', text: 'That is fine. The program knows, and you can close this window.' }
          : { title: 'The sign-in failed', text: 'The program says why. You can close this window.' };
      }
    };
    // Listening comes first: a browser that remembers the user's consent is back at once.
    await open(request.url);
    ask(finish).catch((error: unknown) => settle?.reject(error));
    return await finished;
  } finally {
    question.abort();
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    await server.close();
  }
}
