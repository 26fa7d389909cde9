// It goes into a cookie with the rest of a sign-in, of which browsers take 4 KB.
const LONGEST = 1_000;

/**
 * Where a sign-in ends: a place within the app, checked so that nobody can be sent elsewhere.
 *
 * @returns path, query and fragment; `undefined` where it leads out of the origin, or is too long
 * @see RFC 9700 §4.11.1
 */
export function checkReturnTo(returnTo: string, origin: string): string | undefined {
  // A backslash counts as a slash in URLs, a line break as nothing: `/\evil.example` would lead away.
  if (returnTo.length > LONGEST || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(returnTo)) return undefined;
  const { href, pathname, search, hash } = new URL(returnTo, origin);
  const path = `${pathname}${search}${hash}`;
  // `/.//evil.example` is of this origin, and without the dot, as a URL of its own, no longer.
  const isWithin = href === `${origin}${path}` && !path.startsWith('//');
  return isWithin && path.length <= LONGEST ? path : undefined;
}
