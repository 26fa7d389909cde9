import { type AccessTokens, createAccessTokens } from './access-tokens.js';
import { type Apps, createApps } from './apps.js';
import { type AuthorizationCodes, createAuthorizationCodes } from './authorization-codes.js';
import { type BrowserLogins, createBrowserLogins } from './browser-logins.js';
import { type Consents, createConsents } from './consents.js';
import { inTransaction, openDatabase } from './database.js';
import { createGrants, type Grants } from './grants.js';
import { createPlaylists, type Playlists } from './playlists.js';
import { worldSchema, worldTables } from './schema.js';
import { createSnapshots, type WorldSnapshots } from './snapshots.js';
import { createUsers, type Users } from './users.js';

/** Everything that can change: who there is, what they own, what they allowed, and every token. */
export interface World {
  readonly apps: Apps;
  readonly users: Users;
  readonly consents: Consents;
  readonly logins: BrowserLogins;
  readonly codes: AuthorizationCodes;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
  readonly playlists: Playlists;
  readonly snapshots: WorldSnapshots;
  /** Runs `work` as one transaction. */
  transaction<Result>(work: () => Result): Result;
  /** Empties the world and plants the seed again. */
  reset(): void;
  close(): void;
}

/**
 * Opens a world and plants its seed.
 *
 * @param plant - writes the seed into the empty world
 */
export async function openWorld(plant: (world: World) => void): Promise<World> {
  const database = await openDatabase();
  database.exec(worldSchema);
  // Preparing takes longer than running: each statement is prepared once, here.
  const world: World = {
    apps: createApps(database),
    users: createUsers(database),
    consents: createConsents(database),
    logins: createBrowserLogins(database),
    codes: createAuthorizationCodes(database),
    grants: createGrants(database),
    accessTokens: createAccessTokens(database),
    playlists: createPlaylists(database),
    snapshots: createSnapshots(database, worldTables),
    transaction: (work) => inTransaction(database, work),
    reset() {
      inTransaction(database, () => {
        database.exec(worldTables.map((table) => `DELETE FROM ${table};`).join(''));
        plant(world);
      });
    },
    close: () => database.close(),
  };
  inTransaction(database, () => plant(world));
  return world;
}
