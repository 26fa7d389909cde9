import { createMemorySessionStore } from '@spixie/server';
import { expect, test } from 'vitest';
import { guardStore } from './guarded-store.js';

/** A store that keeps silent until it is told to answer, and how often it was asked. */
function createSilentStore() {
  let isSilent = true;
  let asked = 0;
  const waiting: (() => void)[] = [];
  const store = {
    ...createMemorySessionStore(),
    async get() {
      asked++;
      if (isSilent) await new Promise<void>((resolve) => waiting.push(resolve));
      return { version: 'v' };
    },
  };
  const answer = (): void => {
    isSilent = false;
    for (const resolve of waiting) resolve();
  };
  return { store, answer, asked: () => asked };
}

test('a store that has fallen silent is asked by one call at a time, and the others do not wait', async () => {
  const { store, answer, asked } = createSilentStore();
  const failures: string[] = [];
  const guarded = guardStore(store, { timeoutMs: 30, onFailure: (operation) => failures.push(operation) });
  await Promise.allSettled([guarded.get('k'), guarded.get('k')]);
  expect([asked(), failures]).toEqual([2, ['get', 'get']]);

  const ended: string[] = [];
  const one = guarded.get('k').catch(() => ended.push('the one that asks'));
  const others = Array.from({ length: 50 }, () => guarded.get('k').catch((error: unknown) => ended.push(String(error))));
  await Promise.all([one, ...others]);
  expect(asked()).toBe(3);
  expect(ended.at(-1)).toBe('the one that asks');
  expect(new Set(ended.slice(0, 50))).toEqual(new Set([expect.stringContaining('cannot be reached')]));
  // Nobody waits for a lock there either.
  expect(await guarded.lock?.acquire('k', { waitMs: 60_000, leaseMs: 60_000 })).toBeUndefined();

  answer();
  expect(await guarded.get('k')).toEqual({ version: 'v' });
  expect(await Promise.all([guarded.get('k'), guarded.get('k')])).toHaveLength(2);
  expect(await guarded.lock?.acquire('k', { waitMs: 0, leaseMs: 1_000 })).toBeDefined();
});

test('an answer that comes late shows that it is there again', async () => {
  const { store, answer, asked } = createSilentStore();
  const guarded = guardStore(store, { timeoutMs: 20, onFailure: () => {} });
  await Promise.allSettled([guarded.get('k'), guarded.get('k')]);
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  expect(await Promise.all([guarded.get('k'), guarded.get('k'), guarded.get('k')])).toHaveLength(3);
  expect(asked()).toBe(5);
});

test('errors are answers: a store that fails at once is asked by all', async () => {
  let asked = 0;
  const failing = { ...createMemorySessionStore(), get: () => Promise.reject(new Error(`down ${asked++}`)) };
  const guarded = guardStore(failing, { timeoutMs: 1_000, onFailure: () => {} });
  await Promise.allSettled(Array.from({ length: 20 }, () => guarded.get('k')));
  expect(asked).toBe(20);
});
