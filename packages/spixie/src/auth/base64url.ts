/** Base64 with the URL-safe alphabet and without padding. @see RFC 4648 §5, RFC 7636 appendix A */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
