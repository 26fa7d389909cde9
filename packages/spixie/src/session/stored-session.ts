import { createState } from '../auth/state.js';
import type { TokenSet } from '../auth/token-set.js';
import type { CryptoOptions } from '../auth/web-crypto.js';
import { SpotifyError } from '../errors/spotify-error.js';
import { isSessionRecord, type SessionIdentity, type SessionOutcome, type SessionRecord } from './session-record.js';
import type { StoredRecord, TokenStore } from './token-store.js';

/** What can happen to a session, by this holder or another. `loaded`: it was read for the first time. */
export type SessionChange = 'loaded' | 'signed_in' | 'refreshed' | 'signed_out' | 'reauthorization_required';

export interface StoredSessionOptions extends SessionIdentity, CryptoOptions {
  /** Without one the session lives as long as this holder. */
  store: TokenStore | undefined;
  /** Under which key the store has it. */
  key: string;
  requiredScopes?: readonly string[] | undefined;
  /** Told of every change, whoever made it, after it was stored. */
  onChange: (change: SessionChange, record: SessionRecord | undefined) => void;
}

/** One session in a store that others may hold too, as this holder sees it. */
export interface StoredSession {
  /** Reads the store. Where that fails, what was last seen of the session serves, unless what is there has to be known. */
  read(strictly?: boolean): Promise<SessionRecord | undefined>;
  /** Spares the reading while the store is watched and has told of no change. */
  latest(): Promise<SessionRecord | undefined> | SessionRecord | undefined;
  /** Writes if nobody else has written meanwhile. */
  swap(expected: string | undefined, outcome: SessionOutcome): Promise<boolean>;
  /** Stores a new sign-in, whatever was there before. What was there and could not be read is set aside. */
  replace(tokenSet: TokenSet): Promise<void>;
  remove(): Promise<void>;
  /** Reads again whenever another holder has written, until the function that it returns is called. */
  watch(): () => void;
}

/** Reads and writes one session, and tells what changed. */
export function createStoredSession(options: StoredSessionOptions): StoredSession {
  const { store, key, requiredScopes = [], onChange, clientId, sessionKey } = options;
  const aside = `${key}:aside`;
  const header = { schema: 1, clientId, sessionKey } as const;
  let seen: { record: SessionRecord | undefined } | undefined;
  let unwatch: (() => void) | undefined;
  let upToDate = false;
  // Answers may overtake each other: only one that was asked for after everything already seen is news.
  let asked = 0;
  let newest = 0;

  const view = (stored: StoredRecord): SessionRecord => {
    const reason = !isSessionRecord(stored, header)
      ? 'unreadable'
      : stored.status === 'signed_in' && requiredScopes.some((scope) => !stored.tokenSet.scopes.includes(scope))
        ? 'scopes_missing'
        : undefined;
    if (!reason) return stored as SessionRecord;
    // What was damaged may have kept its version, and is a change all the same.
    return { ...header, version: stored.version + reason, status: 'reauthorization_required', reason, endedAt: 0 };
  };

  const see = (stored: StoredRecord | undefined, question = ++asked) => {
    const before = seen;
    const record = stored && view(stored);
    newest = question;
    upToDate = true;
    seen = { record };
    if (!before) onChange('loaded', record);
    else if (before.record?.version !== record?.version) onChange(changeBetween(before.record, record), record);
    return record;
  };

  const read = async (strictly = false): Promise<SessionRecord | undefined> => {
    const question = ++asked;
    let stored: StoredRecord | undefined;
    try {
      stored = store ? await store.get(key) : seen?.record;
    } catch (error) {
      if (seen?.record && !strictly) return seen.record;
      throw error;
    }
    return question > newest ? see(stored, question) : read(strictly);
  };

  const swap = async (expected: string | undefined, outcome: SessionOutcome) => {
    const record: SessionRecord = { ...header, version: createState(options), ...outcome };
    const written = store ? await store.compareAndSwap(key, expected, record) : seen?.record?.version === expected;
    if (written) see(record);
    return written;
  };

  return {
    read,
    latest: () => (!store || (unwatch && upToDate) ? seen?.record : read()),
    swap,
    async replace(tokenSet) {
      // So that the sign-in is told as one, and not as what was found.
      await read();
      for (let attempt = 0; attempt < 10; attempt++) {
        const stored = store ? await store.get(key) : seen?.record;
        if (store && stored && !isSessionRecord(stored, header)) {
          await store.compareAndSwap(aside, (await store.get(aside))?.version, stored);
        }
        if (await swap(stored?.version, { status: 'signed_in', tokenSet })) return;
      }
      throw new SpotifyError('store_failed', 'retry', 'The store refused ten times in a row. Try again.');
    },
    async remove() {
      await store?.delete(key);
      see(undefined);
      await store?.delete(aside);
    },
    watch() {
      const again = () => {
        upToDate = false;
        // What was asked for before the change is no news.
        newest = ++asked;
        // Who asks next reads by himself, and is told why he cannot.
        read().catch(() => {});
      };
      unwatch = store?.watch?.(key, again);
      again();
      return () => {
        unwatch?.();
        unwatch = undefined;
      };
    },
  };
}

function changeBetween(before: SessionRecord | undefined, after: SessionRecord | undefined): SessionChange {
  if (!after) return 'signed_out';
  if (after.status !== 'signed_in' || before?.status !== 'signed_in') return after.status;
  // The moment of the sign-in outlives every refresh.
  return before.tokenSet.authorizedAt === after.tokenSet.authorizedAt ? 'refreshed' : 'signed_in';
}
