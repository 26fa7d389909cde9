import type { StoredRecord, TokenStore } from '../session/token-store.js';
import { expectThat } from './expectations.js';

/** A runner's own function: `test` of Vitest, node:test, Jest or Bun, `it` of Mocha, `Deno.test`. */
export type RegisterTest = (name: string, run: () => Promise<void>) => unknown;

/** What one test has of the store that is tested. */
export interface StoreTest {
  /** Another holder of the same storage, as another tab, process or server would be. */
  hold(): Promise<TokenStore>;
  /** Many of them at once. */
  holdMany(count: number): Promise<readonly TokenStore[]>;
  /** A key that no other test uses. */
  key(suffix?: string): string;
  /** How long something that has to happen may take. */
  timeoutMs: number;
}

/** Tests by their names. */
export type StoreTests = Readonly<Record<string, (test: StoreTest) => Promise<void>>>;

/** A record, with whatever it has besides its version. */
export function recordOf(version: string, rest: object = {}): StoredRecord {
  return { version, ...rest };
}

/** Runs what needs a swap that is atomic: under the lock, where the store’s own is not. */
export async function exclusively<Result>(store: TokenStore, key: string, run: () => Promise<Result>): Promise<Result> {
  if (store.atomic) return run();
  const release = await store.lock?.acquire(key, { waitMs: 20_000, leaseMs: 30_000 });
  expectThat(release !== undefined, 'The store is not atomic, and its lock could not be had.');
  try {
    return await run();
  } finally {
    await release();
  }
}

/** Stores the first record of a key. */
export async function begin(store: TokenStore, key: string, first: StoredRecord): Promise<void> {
  expectThat((await store.compareAndSwap(key, undefined, first)) === true, 'The first record of a key was not written.');
}
