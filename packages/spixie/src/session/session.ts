import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import type { TokenSet } from '../auth/token-set.js';
import type { CryptoOptions } from '../auth/web-crypto.js';
import type { AccessTokenSource, GetAccessTokenOptions } from './access-token-source.js';
import { createMemoryStore } from './memory-store.js';
import { createRefreshCoordinator, type SessionChange } from './refresh-coordinator.js';
import type { ReauthorizationReason, SessionRecord } from './session-record.js';
import type { TokenStore } from './token-store.js';

export interface SessionOptions extends Omit<TokenRequestOptions, 'signal'>, CryptoOptions {
  /** Where the session is kept. Default: in memory. */
  store?: TokenStore | undefined;
  /** Tells the sessions of one store apart, such as those of several users. Default: `default`. */
  sessionKey?: string | undefined;
  /** Tokens already in hand. They are stored if the store has no session yet: what it has is newer. */
  tokenSet?: TokenSet | undefined;
}

/** Who is signed in. A plain object without a secret. */
export type SessionState =
  | { status: 'signed_out' }
  | {
      status: 'signed_in';
      scopes: readonly string[];
      /** When the access token expires: epoch milliseconds. */
      expiresAt: number;
      /** When the user signed in: epoch milliseconds. */
      authorizedAt?: number;
    }
  | { status: 'reauthorization_required'; reason: ReauthorizationReason };

/** A change of the session, told after it was stored. */
export interface SessionEvent {
  type: SessionChange;
  state: SessionState;
}

/** A user's session: it gives access tokens and renews them. It never redirects. */
export interface Session extends AccessTokenSource {
  /**
   * Gives an access token, refreshed if need be. Callers at the same moment share one refresh.
   *
   * @throws `signed_out`, `reauthorization_required`, and what a refresh throws where no valid token is left
   */
  getAccessToken(options?: GetAccessTokenOptions): Promise<string>;
  /** Gives the whole token set, refreshed if need be, for programs that keep tokens by themselves. */
  getTokenSet(options?: GetAccessTokenOptions): Promise<TokenSet>;
  getState(): Promise<SessionState>;
  /** Takes the tokens of a new sign-in. */
  signIn(tokenSet: TokenSet): Promise<void>;
  /**
   * Forgets the tokens here. Spotify documents no way to revoke them: only the user can, at https://www.spotify.com/account/apps.
   */
  signOut(): Promise<void>;
  /** Gives the current access token out no more: the next caller gets a refreshed one. */
  invalidateAccessToken(): Promise<void>;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: SessionEvent) => void): () => void;
}

/**
 * Creates a session over a store, or over a token set already in hand.
 *
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
  const { clientId, store = createMemoryStore(), sessionKey = 'default' } = options;
  const listeners = new Set<(event: SessionEvent) => void>();
  let unseeded = options.tokenSet;
  let invalidated: string | undefined;

  const coordinator = createRefreshCoordinator({
    ...options,
    store,
    key: `${clientId}:${sessionKey}`,
    onChange(type, record) {
      // In a turn of its own: a listener that throws must not fail the caller whose token was refreshed.
      for (const listener of listeners) queueMicrotask(() => listener({ type, state: stateOf(record) }));
    },
  });

  const read = async () => {
    if (unseeded) await coordinator.seed(unseeded);
    unseeded = undefined;
    return coordinator.read();
  };

  const getTokenSet = async ({ minTtlSeconds, rejected = invalidated }: GetAccessTokenOptions = {}) => {
    if (unseeded) await read();
    return coordinator.getTokenSet({ minTtlSeconds, rejected });
  };

  return {
    getTokenSet,
    getAccessToken: async (wanted) => (await getTokenSet(wanted)).accessToken,
    getState: async () => stateOf(await read()),
    async signIn(tokenSet) {
      unseeded = undefined;
      await coordinator.replace(tokenSet);
    },
    async signOut() {
      unseeded = undefined;
      await coordinator.remove();
    },
    async invalidateAccessToken() {
      const record = await read();
      invalidated = record?.status === 'signed_in' ? record.tokenSet.accessToken : undefined;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function stateOf(record: SessionRecord | undefined): SessionState {
  if (!record) return { status: 'signed_out' };
  if (record.status === 'reauthorization_required') return { status: record.status, reason: record.reason };
  const { scopes, expiresAt, authorizedAt } = record.tokenSet;
  return { status: record.status, scopes, expiresAt, ...(authorizedAt !== undefined && { authorizedAt }) };
}
