import type { SessionLock } from '../session/session-lock.js';
import { boundedLock } from './bounded.js';
import { createKeys } from './keys.js';
import { deadHolderTests, lockTests } from './lock-tests.js';
import type { RegisterTest } from './store-test.js';

export interface TestSessionLockOptions {
  /** The runner's own function: `test` of Vitest, node:test, Jest or Bun, `it` of Mocha, `Deno.test`. */
  test: RegisterTest;
  /** Gives the lock as another tab, process or server has it, each time. It is called within the tests, several times in each. */
  createLock: () => SessionLock | Promise<SessionLock>;
  /**
   * Leaves the lock as a holder leaves it that was killed: with this lease, and nobody to release it. Without it nothing is tested of
   * leases.
   */
  leaveLocked?: ((key: string, leaseMs: number) => void | Promise<void>) | undefined;
  /** How long a call may take, beyond what it was allowed to wait, before the test fails: milliseconds. Default: 5,000. */
  timeoutMs?: number | undefined;
}

/** Registers the tests that every lock must pass which stands by itself. Those of a store's own are among {@link testTokenStore}'s. */
export function testSessionLock({ test, createLock, leaveLocked, timeoutMs = 5_000 }: TestSessionLockOptions): void {
  const tests = { ...lockTests, ...(leaveLocked && deadHolderTests(leaveLocked)) };
  for (const [name, run] of Object.entries(tests)) {
    test(name, () => run({ key: createKeys().key, timeoutMs, hold: async () => boundedLock(await createLock(), timeoutMs) }));
  }
}
