import { callbackRefusal, readAuthorizationResponse } from './authorization-response.js';

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
  const state = parameters.get('state');
  if (!state) throw callbackRefusal('state_missing', 'has no state');
  if (state !== options.state) throw callbackRefusal('state_mismatch', 'is of another sign-in');
  return readAuthorizationResponse(parameters, options.issuer);
}

/** The parameters of a callback, given as the whole URL, its path and query, or its query. */
export function callbackParameters(callback: string | URL | URLSearchParams): URLSearchParams {
  return new URLSearchParams(String(callback).replace(/^[^?#]*\?|#.*/gs, ''));
}
