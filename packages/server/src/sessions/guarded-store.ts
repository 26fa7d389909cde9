import { isSpotifyError, SpotifyError } from 'spixie';
import type { SessionStore } from './session-store.js';

export interface StoreGuard {
  /** How long a call may take, in milliseconds. */
  timeoutMs: number;
  /** Is told of each call that failed. */
  onFailure: (operation: string) => void;
}

/**
 * A store whose calls end in time, with one error for everything that can happen to it.
 *
 * @throws `store_failed`, in each of its functions
 */
export function guardStore(store: SessionStore, { timeoutMs, onFailure }: StoreGuard): SessionStore {
  const guard = async <Result>(operation: string, call: () => Promise<Result>): Promise<Result> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooSlow = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`It did not answer in ${timeoutMs} ms.`)), timeoutMs);
    });
    try {
      return await Promise.race([call(), tooSlow]);
    } catch (cause) {
      onFailure(operation);
      // It knows better what is to be done.
      if (isSpotifyError(cause)) throw cause;
      throw new SpotifyError('store_failed', 'retry', 'The store of the sessions cannot be reached. Try again in a moment.', {
        cause,
      });
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    atomic: true,
    lock: store.lock,
    get: (key) => guard('get', () => store.get(key)),
    compareAndSwap: (key, expected, next) => guard('compareAndSwap', () => store.compareAndSwap(key, expected, next)),
    delete: (key) => guard('delete', () => store.delete(key)),
    touch: (key, expiresAt) => guard('touch', () => store.touch(key, expiresAt)),
    find: (query) => guard('find', () => store.find(query)),
    ...(store.watch && { watch: store.watch.bind(store) }),
    ...(store.removeExpired && { removeExpired: () => guard('removeExpired', async () => store.removeExpired?.()) }),
  };
}
