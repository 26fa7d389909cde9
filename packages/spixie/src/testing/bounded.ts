import type { SessionLock } from '../session/session-lock.js';
import type { TokenStore } from '../session/token-store.js';
import { within } from './waiting.js';

/** The same store, whose calls fail the test when they do not come back: a runner would only say that the test took too long. */
export function boundedStore(store: TokenStore, timeoutMs: number): TokenStore {
  const { watch } = store;
  const call = <Result>(name: string, work: Promise<Result>) => within(work, timeoutMs, `${name}() did not come back.`);
  return {
    atomic: store.atomic,
    lock: store.lock && boundedLock(store.lock, timeoutMs),
    get: (key) => call('get', store.get(key)),
    compareAndSwap: (key, expected, next) => call('compareAndSwap', store.compareAndSwap(key, expected, next)),
    delete: (key) => call('delete', store.delete(key)),
    ...(watch && { watch: watch.bind(store) }),
  };
}

/** The same lock, whose calls fail the test when they take longer than they were allowed to wait, and this much. */
export function boundedLock(lock: SessionLock, timeoutMs: number): SessionLock {
  return {
    async acquire(key, options) {
      const sentence = `acquire() with waitMs ${options.waitMs} did not come back.`;
      const release = await within(lock.acquire(key, options), options.waitMs + timeoutMs, sentence);
      return release && (() => within(Promise.resolve(release()), timeoutMs, 'The release of the lock did not come back.'));
    },
  };
}
