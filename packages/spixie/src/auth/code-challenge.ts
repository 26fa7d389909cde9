import { base64url } from './base64url.js';
import { checkCodeVerifier } from './code-verifier.js';
import { type CryptoOptions, useCrypto } from './web-crypto.js';

/**
 * Creates the S256 code challenge of a verifier: its SHA-256 digest, base64url without padding. There is no `plain`.
 *
 * @throws `invalid_code_verifier`, `crypto_unavailable`
 * @see RFC 7636 §4.2
 */
export async function createCodeChallenge(codeVerifier: string, options?: CryptoOptions): Promise<string> {
  // It is ASCII by now. Not by TextEncoder, which older engines of phones lack.
  const bytes = Uint8Array.from(checkCodeVerifier(codeVerifier), (character) => character.charCodeAt(0));
  return base64url(new Uint8Array(await useCrypto(options).subtle.digest('SHA-256', bytes)));
}
