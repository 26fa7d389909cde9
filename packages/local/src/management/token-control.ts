import type { Clock } from '../faults/clock.js';
import type { GrantSummary, TokenFilter } from '../world/grants.js';
import type { World } from '../world/world.js';

/** What tests see of tokens, and do to them, from behind. */
export interface TokenControl {
  /** The authorizations, the newest first, at most 1,000 of them: scopes and times, and never a token. */
  listGrants(filter?: TokenFilter): GrantSummary[];
  /** Ends access tokens now, everyone's or those of a user, an app or a grant, and says how many. */
  expireAccessTokens(filter?: TokenFilter): number;
  /**
   * Revokes authorizations: their refresh tokens are answered `Refresh token revoked`. Consents stay, so that the next sign-in asks
   * nothing, and so do access tokens until they expire. Says how many.
   */
  revokeGrants(filter?: TokenFilter): number;
}

/** The tokens of a world. */
export function createTokenControl(world: World, clock: Clock): TokenControl {
  return {
    listGrants: (filter = {}) => world.grants.list(filter, clock.now()),
    expireAccessTokens: (filter = {}) => world.accessTokens.expireAll(filter, clock.now()),
    revokeGrants: (filter = {}) => world.grants.revokeAll(filter, clock.now()),
  };
}
