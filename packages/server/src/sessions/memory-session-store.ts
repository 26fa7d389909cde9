import { createMemoryStore, type StoredRecord } from 'spixie';
import { isSealedRecord } from './sealed-record.js';
import type { FoundSession, SessionStore } from './session-store.js';

export interface MemorySessionStoreOptions {
  /** How many sessions are kept. The one that was used least recently makes room. Default: 10,000. */
  most?: number | undefined;
  /** The clock, epoch milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

/** Creates a store for development: its sessions end with the process, and no other process sees them. */
export function createMemorySessionStore({ most = 10_000, now = Date.now }: MemorySessionStoreOptions = {}): SessionStore {
  const memory = createMemoryStore();
  // What else is stored has no expiry, and is not found.
  // The one whose expiry was set last stands last: as all live as long unused, the first one expires first.
  const sessions = new Map<string, FoundSession & { clientId: string; expiresAt: number }>();

  const remove = async (key: string): Promise<void> => {
    sessions.delete(key);
    await memory.delete(key);
  };
  const note = (key: string, record: StoredRecord): void => {
    sessions.delete(key);
    if (!isSealedRecord(record)) return;
    const { clientId, userId, authorizedAt, expiresAt } = record;
    sessions.set(key, { key, clientId, userId, authorizedAt, expiresAt });
  };
  const makeRoom = async (): Promise<void> => {
    const [first] = sessions.size < most ? [] : sessions.keys();
    if (first !== undefined) await remove(first);
  };

  return {
    ...memory,
    atomic: true,
    async get(key) {
      if ((sessions.get(key)?.expiresAt ?? Infinity) <= now()) await remove(key);
      return memory.get(key);
    },
    async compareAndSwap(key, expected, next) {
      if ((sessions.get(key)?.expiresAt ?? Infinity) <= now()) await remove(key);
      if (expected === undefined) await makeRoom();
      const written = await memory.compareAndSwap(key, expected, next);
      if (written) note(key, next);
      return written;
    },
    delete: remove,
    async touch(key, expiresAt) {
      const session = sessions.get(key);
      if (!session || session.expiresAt <= now()) return;
      session.expiresAt = expiresAt;
      sessions.delete(key);
      sessions.set(key, session);
    },
    async find({ clientId, userId, authorizedBefore = Infinity, after = '', limit }) {
      const found = [...sessions.values()]
        .filter((session) => session.clientId === clientId && session.expiresAt > now())
        .filter((session) => userId === undefined || session.userId === userId)
        .filter((session) => session.authorizedAt < authorizedBefore && session.key > after)
        .sort((one, other) => (one.key < other.key ? -1 : 1));
      const page = found.slice(0, limit).map(({ key, userId: owner, authorizedAt }) => ({ key, userId: owner, authorizedAt }));
      const last = page.at(-1);
      return { sessions: page, ...(found.length > limit && last && { after: last.key }) };
    },
    async removeExpired() {
      for (const { key, expiresAt } of [...sessions.values()]) if (expiresAt <= now()) await remove(key);
      return false;
    },
  };
}
