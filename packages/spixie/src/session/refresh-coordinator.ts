import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import { refreshTokens } from '../auth/token-requests.js';
import type { TokenSet } from '../auth/token-set.js';
import { isSpotifyError, SpotifyError } from '../errors/spotify-error.js';
import type { GetAccessTokenOptions } from './access-token-source.js';
import { isFresh } from './freshness.js';
import type { SessionLock } from './session-lock.js';
import type { ReauthorizationReason, SessionRecord } from './session-record.js';
import { sixMonthsMs } from './six-months.js';
import type { StoredSession } from './stored-session.js';
import { waitFor } from './wait-for.js';

export interface RefreshCoordinatorOptions extends Omit<TokenRequestOptions, 'signal'> {
  stored: StoredSession;
  /** Whether the store's swap is atomic: if not, nothing is refreshed without the lock. */
  atomic: boolean;
  lock: SessionLock | undefined;
  /** The name of the lock. */
  lockName: string;
}

/** What a caller wants, and what the app wants no more. */
export interface WantedTokenSet extends Omit<GetAccessTokenOptions, 'signal'> {
  /** An access token that the app gave up without the Web API having refused it. */
  invalidated?: string | undefined;
}

/** Gives the tokens of one session, and renews them. Callers at the same moment share one refresh. */
export type RefreshCoordinator = (wanted: WantedTokenSet, signal?: AbortSignal) => Promise<TokenSet>;

/**
 * The one refresh algorithm. The lock saves requests; the compare-and-swap on the stored record is what makes it correct. A session
 * ends for one reason only: Spotify says that its refresh token is finished, and no holder has a newer one.
 */
export function createRefreshCoordinator(options: RefreshCoordinatorOptions): RefreshCoordinator {
  const { stored, atomic, lock, lockName, now = Date.now, timeoutMs = 10_000 } = options;
  // A holder that lives has its answer, or its timeout, before its lease is over.
  const leaseMs = timeoutMs + 5_000;
  let inFlight: Promise<TokenSet> | undefined;
  /** What was refreshed and the store could not take: it may be the only copy of a rotated refresh token. */
  let unsaved: { version: string; tokenSet: TokenSet } | undefined;
  let failure: { version: string; error: unknown; at: number; pauseMs: number } | undefined;
  /** The access token that came in place of a rejected one. */
  let replacement: string | undefined;

  const suits = (tokenSet: TokenSet, { minTtlSeconds = 60, rejected, invalidated }: WantedTokenSet) =>
    tokenSet.accessToken !== rejected && tokenSet.accessToken !== invalidated && isFresh(tokenSet, now(), minTtlSeconds);

  const underLock = async (wanted: WantedTokenSet) => {
    // A lock that fails is none: the session goes on without.
    const release = await lock?.acquire(lockName, { waitMs: leaseMs, leaseMs }).catch(() => undefined);
    try {
      return await renew(wanted, atomic || release !== undefined);
    } finally {
      // What went well is not undone by a lock that cannot be released: its lease ends.
      await Promise.resolve(release?.()).catch(() => {});
    }
  };

  const renew = async (wanted: WantedTokenSet, mayRefresh: boolean): Promise<TokenSet> => {
    const record = await stored.read();
    const version = record?.version ?? '';
    if (unsaved?.version !== version) unsaved = undefined;
    const current = unsaved?.tokenSet ?? tokenSetOf(record);
    if (!suits(current, wanted)) {
      if (!mayRefresh) throw new SpotifyError('lock_timeout', 'retry', 'Another holder keeps the session’s lock. Try again.');
      const spare = suits(current, { ...wanted, minTtlSeconds: 0 }) ? current : undefined;
      if (!current.refreshToken) return spare ?? end(version, 'expired');
      try {
        unsaved = { version, tokenSet: await request(version, current, wanted) };
      } catch (error) {
        if (!isSpotifyError(error, 'invalid_grant')) {
          // An outage ends no session: the token in hand serves as long as it is good for anything.
          if (spare && isSpotifyError(error) && error.retryable) return spare;
          throw error;
        }
        const { authorizedAt = now() } = current;
        const late = /expired/i.test(error.reason ?? '') || now() - authorizedAt > sixMonthsMs;
        return end(version, late ? 'expired' : 'revoked');
      }
    }
    return unsaved ? save(unsaved) : current;
  };

  const request = async (version: string, current: TokenSet, { rejected }: WantedTokenSet) => {
    if (rejected && rejected === current.accessToken && rejected === replacement && now() - current.issuedAt < 60_000) {
      // Else every call that is refused would refresh, without end.
      throw new SpotifyError(
        'unauthorized',
        'reauthorize',
        'The Web API refuses even a token that was just refreshed. Sign the user in again.',
      );
    }
    const last = failure?.version === version ? failure : undefined;
    const paused = last ? now() - last.at : 0;
    // A clock that was set back does not prolong a pause.
    if (last && paused >= 0 && paused < last.pauseMs) throw last.error;
    try {
      const next = await refreshTokens({ ...options, timeoutMs, tokenSet: current });
      replacement = rejected === current.accessToken ? next.accessToken : undefined;
      return next;
    } catch (error) {
      const { retryAfterSeconds } = isSpotifyError(error) ? error : {};
      const pauseMs = retryAfterSeconds
        ? Math.min(retryAfterSeconds * 1000, 3_600_000)
        : Math.min((last?.pauseMs ?? 500) * 2, 30_000);
      failure = { version, error, at: now(), pauseMs };
      throw error;
    }
  };

  const save = async ({ version, tokenSet }: { version: string; tokenSet: TokenSet }): Promise<TokenSet> => {
    try {
      const written = await stored.swap(version, { status: 'signed_in', tokenSet });
      unsaved = undefined;
      if (written) return tokenSet;
    } catch {
      // It is kept here, and the next caller tries to store it again.
      return tokenSet;
    }
    const other = await stored.read();
    // Another holder was told that the refresh token was finished, because this one had used it: this answer proves it alive.
    if (other?.status === 'reauthorization_required' && other.endedVersion === version) {
      if (await stored.swap(other.version, { status: 'signed_in', tokenSet })) return tokenSet;
      return tokenSetOf(await stored.read());
    }
    // Lost against another refresh, or against a sign-out: what is stored now counts.
    return tokenSetOf(other);
  };

  const end = async (version: string, reason: ReauthorizationReason): Promise<TokenSet> => {
    // Another holder may have rotated the token and be about to store the new one: believed only when nobody has for a while.
    for (const delayMs of [0, 25, 50, 100]) {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      const record = await stored.read();
      if (record?.version !== version) return tokenSetOf(record);
    }
    await stored.swap(version, { status: 'reauthorization_required', reason, endedAt: now(), endedVersion: version });
    return tokenSetOf(await stored.read());
  };

  const inHand = async () => {
    try {
      return tokenSetOf(stored.isCurrent() ? stored.seen() : await stored.read());
    } catch (error) {
      // A store that cannot be read ends no session either.
      if (!isSpotifyError(error, 'store_failed')) throw error;
      if (unsaved) return unsaved.tokenSet;
      if (stored.seen()?.status !== 'signed_in') throw error;
      return tokenSetOf(stored.seen());
    }
  };

  return async (wanted, signal) => {
    const current = await inHand();
    if (suits(current, wanted)) return current;
    const joined = inFlight;
    const begin = () => {
      // The sum of what can be waited for in it, and a store that hangs does not hang its callers.
      inFlight = waitFor(underLock(wanted), undefined, 3 * leaseMs).finally(() => {
        inFlight = undefined;
      });
      return inFlight;
    };
    const tokenSet = await waitFor(joined ?? begin(), signal);
    // Who joined another caller's refresh may get what that caller could use and this one cannot.
    return joined && tokenSet.accessToken === wanted.rejected ? waitFor(inFlight ?? begin(), signal) : tokenSet;
  };
}

/** What a record means for a caller who wants a token. */
function tokenSetOf(record: SessionRecord | undefined): TokenSet {
  if (!record) throw new SpotifyError('signed_out', 'reauthorize', 'Nobody is signed in. Start a sign-in first.');
  if (record.status === 'signed_in') return record.tokenSet;
  const { reason } = record;
  const message = `The session is over (${reason}). Sign the user in again.`;
  throw new SpotifyError('reauthorization_required', 'reauthorize', message, { reason });
}
