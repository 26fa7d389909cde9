/**
 * Where a sign-in ends: a place within the app, checked so that nobody can be sent elsewhere.
 *
 * @returns path, query and fragment; `undefined` where it leads out of the origin, or is too long
 * @see RFC 9700 §4.11.1
 */
export function checkReturnTo(returnTo: string, origin: string): string | undefined {
  // A backslash counts as a slash in URLs, a line break as nothing: `/\evil.example` would lead away.
  if (returnTo.length > 2_000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(returnTo)) return undefined;
  const url = new URL(returnTo, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : undefined;
}
