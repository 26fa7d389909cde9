import type { SessionLock } from '../session/session-lock.js';
import { expectThat } from './expectations.js';
import { type LockTests, lockTests, taken } from './lock-tests.js';
import { recordOf, type StoreTest, type StoreTests } from './store-test.js';

/** What holds for every lock, and how a store’s own goes together with its records. */
export const storeLockTests: StoreTests = {
  ...ofTheStore(lockTests),

  async 'the record can be read, written and deleted while its lock is held'({ hold, key, timeoutMs }) {
    const [store, other, name] = [await hold(), await hold(), key()];
    const release = await taken(lockOf(store.lock), name, timeoutMs);
    expectThat((await store.compareAndSwap(name, undefined, recordOf('1'))) === true, 'The lock’s holder could not write.');
    // Who could not have the lock goes on without it.
    expectThat((await other.get(name))?.version === '1', 'Another holder could not read.');
    await store.delete(name);
    expectThat((await other.get(name)) === undefined, 'The lock’s holder could not delete.');
    await release();
    await (await taken(lockOf(other.lock), name, timeoutMs))();
  },
};

/** The tests of a lock, for the one that a store has. */
export function ofTheStore(tests: LockTests): StoreTests {
  const over =
    (run: LockTests[string]) =>
    ({ hold, ...test }: StoreTest) =>
      run({ ...test, hold: async () => lockOf((await hold()).lock) });
  return Object.fromEntries(Object.entries(tests).map(([name, run]) => [name, over(run)]));
}

function lockOf(lock: SessionLock | undefined): SessionLock {
  expectThat(lock !== undefined, 'The store has no lock: say so with lock: false.');
  return lock;
}
