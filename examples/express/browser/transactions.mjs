/** How long a sign-in may take: as long as Spotify's code lives. */
const lifetimeMs = 10 * 60_000;

/** @typedef {Pick<import('spixie').AuthorizationRequest, 'state' | 'codeVerifier' | 'redirectUri'>} Transaction */

/**
 * The sign-ins under way, by their state. They stay on the server: the browser carries only the cookie that they belong to.
 *
 * @param {{ now: () => number, most: number }} options `most`: how many are kept, so that visitors who never come back cost no memory
 */
export function createTransactions({ now, most }) {
  /** @type {Map<string, Transaction & { browserId: string, begunAt: number }>} */
  const byState = new Map();
  return {
    /**
     * @param {string} browserId
     * @param {Transaction} transaction
     */
    keep(browserId, { state, codeVerifier, redirectUri }) {
      // A Map keeps its order: the oldest come first.
      for (const [oldest, { begunAt }] of byState) {
        if (byState.size < most && now() - begunAt <= lifetimeMs) break;
        byState.delete(oldest);
      }
      byState.set(state, { state, codeVerifier, redirectUri, browserId, begunAt: now() });
    },

    /**
     * Takes a sign-in out for the browser that began it. Synchronous, so that of two callbacks at once the second finds nothing.
     *
     * @param {string | undefined} browserId
     * @param {string} state
     * @returns {Transaction | undefined}
     */
    take(browserId, state) {
      const transaction = byState.get(state);
      // Another browser's attempt does not spoil it for the one that began.
      if (!transaction || transaction.browserId !== browserId) return undefined;
      byState.delete(state);
      return now() - transaction.begunAt <= lifetimeMs ? transaction : undefined;
    },
  };
}
