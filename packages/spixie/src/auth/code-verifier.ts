import { SpotifyError } from '../errors/spotify-error.js';
import { unreserved } from './base64url.js';
import { type CryptoOptions, useCrypto } from './web-crypto.js';

export interface CodeVerifierOptions extends CryptoOptions {
  /** How many characters, 43 to 128. Default: 64. */
  length?: number | undefined;
}

/**
 * Creates a code verifier: characters drawn uniformly from the unreserved set. Keep it where only this user agent finds it, until
 * the code is exchanged.
 *
 * @throws `invalid_code_verifier` for a length outside of 43 to 128, `crypto_unavailable`
 * @see RFC 7636 §4.1
 *
 * @example
 * ```ts
 * import { createCodeVerifier } from 'spixie';
 *
 * const codeVerifier = createCodeVerifier();
 * const longer = createCodeVerifier({ length: 120 });
 * ```
 */
export function createCodeVerifier(options: CodeVerifierOptions = {}): string {
  const { length = 64 } = options;
  let verifier = '';
  for (const byte of useCrypto(options).getRandomValues(new Uint8Array(256))) {
    // A byte's remainder by 66 favours the first characters, unless the bytes from 198 (3 times 66) on are thrown away. Of 256
    // bytes some 198 stay, and fewer than 128 once in 10^25 times.
    if (byte < 198 && verifier.length < length) verifier += unreserved[byte % 66];
  }
  return checkCodeVerifier(verifier);
}

/**
 * Takes a code verifier of the caller's own.
 *
 * @returns the same verifier
 * @throws `invalid_code_verifier` when its length or a character is not allowed; the verifier is not in the message
 * @see RFC 7636 §4.1
 */
export function checkCodeVerifier(verifier: string): string {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) {
    throw new SpotifyError(
      'invalid_code_verifier',
      'fix_config',
      `The code verifier (${verifier.length} characters) is not valid. Use 43 to 128 of ${unreserved}`,
    );
  }
  return verifier;
}
