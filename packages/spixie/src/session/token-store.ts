import type { SessionRecord } from './session-record.js';

/** Keeps sessions. Everything else about a session is the coordinator's: a store only gives, swaps and deletes. */
export interface TokenStore {
  /** Whether {@link compareAndSwap} is atomic across everyone who holds this store: other tabs, processes, servers. */
  readonly atomic: boolean;
  /** Gives the record, or `undefined` where there is none. */
  get(key: string): Promise<SessionRecord | undefined>;
  /**
   * Writes `next` if what is stored still has the version `expected`; `undefined` expects that nothing is stored.
   *
   * @returns whether it was written
   */
  compareAndSwap(key: string, expected: string | undefined, next: SessionRecord): Promise<boolean>;
  /** Deletes the record. A swap that expected it fails from then on. */
  delete(key: string): Promise<void>;
}
