import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLeaseLock, type Leases } from './lease-lock.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Leases by the clock of the test. */
function createLeases(): Leases {
  const owners = new Map<string, { owner: string; until: number }>();
  return {
    async take(name, owner, leaseMs) {
      const found = owners.get(name);
      if (found && found.owner !== owner && found.until > performance.now()) return false;
      owners.set(name, { owner, until: performance.now() + leaseMs });
      return true;
    },
    async release(name, owner) {
      if (owners.get(name)?.owner === owner) owners.delete(name);
    },
  };
}

test('who lives keeps the lock as long as it may, and who dies leaves it after seconds', async () => {
  const leases = createLeases();
  const lock = createLeaseLock(leases);
  const isFree = (): Promise<boolean> => leases.take('k', 'another one', 1);
  const release = await lock.acquire('k', { waitMs: 0, leaseMs: 15_000 });
  await vi.advanceTimersByTimeAsync(14_000);
  expect(await isFree()).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await isFree()).toBe(true);
  await release?.();

  // Who takes it and is never heard of again.
  await leases.take('k', 'dead', 6_000);
  const waiting = lock.acquire('k', { waitMs: 20_000, leaseMs: 15_000 });
  await vi.advanceTimersByTimeAsync(7_000);
  const again = await waiting;
  expect(again).toBeDefined();
  await again?.();
  expect(await isFree()).toBe(true);
});

test('a lock that is released while its lease is renewed is free', async () => {
  const leases = createLeases();
  const slow: Leases = {
    ...leases,
    async take(name, owner, leaseMs) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      return leases.take(name, owner, leaseMs);
    },
  };
  const taking = createLeaseLock(slow).acquire('k', { waitMs: 0, leaseMs: 15_000 });
  await vi.advanceTimersByTimeAsync(40);
  const release = await taking;
  await vi.advanceTimersByTimeAsync(2_020);
  const released = release?.();
  await vi.advanceTimersByTimeAsync(40);
  await released;
  expect(await leases.take('k', 'another one', 1)).toBe(true);
});

test('nobody waits for long for a storage that does not answer when the lock is released', async () => {
  const lock = createLeaseLock({ ...createLeases(), release: () => new Promise(() => {}) });
  const release = await lock.acquire('k', { waitMs: 0, leaseMs: 15_000 });
  const released = expect(release?.()).rejects.toThrow('did not answer in time');
  await vi.advanceTimersByTimeAsync(2_000);
  await released;
});
