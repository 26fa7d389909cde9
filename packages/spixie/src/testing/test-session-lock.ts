import type { SessionLock } from '../session/session-lock.js';
import { boundedLock } from './bounded.js';
import { createKeys } from './keys.js';
import { lockTests } from './lock-tests.js';
import type { RegisterTest } from './store-test.js';

export interface TestSessionLockOptions {
  /** The runner's own function: `test` of Vitest, node:test, Jest or Bun, `it` of Mocha, `Deno.test`. */
  test: RegisterTest;
  /** Gives the lock as another tab, process or server has it, each time. It is called within the tests, several times in each. */
  createLock: () => SessionLock | Promise<SessionLock>;
  /** How long a call may take, beyond what it was allowed to wait, before the test fails: milliseconds. Default: 5,000. */
  timeoutMs?: number | undefined;
}

/** Registers the tests that every lock must pass which stands by itself. Those of a store's own are among {@link testTokenStore}'s. */
export function testSessionLock({ test, createLock, timeoutMs = 5_000 }: TestSessionLockOptions): void {
  for (const [name, run] of Object.entries(lockTests)) {
    test(name, () => run({ key: createKeys().key, timeoutMs, hold: async () => boundedLock(await createLock(), timeoutMs) }));
  }
}
