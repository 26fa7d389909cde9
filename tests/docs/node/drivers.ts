import type { Driver } from './drivers/driver.js';
import { errorDrivers } from './drivers/errors.js';
import { exampleDrivers } from './drivers/examples.js';
import { localDrivers } from './drivers/local.js';
import { migrateDrivers } from './drivers/migrate.js';
import { phoneDrivers } from './drivers/phones.js';
import { programDrivers } from './drivers/programs.js';
import { readmeDrivers } from './drivers/readmes.js';
import { serverDrivers } from './drivers/server.js';
import { sessionDrivers } from './drivers/session.js';
import { signInDrivers } from './drivers/sign-in.js';
import { webApiDrivers } from './drivers/web-api.js';

/** Every snippet that runs in Node. */
export const drivers: Readonly<Record<string, Driver>> = {
  ...errorDrivers,
  ...exampleDrivers,
  ...localDrivers,
  ...migrateDrivers,
  ...phoneDrivers,
  ...programDrivers,
  ...readmeDrivers,
  ...serverDrivers,
  ...sessionDrivers,
  ...signInDrivers,
  ...webApiDrivers,
};
