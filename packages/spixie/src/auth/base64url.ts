/** The 66 unreserved characters of a URL, of which the first 64 are those of base64url, in their order. @see RFC 3986 §2.3 */
export const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~';

/** Base64 with the URL-safe alphabet and without padding. @see RFC 4648 §5, RFC 7636 appendix A */
export function base64url(bytes: Uint8Array): string {
  let text = '';
  // Not by btoa, which older engines of phones lack.
  for (let bit = 0; bit < bytes.length * 8; bit += 6) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += unreserved[(pair >> (10 - (bit & 7))) & 63];
  }
  return text;
}
