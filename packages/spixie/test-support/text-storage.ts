import { parseStoredRecord } from '../src/session/parse-stored-record.js';
import type { TokenStore } from '../src/session/token-store.js';
import { createLeaseLock, type LeaseLock } from './lease-lock.js';

interface TextWatcher {
  key: string;
  onChange: () => void;
}

/** A storage of texts by their keys, with as many holders as are created over it. */
export interface TextStorage {
  texts: Map<string, string>;
  watchers: Set<TextWatcher>;
  lock: LeaseLock;
  createStore(): TokenStore;
}

/** Creates what a file, a column of a table or localStorage is to its stores. */
export function createTextStorage(): TextStorage {
  const texts = new Map<string, string>();
  const watchers = new Set<TextWatcher>();
  const lock = createLeaseLock();
  const tell = (changed: string) => {
    for (const { key, onChange } of [...watchers]) if (key === changed) onChange();
  };
  return {
    texts,
    watchers,
    lock,
    createStore: () => ({
      atomic: true,
      lock,
      get: async (key) => parseStoredRecord(texts.get(key)),
      async compareAndSwap(key, expected, next) {
        if (parseStoredRecord(texts.get(key))?.version !== expected) return false;
        texts.set(key, JSON.stringify(next));
        tell(key);
        return true;
      },
      async delete(key) {
        texts.delete(key);
        tell(key);
      },
      watch(key, onChange) {
        const watcher = { key, onChange };
        watchers.add(watcher);
        return () => watchers.delete(watcher);
      },
    }),
  };
}
