import { SpotifyError } from '../errors/spotify-error.js';
import { quote } from '../transport/quote.js';

type CallbackCode =
  | 'authorization_failed'
  | 'duplicate_parameter'
  | 'state_missing'
  | 'state_mismatch'
  | 'issuer_mismatch'
  | 'code_missing';

/** The error of a callback that ends a sign-in. */
export function callbackRefusal(code: CallbackCode, happened: string, reason?: string): SpotifyError {
  return new SpotifyError(code, 'reauthorize', `The callback ${happened}. Sign the user in again.`, { reason });
}

/**
 * Reads what Spotify answered, from a callback whose state is known to be of this sign-in.
 *
 * @returns the authorization code
 * @throws `duplicate_parameter`, `issuer_mismatch`, `access_denied`, `authorization_failed`, `code_missing`
 * @see RFC 6749 §4.1.2
 */
export function readAuthorizationResponse(parameters: URLSearchParams, issuer?: string): string {
  // RFC 6749 §3.1: what stands twice is an error, and what is empty counts as omitted.
  const twice = ['state', 'iss', 'error', 'code'].find((name) => parameters.getAll(name).length > 1);
  if (twice) throw callbackRefusal('duplicate_parameter', `has ${twice} twice`);
  const { state, iss, error, code } = Object.fromEntries(parameters);
  if (issuer && iss && iss !== issuer) throw callbackRefusal('issuer_mismatch', 'is of another issuer');
  if (error === 'access_denied') {
    throw new SpotifyError(error, 'user_declined', 'The user said no. Offer to sign in again.');
  }
  if (error) throw callbackRefusal('authorization_failed', 'has an error', quote(error, [code, state]));
  if (!code) throw callbackRefusal('code_missing', 'has no code');
  return code;
}
