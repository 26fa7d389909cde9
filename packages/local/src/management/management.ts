import type { Clock } from '../faults/clock.js';
import type { Settings } from '../world/settings.js';
import type { World } from '../world/world.js';
import { type AppManagement, createAppManagement } from './app-management.js';
import { type ConsentManagement, createConsentManagement } from './consent-management.js';
import { createTokenControl, type TokenControl } from './token-control.js';
import { createUserManagement, type UserManagement } from './user-management.js';

/** Who there is, which apps, and what the ones allowed the others. */
export interface Management {
  readonly apps: AppManagement;
  readonly userAccounts: UserManagement;
  readonly consents: ConsentManagement;
  readonly tokens: TokenControl;
}

/** The management of a world. */
export function createManagement(world: World, clock: Clock, settings: Settings): Management {
  return {
    apps: createAppManagement(world),
    userAccounts: createUserManagement(world, (id) => {
      if (settings.get().autoApprove === id) settings.update({ autoApprove: null });
    }),
    consents: createConsentManagement(world, clock, settings),
    tokens: createTokenControl(world, clock),
  };
}
