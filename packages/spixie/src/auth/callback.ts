import { SpotifyError } from '../errors/spotify-error.js';
import { quote } from '../transport/quote.js';

export interface CallbackOptions {
  /** The state that this user agent began with. */
  state: string;
  /**
   * Who must have answered. Without it `iss` is not looked at: Spotify documents none, so that there is no default.
   *
   * @see RFC 9207 §2.4
   */
  issuer?: string | undefined;
}

type CallbackCode =
  | 'authorization_failed'
  | 'duplicate_parameter'
  | 'state_missing'
  | 'state_mismatch'
  | 'issuer_mismatch'
  | 'code_missing';

/**
 * Reads the callback: checks that it answers this very sign-in, and gives the code.
 *
 * @param callback The whole URL, its path and query, or its query.
 * @returns the authorization code: exchange it once, within ten minutes
 * @throws `duplicate_parameter`, `state_missing`, `state_mismatch`, `issuer_mismatch`, `access_denied`, `authorization_failed`,
 * `code_missing`
 * @see RFC 6749 §4.1.2
 */
export function readCallback(callback: string | URL | URLSearchParams, options: CallbackOptions): string {
  const parameters = callbackParameters(callback);
  const refusal = (code: CallbackCode, happened: string, reason?: string) =>
    new SpotifyError(code, 'reauthorize', `The callback ${happened}. Sign the user in again.`, { reason });
  // RFC 6749 §3.1: what stands twice is an error, and what is empty counts as omitted.
  const twice = ['state', 'iss', 'error', 'code'].find((name) => parameters.getAll(name).length > 1);
  if (twice) throw refusal('duplicate_parameter', `has ${twice} twice`);
  const { state, iss, error, code } = Object.fromEntries(parameters);
  if (!state) throw refusal('state_missing', 'has no state');
  if (state !== options.state) throw refusal('state_mismatch', 'is of another sign-in');
  if (options.issuer && iss && iss !== options.issuer) throw refusal('issuer_mismatch', 'is of another issuer');
  if (error === 'access_denied') {
    throw new SpotifyError(error, 'user_declined', 'The user said no. Offer to sign in again.');
  }
  if (error) throw refusal('authorization_failed', 'has an error', quote(error, [code, state]));
  if (!code) throw refusal('code_missing', 'has no code');
  return code;
}

/** The parameters of a callback, given as the whole URL, its path and query, or its query. */
export function callbackParameters(callback: string | URL | URLSearchParams): URLSearchParams {
  return new URLSearchParams(String(callback).replace(/^[^?#]*\?|#.*/gs, ''));
}
