import { type AuthorizationUrlBase, createAuthorizationUrl } from './authorization-url.js';
import { createCodeChallenge } from './code-challenge.js';
import { createCodeVerifier } from './code-verifier.js';
import { createState } from './state.js';
import type { CryptoOptions } from './web-crypto.js';

export interface AuthorizationRequestOptions extends AuthorizationUrlBase, CryptoOptions {
  /** A code verifier of the caller's own. Default: a new one. */
  codeVerifier?: string | undefined;
  /** A state of the caller's own, of at least 128 bits. Default: a new one. */
  state?: string | undefined;
}

/** A sign-in that has begun: where to send the user, and what has to be kept until the callback. */
export interface AuthorizationRequest {
  url: string;
  /** Belongs to this user agent alone. */
  state: string;
  /** A secret: it proves that who began is who exchanges the code. */
  codeVerifier: string;
  /** The exchange must repeat it. */
  redirectUri: string;
}

/**
 * Begins a sign-in with PKCE: creates the code verifier, its challenge, the state and the URL.
 *
 * @throws `invalid_redirect_uri`, `invalid_option`, `invalid_code_verifier`, `implicit_grant_removed`, `crypto_unavailable`
 * @see RFC 7636 §4
 */
export async function createAuthorizationRequest(options: AuthorizationRequestOptions): Promise<AuthorizationRequest> {
  const { codeVerifier = createCodeVerifier(options), state = createState(options), redirectUri } = options;
  const codeChallenge = await createCodeChallenge(codeVerifier, options);
  return { url: createAuthorizationUrl({ ...options, state, codeChallenge }), state, codeVerifier, redirectUri };
}
