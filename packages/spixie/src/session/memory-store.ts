import type { SessionRecord } from './session-record.js';
import type { TokenStore } from './token-store.js';

/** Creates a store that lives as long as the program, or the page. */
export function createMemoryStore(): TokenStore {
  const records = new Map<string, SessionRecord>();
  return {
    atomic: true,
    async get(key) {
      return records.get(key);
    },
    async compareAndSwap(key, expected, next) {
      if (records.get(key)?.version !== expected) return false;
      records.set(key, next);
      return true;
    },
    async delete(key) {
      records.delete(key);
    },
  };
}
