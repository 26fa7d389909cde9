import type { Clock } from '../faults/clock.js';
import type { Consent, ConsentFilter } from '../world/consents.js';
import type { Settings } from '../world/settings.js';
import type { World } from '../world/world.js';

/** What users have agreed to. */
export interface ConsentManagement {
  /** What users have agreed to, at most 1,000 consents. */
  list(filter?: ConsentFilter): Consent[];
  /**
   * Withdraws consents as "Remove access" on the account page does: the user is asked again, their codes and refresh tokens are
   * worth nothing any more. Access tokens that are out stay good until they expire; in strict mode they end too.
   *
   * @returns how many apps of how many users lost their access: pairs of the two
   */
  withdraw(filter?: ConsentFilter): number;
}

/** The consents of a world. */
export function createConsentManagement(world: World, clock: Clock, settings: Settings): ConsentManagement {
  return {
    list: (filter = {}) => world.consents.list(filter),
    withdraw: (filter = {}) =>
      world.transaction(() => {
        const now = clock.now();
        world.codes.consumeAll(filter, now);
        world.grants.revokeAll(filter, now);
        // RFC 7009 §2.1. What Spotify does with them is not known.
        if (settings.get().strict) world.accessTokens.expireGranted(filter, now);
        return world.consents.withdraw(filter);
      }),
  };
}
