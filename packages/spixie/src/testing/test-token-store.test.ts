import { describe, expect, it, test } from 'vitest';
import { type BrokenStore, brokenStores, withoutAtomicSwap } from '../../test-support/broken-stores.js';
import { createLeaseLock } from '../../test-support/lease-lock.js';
import { createTextStorage } from '../../test-support/text-storage.js';
import { createMemoryLock } from '../session/memory-lock.js';
import { createMemoryStore } from '../session/memory-store.js';
import { testSessionLock } from './test-session-lock.js';
import { testTokenStore } from './test-token-store.js';

describe('the memory store', () => {
  const store = createMemoryStore();
  testTokenStore({ test, createStore: () => store });
});

describe('a store of texts, which can be damaged', () => {
  const { texts, lock, createStore } = createTextStorage();
  testTokenStore({
    test,
    createStore,
    leaveLocked: lock.leave,
    damage: (key) => void texts.set(key, texts.get(key)?.slice(0, -1) ?? ''),
  });
});

describe('a store that is not atomic, whose races run under its lock', () => {
  const { createStore } = createTextStorage();
  const nonAtomic = () => {
    const store = createStore();
    return { ...store, ...withoutAtomicSwap(store), atomic: false };
  };
  testTokenStore({ test, atomic: false, createStore: nonAtomic });
});

describe('a lock with leases by itself', () => {
  const lock = createLeaseLock();
  testSessionLock({ test, createLock: () => lock, leaveLocked: lock.leave });
});

describe('the memory lock by itself', () => {
  const lock = createMemoryLock();
  testSessionLock({ test, createLock: () => lock });
});

/** Runs the tests over such a store, and gives the sentences of those that failed by their names. */
async function failuresOf({ breaks }: BrokenStore): Promise<Map<string, string>> {
  const storage = createTextStorage();
  const { texts, lock } = storage;
  const failures = new Map<string, string>();
  const runs: Promise<unknown>[] = [];
  testTokenStore({
    test(name, run) {
      runs.push(run().catch((error: Error) => failures.set(name, error.message)));
    },
    createStore() {
      const store = storage.createStore();
      return { ...store, ...breaks(store, storage) };
    },
    leaveLocked: lock.leave,
    damage: (key) => void texts.set(key, texts.get(key)?.slice(0, -1) ?? ''),
    timeoutMs: 100,
  });
  await Promise.all(runs);
  return failures;
}

describe.concurrent('a broken store is found out', () => {
  it.each(Object.entries(brokenStores))('that %s', async (_, broken) => {
    const failures = await failuresOf(broken);
    expect([...failures.keys()]).toEqual(expect.arrayContaining([...broken.foundBy]));
    for (const name of broken.foundBy) expect(failures.get(name)).toMatch(/\.$/);
  });

  it('by every test that there is', () => {
    const names: string[] = [];
    testTokenStore({ test: (name) => names.push(name), createStore: createMemoryStore, damage: () => {}, leaveLocked: () => {} });
    const finding = Object.values(brokenStores).flatMap(({ foundBy }) => foundBy);
    expect(new Set(finding)).toEqual(new Set(names));
  });
});
