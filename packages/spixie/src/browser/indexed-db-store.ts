import type { StoredRecord, TokenStore } from '../session/token-store.js';
import { createStoreChannel } from './store-channel.js';
import { createWebLock } from './web-lock.js';
import { placeFailed } from './web-storage.js';

const objectStore = 'sessions';
/** How long the browser may take. */
const answerMs = 5_000;

/**
 * Creates a store in IndexedDB: sessions survive a reload, and all tabs of the origin share them. A swap is one transaction, so
 * that two tabs can never both win; where the browser has Web Locks, one of them refreshes and the others wait for it. Every
 * script of the origin can read it, as it can read everything that a page keeps.
 *
 * @param options.name The database's name. Default: `spixie`.
 */
export function createIndexedDbStore(options: { name?: string | undefined } = {}): TokenStore {
  const { name = 'spixie' } = options;
  const channel = createStoreChannel(name);

  const run = async <Result>(mode: IDBTransactionMode, begin: (records: IDBObjectStore) => () => Result) => {
    // Anew each time: a connection that is kept gets lost while a machine sleeps, and hangs a tab that deletes the database.
    const database = await openDatabase(name);
    try {
      // What was refreshed may be the only copy of a refresh token: it is on the disk before the store says so.
      const transaction = database.transaction(objectStore, mode, { durability: 'strict' });
      const end = begin(transaction.objectStore(objectStore));
      await new Promise<void>((resolve, reject) => {
        // When it has committed, not when the request succeeded: it could still be rolled back.
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      return end();
    } finally {
      database.close();
    }
  };

  const transact: typeof run = async (mode, begin) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A database that another tab is deleting, and some that a machine slept over, never answer.
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, answerMs);
    });
    try {
      return await Promise.race([run(mode, begin), late]);
    } catch (cause) {
      throw placeFailed('IndexedDB', cause);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    atomic: true,
    lock: createWebLock(),
    watch: channel.watch,
    get: (key) =>
      transact('readonly', (records) => {
        const request = records.get(key);
        return () => toRecord(request.result);
      }),
    async compareAndSwap(key, expected, next) {
      const written = await transact('readwrite', (records) => {
        const request = records.get(key);
        let same = false;
        request.onsuccess = () => {
          same = toRecord(request.result)?.version === expected;
          if (same) records.put(next, key);
        };
        return () => same;
      });
      if (written) channel.tell(key);
      return written;
    },
    async delete(key) {
      await transact('readwrite', (records) => {
        records.delete(key);
        return () => {};
      });
      channel.tell(key);
    },
  };
}

/** What is no record is given with a version too, so that it can be told from nothing, and set aside. */
function toRecord(found: unknown): StoredRecord | undefined {
  const { version } = (found ?? {}) as Partial<StoredRecord>;
  if (found === undefined || typeof version === 'string') return found as StoredRecord | undefined;
  return { version: 'damaged', found } as StoredRecord;
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(objectStore);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
  });
}
