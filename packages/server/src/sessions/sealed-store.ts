import { parseStoredRecord, type StoredRecord, type TokenSet, type TokenStore } from 'spixie';
import { type SealingKey, seal, unsealText } from '../sealing/sealed.js';
import { createLastingWrites } from './lasting-writes.js';
import { isSealedRecord } from './sealed-record.js';
import type { SealedRecord, SessionStore } from './session-store.js';

/** What does not change while a session lives. */
export type SessionFacts = Pick<SealedRecord, 'clientId' | 'userId' | 'endsAt' | 'profile' | 'dataKeys'>;

export interface SealedStoreOptions {
  store: SessionStore;
  sessionId: string;
  dataKey: SealingKey;
  facts: SessionFacts;
  /** How long a session lives that nobody uses, in milliseconds. */
  idleMs: number;
  now: () => number;
  /** The record that was just read: the first reading is spared. */
  found?: SealedRecord | undefined;
}

/**
 * One session's view of the store: it encrypts what is written, and decrypts what is read. It does not watch: a session that was ended
 * elsewhere must not live on here because a message was lost.
 */
export function createSealedStore(options: SealedStoreOptions): TokenStore {
  const { store, sessionId, dataKey, facts, idleMs, now } = options;
  const by = { use: 'session', of: sessionId };
  const { swap, lock } = createLastingWrites(store);
  let found = options.found;
  let authorizedAt = found?.authorizedAt;
  let opened: { sealed: string; record: StoredRecord } | undefined;

  const open = async ({ sealed, version }: SealedRecord): Promise<StoredRecord> => {
    // Most readings find what was there before.
    if (opened?.sealed === sealed) return opened.record;
    const record = parseStoredRecord(await unsealText(sealed, dataKey, by));
    // A version is the storage's word, and what is sealed the session's own: where they differ, somebody has put them together.
    if (record?.version !== version) return { version };
    opened = { sealed, record };
    return record;
  };

  return {
    atomic: true,
    lock,
    async get(key) {
      const stored = found ?? (await store.get(key));
      found = undefined;
      if (!isSealedRecord(stored)) return stored && { version: stored.version };
      authorizedAt = stored.authorizedAt;
      return open(stored);
    },
    async compareAndSwap(key, expected, next) {
      const { tokenSet } = next as { tokenSet?: TokenSet };
      const time = now();
      authorizedAt = tokenSet?.authorizedAt ?? authorizedAt ?? time;
      const record: SealedRecord = {
        ...facts,
        version: next.version,
        authorizedAt,
        expiresAt: Math.min(time + idleMs, facts.endsAt),
        sealed: await seal(JSON.stringify(next), dataKey, by),
      };
      return swap(key, expected, record);
    },
    delete: (key) => store.delete(key),
  };
}
