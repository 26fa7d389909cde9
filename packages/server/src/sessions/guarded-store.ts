import { isSpotifyError, SpotifyError } from 'spixie';
import type { StoreOperation } from '../events/server-event.js';
import type { SessionStore } from './session-store.js';

export interface StoreGuard {
  /** How long a call may take, in milliseconds. */
  timeoutMs: number;
  /** Is told of each call that failed. */
  onFailure: (operation: StoreOperation, cause: unknown) => void;
}

// So many calls in a row without an answer: it is down, and not only busy.
const SILENT = 2;

/**
 * A store whose calls end in time, with one error for everything that can happen to it. Once it has fallen silent one call at a time
 * asks it, and all others are told at once: else every request would wait in vain, and they would pile up.
 *
 * @throws `store_failed`, in each of its functions
 */
export function guardStore(store: SessionStore, { timeoutMs, onFailure }: StoreGuard): SessionStore {
  let unanswered = 0;
  let asking = 0;

  const ask = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    if (unanswered >= SILENT && asking > 0) throw new Error('It has not answered for a while.');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLate = false;
    asking++;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          isLate = true;
          unanswered++;
          reject(new Error(`It did not answer in ${timeoutMs} ms.`));
        }, timeoutMs);
      });
      const answer = call();
      answer.then(
        () => (unanswered = 0),
        // An error is an answer too, unless it is the client’s, which has given up waiting.
        () => (unanswered = isLate ? unanswered : 0),
      );
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
      asking--;
    }
  };
  const guard = async <Result>(operation: StoreOperation, call: () => Promise<Result>): Promise<Result> => {
    try {
      return await ask(call);
    } catch (cause) {
      onFailure(operation, cause);
      // It knows better what is to be done.
      if (isSpotifyError(cause)) throw cause;
      throw new SpotifyError('store_failed', 'retry', 'The store of the sessions cannot be reached. Try again in a moment.', {
        cause,
      });
    }
  };
  const { lock } = store;
  return {
    atomic: true,
    // Without the lock the session goes on to ask the store, which says it at once.
    lock: lock && { ...lock, acquire: async (name, options) => (unanswered >= SILENT ? undefined : lock.acquire(name, options)) },
    get: (key) => guard('get', () => store.get(key)),
    compareAndSwap: (key, expected, next) => guard('compareAndSwap', () => store.compareAndSwap(key, expected, next)),
    delete: (key) => guard('delete', () => store.delete(key)),
    touch: (key, expiresAt) => guard('touch', () => store.touch(key, expiresAt)),
    find: (query) => guard('find', () => store.find(query)),
    ...(store.watch && { watch: store.watch.bind(store) }),
    ...(store.removeExpired && {
      removeExpired: () => guard('removeExpired', async () => (await store.removeExpired?.()) ?? false),
    }),
  };
}
