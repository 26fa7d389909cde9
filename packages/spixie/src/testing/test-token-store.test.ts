import { describe, test } from 'vitest';
import { createTextStorage } from '../../test-support/text-storage.js';
import { createMemoryLock } from '../session/memory-lock.js';
import { createMemoryStore } from '../session/memory-store.js';
import type { TokenStore } from '../session/token-store.js';
import { testSessionLock } from './test-session-lock.js';
import { testTokenStore } from './test-token-store.js';

describe('the memory store', () => {
  const store = createMemoryStore();
  testTokenStore({ test, createStore: () => store });
});

describe('a store of texts, which can be damaged', () => {
  const { texts, createStore } = createTextStorage();
  testTokenStore({
    test,
    createStore,
    damage: (key) => void texts.set(key, texts.get(key)?.slice(0, -1) ?? ''),
  });
});

describe('a store that is not atomic, whose races run under its lock', () => {
  const { createStore } = createTextStorage();
  testTokenStore({ test, atomic: false, createStore: () => withoutAtomicSwap(createStore()) });
});

describe('the memory lock by itself', () => {
  const lock = createMemoryLock();
  testSessionLock({ test, createLock: () => lock });
});

/** Looks, and writes a moment later. */
function withoutAtomicSwap(store: TokenStore): TokenStore {
  return {
    ...store,
    atomic: false,
    async compareAndSwap(key, expected, next) {
      if ((await store.get(key))?.version !== expected) return false;
      await new Promise((resolve) => setTimeout(resolve));
      return store.compareAndSwap(key, (await store.get(key))?.version, next);
    },
  };
}
