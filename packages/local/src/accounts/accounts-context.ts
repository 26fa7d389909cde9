import type { Clock } from '../faults/clock.js';
import type { OwnHosts } from '../hosts/own-hosts.js';
import type { Management } from '../management/management.js';
import type { Settings } from '../world/settings.js';
import type { World } from '../world/world.js';
import type { LoginAttempts } from './login-attempts.js';

/** What the accounts service works with. */
export interface AccountsContext {
  readonly world: World;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly management: Management;
  readonly loginAttempts: LoginAttempts;
  /** Where this Spotify is: `http://127.0.0.1:PORT`. */
  readonly accountsUrl: string;
  readonly apiUrl: string;
  readonly controlUrl: string;
  /** Under which names it may be called. Only there it shows its secrets. */
  readonly hosts: OwnHosts;
  /** Signs the forms' tokens. New with every start. */
  readonly formKey: Uint8Array;
}
