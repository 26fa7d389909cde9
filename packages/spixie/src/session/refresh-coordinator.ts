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
import { waitUnless } from './wait-unless.js';

export interface RefreshCoordinatorOptions extends Omit<TokenRequestOptions, 'signal'> {
  stored: StoredSession;
  /** Whether the store's swap is atomic: if not, nothing is refreshed without the lock. */
  atomic: boolean;
  lock: SessionLock | undefined;
  /** The name of the lock. */
  lockName: string;
}

/** Gives the tokens of one session, and renews them. Callers at the same moment share one refresh. */
export interface RefreshCoordinator {
  getTokenSet(wanted: GetAccessTokenOptions): Promise<TokenSet>;
  /** Gives an access token out no more, though the Web API has not refused it. */
  giveUp(accessToken: string | undefined): void;
  /** Does what writes besides a refresh, under the lock if the store is not atomic: a refresh could overwrite it unseen. */
  write(work: () => Promise<void>): Promise<void>;
}

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

  let givenUp: string | undefined;

  const suits = (tokenSet: TokenSet, wanted: GetAccessTokenOptions, minTtlSeconds = wanted.minTtlSeconds ?? 60) =>
    tokenSet.accessToken !== wanted.rejected && tokenSet.accessToken !== givenUp && isFresh(tokenSet, now(), minTtlSeconds);

  const underLock = async <Result>(work: (hasLock: unknown) => Promise<Result>) => {
    // A lock that fails is none: the session goes on without. The wait outlasts the lease: else all who began to wait when a holder
    // fell silent would give up in the moment before one of them gets its lock.
    const release = await lock?.acquire(lockName, { waitMs: leaseMs + 5_000, leaseMs }).catch(() => undefined);
    try {
      return await work(release);
    } finally {
      // What went well is not undone by a lock that cannot be released: its lease ends.
      await release?.()?.catch(() => {});
    }
  };

  const renew = async (wanted: GetAccessTokenOptions, mayRefresh: unknown): Promise<TokenSet> => {
    let record: SessionRecord | undefined;
    try {
      record = await stored.read(true);
    } catch (error) {
      // Who cannot see whether another holder has used the refresh token does not use it either.
      const spare = unsaved?.tokenSet ?? tokenSetOf(await stored.read());
      if (suits(spare, wanted, 0)) return spare;
      throw error;
    }
    const version = record?.version ?? '';
    if (unsaved?.version !== version && unsaved?.version !== endedVersion(record)) unsaved = undefined;
    const current = unsaved?.tokenSet ?? tokenSetOf(record);
    if (suits(current, wanted)) return unsaved ? save(unsaved) : current;

    const spare = suits(current, wanted, 0) ? current : undefined;
    if (spare && !mayRefresh) return spare;
    if (!mayRefresh) throw new SpotifyError('lock_timeout', 'retry', 'Another holder keeps the session’s lock. Try again.');
    if (!current.refreshToken) return spare ?? end(version, 'expired');
    try {
      unsaved = { version, tokenSet: await request(version, current, wanted.rejected) };
    } catch (error) {
      if (!isSpotifyError(error)) throw error;
      // An outage ends no session: the token in hand serves as long as it is good for anything.
      if (spare && error.retryable) return spare;
      if (error.code !== 'invalid_grant') throw error;
      const { authorizedAt = now() } = current;
      return end(version, /expired/i.test(error.reason ?? '') || now() - authorizedAt > sixMonthsMs ? 'expired' : 'revoked');
    }
    return save(unsaved);
  };

  const request = async (version: string, tokenSet: TokenSet, rejected: string | undefined) => {
    const isRejected = tokenSet.accessToken === rejected;
    if (isRejected && rejected === replacement && now() - tokenSet.issuedAt < 60_000) {
      // Else every call that is refused would refresh, without end.
      throw new SpotifyError('unauthorized', 'reauthorize', 'The Web API refuses new tokens too. Sign the user in again.');
    }
    const last = failure?.version === version ? failure : { at: -Infinity, pauseMs: 500, error: undefined };
    const pausedMs = now() - last.at;
    // A clock that was set back does not prolong a pause.
    if (pausedMs >= 0 && pausedMs < last.pauseMs) throw last.error;
    try {
      const next = await refreshTokens({ ...options, timeoutMs, tokenSet });
      replacement = isRejected ? next.accessToken : undefined;
      return next;
    } catch (error) {
      const { retryAfterSeconds } = error as Partial<SpotifyError>;
      const pauseMs = retryAfterSeconds ? Math.min(retryAfterSeconds * 1000, 3_600_000) : Math.min(last.pauseMs * 2, 30_000);
      failure = { version, error, at: now(), pauseMs };
      throw error;
    }
  };

  const save = async ({ version, tokenSet }: { version: string; tokenSet: TokenSet }): Promise<TokenSet> => {
    let expected: string | undefined = version;
    let other: SessionRecord | undefined;
    do {
      try {
        if (await stored.swap(expected, { status: 'signed_in', tokenSet })) {
          unsaved = undefined;
          return tokenSet;
        }
        other = await stored.read(true);
      } catch {
        // It is kept here, and the next caller tries to store it again.
        return tokenSet;
      }
      expected = other?.version;
      // Another holder may have been told that the refresh token was finished, because this one had used it: this proves it alive.
    } while (endedVersion(other) === version);
    unsaved = undefined;
    // Lost against another refresh, or against a sign-out: what is stored now counts.
    return tokenSetOf(other);
  };

  const end = async (version: string, reason: ReauthorizationReason): Promise<TokenSet> => {
    // Another holder may have rotated the token and be about to store the new one: believed only when nobody has for a while.
    for (const delayMs of [0, 25, 50, 100]) {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      const record = await stored.read(true);
      if (record?.version !== version) return tokenSetOf(record);
    }
    await stored.swap(version, { status: 'reauthorization_required', reason, endedAt: now(), endedVersion: version });
    return tokenSetOf(await stored.read(true));
  };

  return {
    async getTokenSet(wanted) {
      const latest = stored.latest();
      // Waiting for what is there already would be a third of what a valid token costs.
      const record = latest instanceof Promise ? await latest : latest;
      if (!unsaved) {
        const current = tokenSetOf(record);
        if (suits(current, wanted)) return current;
      }
      const join = () => {
        inFlight ??= underLock((hasLock) => renew(wanted, hasLock || (atomic && !lock?.required))).finally(() => {
          inFlight = undefined;
        });
        return waitUnless(wanted.signal, inFlight);
      };
      for (;;) {
        const joined = inFlight;
        const tokenSet = await join();
        // Who joined another caller's refresh may get what that caller could use and this one cannot.
        if (!joined || suits(tokenSet, wanted, 0)) return tokenSet;
      }
    },
    giveUp(accessToken) {
      givenUp = accessToken;
    },
    write: (work) => (atomic ? work() : underLock(work)),
  };
}

/** Which version a session had when Spotify ended it. */
function endedVersion(record: SessionRecord | undefined): string | undefined {
  return record?.status === 'reauthorization_required' ? record.endedVersion : undefined;
}

/** What a record means for a caller who wants a token. */
function tokenSetOf(record: SessionRecord | undefined): TokenSet {
  if (!record) throw new SpotifyError('signed_out', 'reauthorize', 'Nobody is signed in. Start a sign-in first.');
  if (record.status === 'signed_in') return record.tokenSet;
  const { status, reason } = record;
  throw new SpotifyError(status, 'reauthorize', `The session is over (${reason}). Sign the user in again.`, { reason });
}
