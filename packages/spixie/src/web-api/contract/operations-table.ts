import type { KnownScope } from '../../auth/scopes.js';
import type { OperationName } from './operations.js';

/** The facts of an operation that a program can use while it runs. */
export interface OperationFacts {
  /** The scopes that Spotify's reference names. */
  readonly scopes: readonly KnownScope[];
  /**
   * What the scopes do: `all` of them are needed; `any` of them, which one depends on the object; or none is needed and they add
   * to the answer (`optional`).
   */
  readonly scopeRule: 'all' | 'any' | 'optional';
  /**
   * `available` to every app; `removed` for Development Mode apps in February 2026; `restricted` since November 2024 to apps
   * that had extended access by then.
   */
  readonly status: 'available' | 'removed' | 'restricted';
  /** What to use instead, where something was removed. */
  readonly replacement?: OperationName;
}

/** The little of the contract that is data: every operation's scopes and tier. */
export const operations: { readonly [Name in OperationName]: OperationFacts } = {
  'GET /me': { scopes: ['user-read-private', 'user-read-email'], scopeRule: 'optional', status: 'available' },
  'GET /me/playlists': { scopes: ['playlist-read-private'], scopeRule: 'optional', status: 'available' },
  'GET /playlists/{playlist_id}/items': { scopes: ['playlist-read-private'], scopeRule: 'optional', status: 'available' },
  'GET /search': { scopes: [], scopeRule: 'all', status: 'available' },
};
