import type { Catalogue } from '../catalogue/catalogue.js';
import type { Clock } from '../faults/clock.js';
import type { Settings } from '../world/settings.js';
import type { World } from '../world/world.js';

/** What the Web API works with. */
export interface WebApiContext {
  readonly world: World;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly settings: Settings;
  /** `http://127.0.0.1:PORT`, where the pictures are. */
  readonly accountsUrl: string;
  /** `http://127.0.0.1:PORT/v1` */
  readonly apiUrl: string;
}
