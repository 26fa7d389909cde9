import type { SessionLock } from 'spixie';
import type { SealedRecord, SessionStore } from './session-store.js';

/** The writing of one session's tokens, which goes on after a failure. */
export interface LastingWrites {
  /**
   * Swaps as the store does. Where that fails it is tried again in the background, as long as an outage may take: what was refreshed may
   * be the only copy of a rotated refresh token, and the next request of this user reaches another server.
   *
   * @throws what the store throws
   */
  swap(key: string, expected: string | undefined, record: SealedRecord): Promise<boolean>;
  /** The store's lock, which is not released before that has ended: else another server would use the old refresh token. */
  readonly lock: SessionLock | undefined;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;
const LONGEST_MS = 60_000;

export function createLastingWrites(store: SessionStore): LastingWrites {
  const { lock } = store;
  let writing: Promise<void> | undefined;

  const goOn = async (key: string, expected: string, record: SealedRecord): Promise<void> => {
    const until = performance.now() + LONGEST_MS;
    for (let pauseMs = FIRST_PAUSE_MS; performance.now() < until; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      // If it was not swapped, it was before and the answer was lost, or somebody else has written: there is nothing more to be done.
      const hasAnswered = await store.compareAndSwap(key, expected, record).then(
        () => true,
        () => false,
      );
      if (hasAnswered) return;
    }
  };

  return {
    async swap(key, expected, record) {
      try {
        return await store.compareAndSwap(key, expected, record);
      } catch (error) {
        // A sign-in that could not be stored has failed, and its user is told so.
        if (expected !== undefined) {
          const own = goOn(key, expected, record).finally(() => {
            if (writing === own) writing = undefined;
          });
          writing = own;
        }
        throw error;
      }
    },
    lock: lock && {
      ...lock,
      async acquire(name, options) {
        const release = await lock.acquire(name, options);
        if (!release) return undefined;
        return async () => {
          if (!writing) return release();
          // In the background: whoever has a token does not wait for it. Where it fails the lease ends.
          writing.then(release).catch(() => {});
        };
      },
    },
  };
}
