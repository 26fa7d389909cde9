import { SpotifyError } from '../errors/spotify-error.js';
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
  const bytes = useCrypto(options).getRandomValues(new Uint8Array(512));
  // Seven random bits are one of 128 characters, each as likely as the next. What is not allowed is thrown away (a remainder by
  // 66 would favour some characters): of 512 some 264 stay, and fewer than 128 once in 10^32 times.
  const characters = String.fromCharCode(...bytes.map((byte) => byte & 127)).replace(/[^\w.~-]/g, '');
  return checkCodeVerifier(characters.slice(0, length));
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
      `The code verifier (${verifier.length} characters) is not valid. Use 43 to 128 of A-Z a-z 0-9 - . _ ~`,
    );
  }
  return verifier;
}
