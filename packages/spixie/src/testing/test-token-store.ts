import type { TokenStore } from '../session/token-store.js';
import { boundedStore } from './bounded.js';
import { damageTests } from './damage-tests.js';
import { deleteTests } from './delete-tests.js';
import { expectThat } from './expectations.js';
import { keyTests } from './key-tests.js';
import { createKeys } from './keys.js';
import { deadHolderTests } from './lock-tests.js';
import { recordTests } from './record-tests.js';
import { ofTheStore, storeLockTests } from './store-lock-tests.js';
import type { RegisterTest, StoreTests } from './store-test.js';
import { swapTests } from './swap-tests.js';
import { watchTests } from './watch-tests.js';

export interface TestTokenStoreOptions {
  /** The runner's own function: `test` of Vitest, node:test, Jest or Bun, `it` of Mocha, `Deno.test`. */
  test: RegisterTest;
  /**
   * Gives another holder of the same storage each time, as another tab, process or server would be. It is called within the tests,
   * several times in each. A store that keeps its records in itself can only give itself.
   */
  createStore: () => TokenStore | Promise<TokenStore>;
  /** Closes a holder at the end of each test, where it has connections. */
  closeStore?: ((store: TokenStore) => void | Promise<void>) | undefined;
  /** Damages what is stored under the key, as a full disk or another program would. Without it nothing is tested of damage. */
  damage?: ((key: string) => void | Promise<void>) | undefined;
  /**
   * Leaves the lock of a key as a holder leaves it that was killed: with this lease, and nobody to release it. Without it nothing is
   * tested of leases.
   */
  leaveLocked?: ((key: string, leaseMs: number) => void | Promise<void>) | undefined;
  /** Whether the store is atomic. Default: true. If not, its races run under its lock. */
  atomic?: boolean | undefined;
  /** Whether the store has a lock. Default: true. */
  lock?: boolean | undefined;
  /** Whether the store can watch. Default: true. */
  watch?: boolean | undefined;
  /** How long a call, or the word of a change, may take before the test fails: milliseconds. Default: 5,000. */
  timeoutMs?: number | undefined;
}

/**
 * Registers the tests that every store of sessions must pass, with any test runner. Each has keys of its own, and deletes them
 * afterwards: what else is in the storage stays as it is.
 *
 * @example
 * ```ts
 * import { test } from 'node:test';
 * import { createMemoryStore } from 'spixie';
 * import { testTokenStore } from 'spixie/testing';
 *
 * const store = createMemoryStore();
 * testTokenStore({ test, createStore: () => store });
 * ```
 */
export function testTokenStore(options: TestTokenStoreOptions): void {
  const {
    test,
    createStore,
    closeStore,
    damage,
    leaveLocked,
    atomic = true,
    lock = true,
    watch = true,
    timeoutMs = 5_000,
  } = options;

  const traits: StoreTests = {
    async 'is what its tests were told: atomic, with a lock, watching'({ hold }) {
      const store = await hold();
      expectThat(store.atomic === atomic, `The store says atomic: ${store.atomic}, and its tests atomic: ${atomic}.`);
      expectThat((store.lock !== undefined) === lock, `The store has ${lock ? 'no' : 'a'} lock, and its tests say lock: ${lock}.`);
      expectThat(
        (store.watch !== undefined) === watch,
        `The store has ${watch ? 'no' : 'a'} watch, and its tests say watch: ${watch}.`,
      );
      expectThat(atomic || lock, 'A store that is not atomic needs a lock.');
    },
  };
  const tests: StoreTests = {
    ...traits,
    ...recordTests,
    ...swapTests,
    ...deleteTests,
    ...keyTests,
    ...(watch && watchTests),
    ...(lock && storeLockTests),
    ...(lock && leaveLocked && ofTheStore(deadHolderTests(leaveLocked))),
    ...(damage && damageTests(damage)),
  };

  for (const [name, run] of Object.entries(tests)) {
    test(name, async () => {
      const opened: TokenStore[] = [];
      const { key, used } = createKeys();
      const hold = async () => {
        const store = await createStore();
        opened.push(store);
        return boundedStore(store, timeoutMs);
      };
      const holdMany = (count: number) => Promise.all(Array.from({ length: count }, hold));
      try {
        await run({ hold, holdMany, key, timeoutMs });
        const store = await hold();
        for (const one of used) await store.delete(one);
      } finally {
        for (const store of opened) await closeStore?.(store);
      }
    });
  }
}
