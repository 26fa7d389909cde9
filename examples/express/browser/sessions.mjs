import { createMemoryStore, createSession, createState } from 'spixie';

/** @typedef {{ session: import('spixie').Session, refreshedAt?: number }} SignedIn */

/**
 * Who is signed in, by the id in their cookie. The tokens stay in the store, in memory: to outlive a restart, write a `TokenStore`
 * over a database of yours, and keep the ids there too.
 *
 * @param {import('../app.mjs').AppConfig & { now: () => number, most: number }} config `most`: how many are kept, the latest used ones
 */
export function createSessions({ clientId, clientSecret, accountsUrl, now, most }) {
  const store = createMemoryStore();
  /** @type {Map<string, SignedIn>} */
  const byId = new Map();

  /** @param {string | undefined} id */
  const close = async (id) => {
    const signedIn = byId.get(id ?? '');
    byId.delete(id ?? '');
    await signedIn?.session.signOut();
  };

  return {
    close,

    /**
     * @param {import('spixie').TokenSet} tokenSet
     * @returns its id: a new one each time
     */
    async open(tokenSet) {
      const id = createState();
      // One object for each session, and not for each request: callers at the same moment share one refresh.
      const session = createSession({ clientId, clientSecret, accountsUrl, now, store, sessionKey: id });
      /** @type {SignedIn} */
      const signedIn = { session };
      session.subscribe(({ type }) => {
        if (type === 'refreshed') signedIn.refreshedAt = now();
      });
      await session.signIn(tokenSet);
      byId.set(id, signedIn);
      for (const oldest of byId.keys()) {
        if (byId.size <= most) break;
        await close(oldest);
      }
      return id;
    },

    /** @param {string | undefined} id */
    find(id) {
      const signedIn = byId.get(id ?? '');
      if (!id || !signedIn) return undefined;
      // To the end of the order: it was used.
      byId.delete(id);
      byId.set(id, signedIn);
      return signedIn;
    },
  };
}
