import { createMemoryLock } from './memory-lock.js';
import type { StoredRecord, TokenStore } from './token-store.js';

/** Creates a store that lives as long as the program, or the page. */
export function createMemoryStore(): TokenStore {
  const records = new Map<string, StoredRecord>();
  const watchers = new Map<() => void, string>();
  const tell = (changed: string) => {
    for (const [onChange, key] of watchers) if (key === changed) onChange();
  };
  return {
    atomic: true,
    lock: createMemoryLock(),
    async get(key) {
      return records.get(key);
    },
    async compareAndSwap(key, expected, next) {
      if (records.get(key)?.version !== expected) return false;
      records.set(key, next);
      tell(key);
      return true;
    },
    async delete(key) {
      records.delete(key);
      tell(key);
    },
    watch(key, onChange) {
      // A function of its own, so that the same listener can watch twice.
      const watcher = () => onChange();
      watchers.set(watcher, key);
      return () => watchers.delete(watcher);
    },
  };
}
