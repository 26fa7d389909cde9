import { createMemoryLock } from '../src/session/memory-lock.js';
import type { SessionLock } from '../src/session/session-lock.js';
import type { StoredRecord, TokenStore } from '../src/session/token-store.js';
import type { TextStorage } from './text-storage.js';

/** A store with one fault, and the tests that are there to find it. */
export interface BrokenStore {
  /** What it has in place of the sound store’s. */
  breaks: (store: TokenStore, storage: TextStorage) => Partial<TokenStore>;
  foundBy: readonly string[];
}

/** The faults that stores of sessions have had, or are likely to have. */
export const brokenStores: Readonly<Record<string, BrokenStore>> = {
  'looks, and writes a moment later': {
    breaks: withoutAtomicSwap,
    foundBy: [
      'lets one of many holders write the first record',
      'lets one of many swaps of the same version win, again and again',
      'loses no swap of holders that count together',
      'has nothing left when a deletion meets swaps',
    ],
  },
  'swaps whatever is there': {
    breaks: (store) => ({
      compareAndSwap: async (key, _, next) => store.compareAndSwap(key, (await store.get(key))?.version, next),
    }),
    foundBy: [
      'writes nothing over a record where nothing was expected',
      'writes nothing where a version was expected and nothing is stored',
      'lets no swap bring back what was deleted',
      'takes a new record after a deletion, and not the old one’s version',
      'a damaged record is not overwritten as if it were nothing',
    ],
  },
  'swaps nothing': {
    breaks: (store) => ({
      compareAndSwap: async (key, expected, next) => expected === undefined && store.compareAndSwap(key, expected, next),
    }),
    foundBy: [
      'shows each of two holders what the other wrote last',
      'swaps under many keys at once',
      'a damaged record can be replaced by whoever names its version',
    ],
  },
  'says that it wrote, whether or not it did': {
    breaks: (store) => ({ compareAndSwap: async (...swap) => (await store.compareAndSwap(...swap)) || true }),
    foundBy: ['lets one of many holders write the first record'],
  },
  'takes an empty version for none': {
    breaks: (store) => ({ compareAndSwap: (key, expected, next) => store.compareAndSwap(key, expected || undefined, next) }),
    foundBy: ['writes nothing where a version was expected and nothing is stored'],
  },
  'compares versions without their case': {
    breaks: (store) => ({
      async compareAndSwap(key, expected, next) {
        const version = (await store.get(key))?.version;
        return store.compareAndSwap(key, version?.toLowerCase() === expected?.toLowerCase() ? version : expected, next);
      },
    }),
    foundBy: ['compares versions to the letter'],
  },
  'compares the beginnings of versions': {
    breaks: (store) => ({
      async compareAndSwap(key, expected, next) {
        const version = (await store.get(key))?.version;
        return store.compareAndSwap(key, version?.slice(0, 255) === expected?.slice(0, 255) ? version : expected, next);
      },
    }),
    foundBy: ['takes a version of 10,000 characters, as damaged records have'],
  },
  'deletes nothing': {
    breaks: () => ({ delete: async () => {} }),
    foundBy: [
      'forgets what was deleted, for every holder',
      'tells a watcher of a first record, of swaps and of a deletion by another holder',
      'the record can be read, written and deleted while its lock is held',
      'a damaged record can be deleted',
    ],
  },
  'remembers what another holder deleted': {
    breaks(store) {
      const cache = new Map<string, StoredRecord>();
      return {
        async get(key) {
          const found = (await store.get(key)) ?? cache.get(key);
          if (found) cache.set(key, found);
          return found;
        },
      };
    },
    foundBy: ['tells a watcher of a first record, of swaps and of a deletion by another holder'],
  },
  'complains of deleting nothing': {
    breaks: (store) => ({
      async delete(key) {
        if (!(await store.get(key))) throw new Error('There is no such record.');
        await store.delete(key);
      },
    }),
    foundBy: ['deletes nothing without complaint'],
  },
  'deletes by prefix': {
    breaks: (_, { texts }) => ({
      async delete(key) {
        for (const other of texts.keys()) if (other.startsWith(key)) texts.delete(other);
      },
    }),
    foundBy: ['deletes one key and no other'],
  },
  'cuts its keys short': {
    breaks: (store) => underKeys(store, (key) => key.slice(0, 255)),
    foundBy: ['keeps keys apart, long ones and odd ones', 'locks of different names do not stand in each other’s way'],
  },
  'trims its keys': {
    breaks: (store) => underKeys(store, (key) => key.trim()),
    foundBy: ['keeps keys apart, long ones and odd ones', 'locks of different names do not stand in each other’s way'],
  },
  'keeps one record for all keys': {
    breaks: (store) => underKeys(store, () => 'session'),
    foundBy: ['keeps keys apart, long ones and odd ones', 'what was damaged can be kept under another key'],
  },
  'keeps what it holds to itself': {
    breaks() {
      const own = new Map<string, StoredRecord>();
      return { get: async (key) => own.get(key), compareAndSwap: async (key, _, next) => own.set(key, next).has(key) };
    },
    foundBy: ['gives what was stored, to every holder'],
  },
  'keeps the fields that it knows': {
    breaks: (store) => writing(store, ({ version, schema, index }) => ({ version, schema, index })),
    foundBy: ['keeps every field of a record, and every character'],
  },
  'writes in Latin-1': {
    breaks: (store) => writing(store, (record) => JSON.parse(JSON.stringify(record).replaceAll(/[\u0100-\uffff]/gu, '?'))),
    foundBy: ['keeps every field of a record, and every character'],
  },
  'has room for 64 kB': {
    breaks: (store) => ({
      compareAndSwap: async (key, expected, next) =>
        JSON.stringify(next).length < 65_536 && store.compareAndSwap(key, expected, next),
    }),
    foundBy: ['keeps a record of 100 kB'],
  },
  'merges a new record into the old one': {
    breaks: (store) => ({
      compareAndSwap: async (key, expected, next) => store.compareAndSwap(key, expected, { ...(await store.get(key)), ...next }),
    }),
    foundBy: ['drops the fields that a new record does not have'],
  },
  'takes damage for nothing': {
    breaks: (store) => ({
      async get(key) {
        const found = await store.get(key);
        return found?.version.startsWith('{') ? undefined : found;
      },
    }),
    foundBy: ['a damaged record is given with a version, the same each time'],
  },
  'gives damage another version each time': {
    breaks(store) {
      let reads = 0;
      return {
        async get(key) {
          const found = await store.get(key);
          return found?.version.startsWith('{') ? { version: `damaged ${++reads}` } : found;
        },
      };
    },
    foundBy: ['a damaged record is given with a version, the same each time'],
  },
  'gives null for nothing': {
    breaks: (store) => ({ get: async (key) => (await store.get(key)) ?? (null as unknown as undefined) }),
    foundBy: ['gives undefined where nothing is stored'],
  },
  'never comes back': {
    breaks: () => ({ get: () => new Promise(() => {}) }),
    foundBy: ['gives undefined where nothing is stored'],
  },
  'says that it is not atomic': {
    breaks: () => ({ atomic: false }),
    foundBy: ['is what its tests were told: atomic, with a lock, watching'],
  },
  'never tells its watchers': {
    breaks: () => ({ watch: () => () => {} }),
    foundBy: [
      'tells a watcher of a first record, of swaps and of a deletion by another holder',
      'tells all who watch, each until it ends',
      'tells two watchers of one holder, and lets each end by itself',
    ],
  },
  'tells its watchers before it writes': {
    breaks(store, { watchers }) {
      return {
        async compareAndSwap(key, expected, next) {
          const told = [...watchers].filter((watcher) => watcher.key === key);
          for (const watcher of told) watchers.delete(watcher);
          for (const { onChange } of told) onChange();
          await new Promise((resolve) => setTimeout(resolve, 5));
          const written = await store.compareAndSwap(key, expected, next);
          for (const watcher of told) watchers.add(watcher);
          return written;
        },
      };
    },
    foundBy: ['tells a watcher of a first record, of swaps and of a deletion by another holder'],
  },
  'ends all its watchers with one of them': {
    breaks: (store, { watchers }) => ({
      watch(key, onChange) {
        store.watch?.(key, onChange);
        return () => watchers.clear();
      },
    }),
    foundBy: ['tells all who watch, each until it ends', 'tells two watchers of one holder, and lets each end by itself'],
  },
  'goes on telling who has ended': {
    breaks: (store) => ({
      watch(key, onChange) {
        store.watch?.(key, onChange);
        return () => {};
      },
    }),
    foundBy: ['tells nothing more once the watching has ended, however often it is ended'],
  },
  'has a lock that keeps nobody out': {
    breaks: () => ({ lock: { acquire: async () => () => {} } }),
    foundBy: [
      'the lock is given to one holder at a time, and to all of them in the end',
      'the lock lets its holder in again only after it was released',
      'waiting for the lock ends without it',
      'releasing the lock twice does not take it from the next holder',
    ],
  },
  'has a lock for each holder': {
    breaks: () => ({ lock: createMemoryLock() }),
    foundBy: ['the lock is given to one holder at a time, and to all of them in the end'],
  },
  'has a lock that is waited for without end': {
    breaks: ({ lock }) => ({ lock: lock && { acquire: (key, options) => lock.acquire(key, { ...options, waitMs: 60_000 }) } }),
    foundBy: ['waiting for the lock ends without it'],
  },
  'has a lock that is lost when somebody gives up': {
    breaks: () => ({ lock: lostWhenGivenUp }),
    foundBy: ['the lock is free again after somebody gave up waiting for it'],
  },
  'has a lock that outlives its dead holder': {
    breaks: (_, { lock }) => ({
      lock: { acquire: async (key, options) => (lock.left.has(key) ? undefined : lock.acquire(key, options)) },
    }),
    foundBy: ['the lock of a holder that died goes to one of those who wait, at the latest when its lease is over'],
  },
  'has a lock that anybody releases': {
    breaks: () => ({ lock: releasedByAnybody }),
    foundBy: ['releasing the lock twice does not take it from the next holder'],
  },
};

/** Looks, and writes a moment later. */
export function withoutAtomicSwap(store: TokenStore): Partial<TokenStore> {
  return {
    async compareAndSwap(key, expected, next) {
      if ((await store.get(key))?.version !== expected) return false;
      await new Promise((resolve) => setTimeout(resolve));
      return store.compareAndSwap(key, (await store.get(key))?.version, next);
    },
  };
}

/** Everything under other keys than those that were given. */
function underKeys(store: TokenStore, change: (key: string) => string): Partial<TokenStore> {
  const { lock, watch } = store;
  return {
    get: (key) => store.get(change(key)),
    compareAndSwap: (key, ...swap) => store.compareAndSwap(change(key), ...swap),
    delete: (key) => store.delete(change(key)),
    lock: lock && { acquire: (key, options) => lock.acquire(change(key), options) },
    ...(watch && { watch: (key, onChange) => watch(change(key), onChange) }),
  };
}

/** Other records than those that were given. */
function writing(store: TokenStore, change: (record: StoredRecord & Record<string, unknown>) => StoredRecord): Partial<TokenStore> {
  return { compareAndSwap: (key, expected, next) => store.compareAndSwap(key, expected, change({ ...next })) };
}

const queues = new Map<string, Promise<unknown>>();

/** A queue in which whoever gives up keeps their place. */
const lostWhenGivenUp: SessionLock = {
  acquire(key, { waitMs }) {
    const before = queues.get(key);
    return new Promise((resolve) => {
      const turn = new Promise<void>((release) => {
        setTimeout(() => resolve(undefined), waitMs);
        before ? before.then(() => resolve(release)) : resolve(release);
      });
      queues.set(key, turn);
    });
  },
};

const taken = new Set<string>();

/** A flag that every release takes down, whoever put it up. */
const releasedByAnybody: SessionLock = {
  async acquire(key, { waitMs }) {
    for (let waited = 0; taken.has(key); waited += 5) {
      if (waited > waitMs) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    taken.add(key);
    return () => void taken.delete(key);
  },
};
