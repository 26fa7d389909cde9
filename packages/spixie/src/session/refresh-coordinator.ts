import { createState } from '../auth/state.js';
import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import { refreshTokens } from '../auth/token-requests.js';
import type { TokenSet } from '../auth/token-set.js';
import type { CryptoOptions } from '../auth/web-crypto.js';
import { isSpotifyError, SpotifyError } from '../errors/spotify-error.js';
import type { GetAccessTokenOptions } from './access-token-source.js';
import { isFresh } from './freshness.js';
import type { SessionOutcome, SessionRecord } from './session-record.js';
import type { TokenStore } from './token-store.js';

// Spotify says "six months" and not how many days: the shortest six months have 181.
const sixMonths = 181 * 24 * 3_600_000;

export interface RefreshCoordinatorOptions extends Omit<TokenRequestOptions, 'signal'>, CryptoOptions {
  store: TokenStore;
  /** Under which key the store has the session. */
  key: string;
  /** Told of every change that this coordinator made, after it was stored. */
  onChange: (type: SessionChange, record: SessionRecord | undefined) => void;
}

/** What can happen to a session. */
export type SessionChange = 'signed_in' | 'refreshed' | 'signed_out' | 'reauthorization_required';

/** Keeps one session alive over a store that others may hold too. */
export interface RefreshCoordinator {
  read(): Promise<SessionRecord | undefined>;
  getTokenSet(options?: GetAccessTokenOptions): Promise<TokenSet>;
  /** Stores a new sign-in, whatever was there before. */
  replace(tokenSet: TokenSet): Promise<void>;
  /** Stores a token set where nothing is stored yet. */
  seed(tokenSet: TokenSet): Promise<void>;
  remove(): Promise<void>;
}

/** The one refresh algorithm: the compare-and-swap on the stored record is what makes it correct. */
export function createRefreshCoordinator(options: RefreshCoordinatorOptions): RefreshCoordinator {
  const { store, key, clientId, onChange, now = Date.now } = options;
  let inFlight: Promise<TokenSet> | undefined;

  const read = async () => {
    const record = await store.get(key);
    return record?.clientId === clientId ? record : undefined;
  };

  const swap = async (type: SessionChange, expected: string | undefined, next: SessionOutcome) => {
    const record: SessionRecord = { schema: 1, version: createState(options), clientId, ...next };
    const written = await store.compareAndSwap(key, expected, record);
    if (written) onChange(type, record);
    return written;
  };

  /** What a record that somebody else wrote means for a caller who wants a token. */
  const tokenSetOf = (record: SessionRecord | undefined): TokenSet => {
    if (!record) throw new SpotifyError('signed_out', 'reauthorize', 'Nobody is signed in. Start a sign-in first.');
    if (record.status === 'signed_in') return record.tokenSet;
    const { reason } = record;
    throw new SpotifyError('reauthorization_required', 'reauthorize', `The session is over (${reason}). Sign the user in again.`, {
      reason,
    });
  };

  const suits = (tokenSet: TokenSet, { minTtlSeconds = 60, rejected }: GetAccessTokenOptions) =>
    tokenSet.accessToken !== rejected && isFresh(tokenSet, now(), minTtlSeconds);

  const refresh = async (wanted: GetAccessTokenOptions): Promise<TokenSet> => {
    const record = await read();
    const current = tokenSetOf(record);
    if (suits(current, wanted)) return current;
    const version = record?.version;
    try {
      const next = await refreshTokens({ ...options, tokenSet: current });
      if (await swap('refreshed', version, { status: 'signed_in', tokenSet: next })) return next;
    } catch (error) {
      // An outage ends no session: the token in hand serves as long as it is good for anything.
      if (isSpotifyError(error) && error.retryable && suits(current, { ...wanted, minTtlSeconds: 0 })) return current;
      if (!isSpotifyError(error, 'invalid_grant')) throw error;
      const { authorizedAt = now() } = current;
      const reason = /expired/i.test(error.reason ?? '') || now() - authorizedAt > sixMonths ? 'expired' : 'revoked';
      // Another holder may have rotated the token and be about to store the new one: believed only when nobody has for a while.
      for (const delayMs of [0, 25, 50, 100]) {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        const stored = await read();
        if (stored?.version !== version) return tokenSetOf(stored);
      }
      await swap('reauthorization_required', version, { status: 'reauthorization_required', reason, endedAt: now() });
    }
    // Lost against another holder, or against a sign-out: what is stored now counts.
    return tokenSetOf(await read());
  };

  return {
    read,
    async getTokenSet(wanted = {}) {
      const current = tokenSetOf(await read());
      if (suits(current, wanted)) return current;
      const joined = inFlight;
      inFlight ??= refresh(wanted).finally(() => {
        inFlight = undefined;
      });
      const tokenSet = await inFlight;
      // Who joined another caller's refresh may get what that caller could use and this one cannot.
      return joined && tokenSet.accessToken === wanted.rejected ? refresh(wanted) : tokenSet;
    },
    async replace(tokenSet) {
      for (let attempt = 0; attempt < 10; attempt++) {
        const stored = await store.get(key);
        if (await swap('signed_in', stored?.version, { status: 'signed_in', tokenSet })) return;
      }
      throw new SpotifyError('store_failed', 'retry', 'The store refused to keep the sign-in ten times in a row. Try again.');
    },
    async seed(tokenSet) {
      if (!(await store.get(key))) await swap('signed_in', undefined, { status: 'signed_in', tokenSet });
    },
    async remove() {
      await store.delete(key);
      onChange('signed_out', undefined);
    },
  };
}
