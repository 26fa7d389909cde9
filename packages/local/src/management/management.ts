import type { Clock } from '../faults/clock.js';
import type { Settings } from '../world/settings.js';
import type { DurationOf } from '../world/settle-playback.js';
import type { World } from '../world/world.js';
import { type AppManagement, createAppManagement } from './app-management.js';
import { type ConsentManagement, createConsentManagement } from './consent-management.js';
import { createPlayerControl, type PlayerControl } from './player-control.js';
import { createTokenControl, type TokenControl } from './token-control.js';
import { createUserManagement, type UserManagement } from './user-management.js';

/** Who there is, which apps, and what the ones allowed the others. */
export interface Management {
  readonly apps: AppManagement;
  readonly userAccounts: UserManagement;
  readonly consents: ConsentManagement;
  readonly tokens: TokenControl;
  readonly players: PlayerControl;
}

/** The management of a world. */
export function createManagement(world: World, clock: Clock, settings: Settings, durationOf: DurationOf): Management {
  return {
    apps: createAppManagement(world),
    userAccounts: createUserManagement(world, (id) => {
      if (settings.get().autoApprove === id) settings.update({ autoApprove: null });
    }),
    consents: createConsentManagement(world, clock, settings),
    tokens: createTokenControl(world, clock),
    players: createPlayerControl(world, clock, durationOf),
  };
}
