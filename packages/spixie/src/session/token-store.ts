import type { SessionLock } from './session-lock.js';

/** What a store keeps: an object that survives JSON, of which the store knows no more than its version. */
export interface StoredRecord {
  /** Differs after every write: what a swap compares. */
  version: string;
}

/**
 * Keeps sessions. Everything else about a session is the coordinator's: a store only gives, swaps and deletes. Each call has to end
 * within seconds, if need be with an error: what waits for it has no other bound. `spixie/testing` has the suite that every store
 * must pass.
 */
export interface TokenStore {
  /** Whether {@link compareAndSwap} is atomic across everyone who holds this store: other tabs, processes, servers. */
  readonly atomic: boolean;
  /** Lets one holder refresh at a time. A store that is not atomic needs it; for the others it saves requests. */
  readonly lock?: SessionLock | undefined;
  /**
   * Gives the record, or `undefined` where there is none. What is damaged, or no record at all, is given with a version too
   * ({@link parseStoredRecord}), so that it is never taken for nothing and overwritten.
   */
  get(key: string): Promise<StoredRecord | undefined>;
  /**
   * Writes `next` if what is stored still has the version `expected`; `undefined` expects that nothing is stored.
   *
   * @returns whether it was written
   */
  compareAndSwap(key: string, expected: string | undefined, next: StoredRecord): Promise<boolean>;
  /** Deletes the record. A swap that expected it fails from then on. */
  delete(key: string): Promise<void>;
  /**
   * Tells of every write and deletion under the key by other holders; telling of one's own, or once too often, does no harm.
   *
   * @returns a function that ends it, and frees what it held
   */
  watch?(key: string, onChange: () => void): () => void;
}
