import { base64url } from 'jose';

/** Base64url without padding. @see RFC 4648 §5 */
export function toBase64url(bytes: Uint8Array): string {
  return base64url.encode(bytes);
}

/** What base64url says. */
export function fromBase64url(text: string): Uint8Array {
  return base64url.decode(text);
}
