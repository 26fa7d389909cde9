import { SpotifyError } from '../errors/spotify-error.js';
import { parseStoredRecord } from '../session/parse-stored-record.js';
import type { TokenStore } from '../session/token-store.js';
import { createIndexedDbStore } from './indexed-db-store.js';
import { createStoreChannel } from './store-channel.js';
import { createWebLock } from './web-lock.js';
import { useWebStorage, type WebStorageName } from './web-storage.js';

/** How long a change takes to reach the other tabs' copies. @see docs/decisions/015-where-a-browser-keeps-sessions.md */
const settleMs = 50;

export interface WebStorageStoreOptions {
  /** `localStorage`: for all tabs, until it is deleted. `sessionStorage`: for this tab, until it is closed. */
  storage: WebStorageName;
  /** What the keys begin with. Default: `spixie`. */
  name?: string | undefined;
}

/**
 * Creates a store in localStorage or sessionStorage, for those who need it there: IndexedDB is the safer place. Neither can compare
 * and swap, so that it needs the browser's Web Locks: where there are none, this is a store in IndexedDB.
 */
export function createWebStorageStore({ storage, name = 'spixie' }: WebStorageStoreOptions): TokenStore {
  const lock = createWebLock();
  if (!lock) return createIndexedDbStore({ name });
  const place = `${name}:${storage}`;
  const channel = createStoreChannel(place, 'storage');
  const itemOf = (key: string) => `${name}:${key}`;

  const change = async (key: string, write: (area: Storage) => boolean) => {
    const release = await lock.acquire(`${place}:${key}`, { waitMs: 5_000, leaseMs: 5_000 });
    if (!release) {
      throw new SpotifyError('store_failed', 'retry', `Another tab kept the lock of the browser’s ${storage}. Try again.`);
    }
    try {
      const written = useWebStorage(storage, write);
      if (written) {
        // Every tab's process has a copy: who had the lock next would read its own, as it was before.
        await new Promise((resolve) => setTimeout(resolve, settleMs));
        channel.tell(key);
      }
      return written;
    } finally {
      release();
    }
  };

  const read = (area: Storage, key: string) => parseStoredRecord(area.getItem(itemOf(key)));

  return {
    atomic: false,
    lock,
    watch: channel.watch,
    async get(key) {
      return useWebStorage(storage, (area) => read(area, key));
    },
    compareAndSwap: (key, expected, next) =>
      change(key, (area) => {
        const same = read(area, key)?.version === expected;
        if (same) area.setItem(itemOf(key), JSON.stringify(next));
        return same;
      }),
    async delete(key) {
      await change(key, (area) => {
        area.removeItem(itemOf(key));
        return true;
      });
    },
  };
}
