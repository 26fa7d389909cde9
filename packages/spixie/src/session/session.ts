import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import type { TokenSet } from '../auth/token-set.js';
import type { CryptoOptions } from '../auth/web-crypto.js';
import { SpotifyError } from '../errors/spotify-error.js';
import type { AccessTokenSource, GetAccessTokenOptions } from './access-token-source.js';
import { createRefreshCoordinator } from './refresh-coordinator.js';
import type { SessionLock } from './session-lock.js';
import { type SessionState, toSessionState } from './session-state.js';
import { createStoredSession, type SessionChange } from './stored-session.js';
import type { TokenStore } from './token-store.js';

export interface SessionOptions extends Omit<TokenRequestOptions, 'signal'>, CryptoOptions {
  /** Where the session is kept. Default: in memory, for this session alone. */
  store?: TokenStore | undefined;
  /** Lets one holder of the session refresh at a time. Default: the store's own. */
  lock?: SessionLock | undefined;
  /** Tells the sessions of one store apart, such as those of several users. Default: `default`. */
  sessionKey?: string | undefined;
  /** Tokens already in hand. They are stored if the store has no session yet: what it has is newer. */
  tokenSet?: TokenSet | undefined;
  /** What the app cannot do without. A session that lacks any of it requires reauthorization, with the reason `scopes_missing`. */
  requiredScopes?: readonly string[] | undefined;
  /** How many days before the six months are over `expiring_soon` is told. Default: 14. */
  warnDaysAhead?: number | undefined;
  /** Milliseconds until a refresh fails with the code `timeout`. Default: 10,000. */
  timeoutMs?: number | undefined;
}

/** A change of the session, by this holder or another, told after it was stored. */
export interface SessionEvent {
  /** `loaded`: read for the first time. `expiring_soon`: the six months are nearly over, ask the user to sign in again. */
  type: SessionChange | 'expiring_soon';
  state: SessionState;
}

/** A user's session: it gives access tokens and renews them. It never redirects. */
export interface Session extends AccessTokenSource {
  /** What is known without reading the store: while somebody subscribes, what is there, whichever tab or process changed it. */
  readonly state: SessionState;
  /**
   * Gives an access token, refreshed if need be. Callers at the same moment share one refresh.
   *
   * @throws `signed_out`, `reauthorization_required`, and what a refresh throws where no valid token is left
   */
  getAccessToken(options?: GetAccessTokenOptions): Promise<string>;
  /** Gives the whole token set, refreshed if need be, for programs that keep tokens by themselves. */
  getTokenSet(options?: GetAccessTokenOptions): Promise<TokenSet>;
  /** Reads the store. */
  getState(): Promise<SessionState>;
  /** Whether somebody is signed in and granted all of these. */
  hasScopes(scopes: readonly string[]): Promise<boolean>;
  /** Takes the tokens of a new sign-in. */
  signIn(tokenSet: TokenSet): Promise<void>;
  /**
   * Forgets the tokens here. Spotify documents no way to revoke them: only the user can, at https://www.spotify.com/account/apps.
   */
  signOut(): Promise<void>;
  /** Gives the current access token out no more: the next caller gets a refreshed one. */
  invalidateAccessToken(): Promise<void>;
  /**
   * Tells of every change from now on, those of other holders of the store too, if the store can watch.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (event: SessionEvent) => void): () => void;
}

/**
 * Creates a session over a store, or over a token set already in hand.
 *
 * @throws `invalid_option` for a store that is not atomic where there is no lock
 * @example
 * ```ts
 * import { createSession, createSpotify, type TokenSet } from 'spixie';
 *
 * const whoIsIt = async (clientId: string, tokenSet: TokenSet) => {
 *   const session = createSession({ clientId, tokenSet });
 *   const spotify = createSpotify({ session });
 *   return (await spotify.me.profile()).display_name;
 * };
 * ```
 */
export function createSession(options: SessionOptions): Session {
  const { clientId, store, sessionKey = 'default', warnDaysAhead = 14, now = Date.now } = options;
  const { lock = store?.lock } = options;
  if (store?.atomic === false && !lock) {
    throw new SpotifyError('invalid_option', 'fix_config', 'The store is not atomic. Pass a lock.');
  }
  const listeners = new Set<(event: SessionEvent) => void>();
  let state: SessionState = { status: 'loading' };
  let warnedOf: number | undefined;
  let unwatch = () => {};
  let unseeded = options.tokenSet;
  let seeding: Promise<void> | undefined;

  const tell = (type: SessionEvent['type']) => {
    const event = { type, state };
    // In a turn of its own: a listener that throws must not fail the caller whose token was refreshed.
    for (const listener of listeners) queueMicrotask(() => listeners.has(listener) && listener(event));
  };

  const warn = () => {
    const { endsAt } = state as Partial<Extract<SessionState, { status: 'signed_in' }>>;
    if (!endsAt || endsAt === warnedOf || endsAt - now() > warnDaysAhead * 86_400_000 || !listeners.size) return;
    warnedOf = endsAt;
    tell('expiring_soon');
  };

  const key = `${clientId}:${sessionKey}`;
  const stored = createStoredSession({
    ...options,
    store,
    key,
    sessionKey,
    onChange(change, record) {
      state = toSessionState(record);
      tell(change);
      warn();
    },
  });
  const coordinator = createRefreshCoordinator({ ...options, stored, atomic: store?.atomic !== false, lock, lockName: key });

  const seed = async () => {
    const found = await stored.read();
    // Else a sign-out that came meanwhile would be undone.
    if (unseeded && !found) await stored.swap(undefined, { status: 'signed_in', tokenSet: unseeded });
    unseeded = undefined;
  };

  const seeded = () => {
    seeding ??= seed().finally(() => {
      seeding = undefined;
    });
    return seeding;
  };

  const load = async () => {
    if (unseeded) await seeded();
    return stored.read();
  };

  const currentTokenSet = async () => {
    const record = await load();
    return record?.status === 'signed_in' ? record.tokenSet : undefined;
  };

  const getTokenSet = (wanted: GetAccessTokenOptions = {}) => {
    warn();
    return unseeded ? seeded().then(() => coordinator.getTokenSet(wanted)) : coordinator.getTokenSet(wanted);
  };

  return {
    get state() {
      return state;
    },
    getTokenSet,
    getAccessToken: async (wanted) => (await getTokenSet(wanted)).accessToken,
    async getState() {
      await load();
      return state;
    },
    async hasScopes(scopes) {
      const granted = (await currentTokenSet())?.scopes;
      return scopes.every((scope) => granted?.includes(scope)) && granted !== undefined;
    },
    async signIn(tokenSet) {
      unseeded = undefined;
      await coordinator.write(() => stored.replace(tokenSet));
    },
    async signOut() {
      unseeded = undefined;
      await coordinator.write(stored.remove);
    },
    async invalidateAccessToken() {
      coordinator.giveUp((await currentTokenSet())?.accessToken);
    },
    subscribe(listener) {
      // A function of its own, so that the same listener can subscribe twice.
      const own = (event: SessionEvent) => listener(event);
      listeners.add(own);
      if (listeners.size === 1) unwatch = stored.watch();
      return () => {
        if (listeners.delete(own) && !listeners.size) unwatch();
      };
    },
  };
}
