import { base64url } from './base64url.js';
import { type CryptoOptions, useCrypto } from './web-crypto.js';

/**
 * Creates a `state` of 192 random bits, which ties the callback to the user agent that began.
 *
 * @throws `crypto_unavailable`
 * @see RFC 6749 §10.12
 */
export function createState(options?: CryptoOptions): string {
  return base64url(useCrypto(options).getRandomValues(new Uint8Array(24)));
}
