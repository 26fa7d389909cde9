import type { TokenSet } from '../auth/token-set.js';

/**
 * Whether an access token is good for the next `minTtlSeconds`. Judged whenever it is used, never by a timer: a machine that slept
 * wakes up with its timers late and its clock right.
 */
export function isFresh({ issuedAt, expiresAt }: TokenSet, now: number, minTtlSeconds: number): boolean {
  // Before the token was issued: the clock was set back, and what it says of this token means nothing.
  if (now < issuedAt - 60_000) return false;
  // A short-lived token would never be fresh if half of its life were not enough.
  return expiresAt - now > Math.min(minTtlSeconds * 1000, (expiresAt - issuedAt) / 2);
}
