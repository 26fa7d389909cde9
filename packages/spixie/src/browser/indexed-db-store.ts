import { SpotifyError } from '../errors/spotify-error.js';
import type { StoredRecord, TokenStore } from '../session/token-store.js';

const objectStore = 'sessions';

/**
 * Creates a store in IndexedDB: sessions survive a reload, and all tabs of the origin share them. A swap is one transaction, so
 * that two tabs can never both win. Every script of the origin can read it, as it can read everything that a page keeps.
 *
 * @param options.name The database's name. Default: `spixie`.
 */
export function createIndexedDbStore(options: { name?: string | undefined } = {}): TokenStore {
  const { name = 'spixie' } = options;
  let opened: Promise<IDBDatabase> | undefined;

  const open = () => {
    opened ??= openDatabase(name).then((database) => {
      const forget = () => {
        opened = undefined;
      };
      // Another tab wants to upgrade or delete the database: standing in its way would hang it.
      database.onversionchange = () => {
        database.close();
        forget();
      };
      database.onclose = forget;
      return database;
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };

  const transact = async <Result>(
    mode: IDBTransactionMode,
    run: (records: IDBObjectStore, done: (result: Result) => void) => void,
  ) => {
    try {
      const database = await open();
      return await new Promise<Result>((resolve, reject) => {
        const transaction = database.transaction(objectStore, mode);
        let result: Result;
        // Resolved when the transaction has committed, not when the request succeeded: it could still be rolled back.
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () => reject(transaction.error);
        run(transaction.objectStore(objectStore), (value) => {
          result = value;
        });
      });
    } catch (cause) {
      throw new SpotifyError('store_failed', 'retry', 'The browser’s IndexedDB failed. Try again, or free space on the disk.', {
        cause,
      });
    }
  };

  return {
    atomic: true,
    get(key) {
      return transact<StoredRecord | undefined>('readonly', (records, done) => {
        const request = records.get(key);
        request.onsuccess = () => done(request.result);
      });
    },
    compareAndSwap(key, expected, next) {
      return transact<boolean>('readwrite', (records, done) => {
        const request: IDBRequest<StoredRecord | undefined> = records.get(key);
        request.onsuccess = () => {
          const same = request.result?.version === expected;
          if (same) records.put(next, key);
          done(same);
        };
      });
    },
    delete(key) {
      return transact<void>('readwrite', (records) => {
        records.delete(key);
      });
    },
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(objectStore);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
