import { type AccessTokens, createAccessTokens } from './access-tokens.js';
import { type Apps, createApps } from './apps.js';
import { type AuthorizationCodes, createAuthorizationCodes } from './authorization-codes.js';
import { type BrowserLogins, createBrowserLogins } from './browser-logins.js';
import { clockSchema, createKeptClock, type KeptClock } from './clock-position.js';
import { type Consents, createConsents } from './consents.js';
import { type DataFile, openDataFile } from './data-file.js';
import { type Database, inTransaction, openDatabase } from './database.js';
import { createDevices, type Devices } from './devices.js';
import { createFollows, type Follows } from './follows.js';
import { createGrants, type Grants } from './grants.js';
import { createLibrary, type Library } from './library.js';
import { createPlayHistory, type PlayHistory } from './play-history.js';
import { createPlayers, type Players } from './players.js';
import { createPlaylists, type Playlists } from './playlists.js';
import { createResumePoints, type ResumePoints } from './resume-points.js';
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
  readonly library: Library;
  readonly follows: Follows;
  readonly resumePoints: ResumePoints;
  readonly devices: Devices;
  readonly players: Players;
  readonly playHistory: PlayHistory;
  readonly snapshots: WorldSnapshots;
  readonly clock: KeptClock;
  /** Runs `work` as one transaction. */
  transaction<Result>(work: () => Result): Result;
  /** Empties the world and plants the seed again. */
  reset(): void;
  close(): void;
}

const schema = `${worldSchema}${clockSchema}`;

/**
 * Opens a world, and plants its seed where it is new.
 *
 * @param plant - writes the seed into the empty world
 * @param file - where the world is kept; without it, in memory
 * @throws DataFileError when the file cannot be used
 */
export async function openWorld(plant: (world: World) => void, file?: string): Promise<World> {
  const { database, isNew, complete, close } = file === undefined ? await openInMemory() : await openDataFile(file, schema);
  try {
    const world = worldOver(database, plant, close);
    if (isNew) plant(world);
    complete();
    return world;
  } catch (error) {
    // What had begun is rolled back with it.
    database.close();
    throw error;
  }
}

async function openInMemory(): Promise<DataFile> {
  const database = await openDatabase();
  database.exec(`BEGIN; ${schema}`);
  return { database, isNew: true, complete: () => database.exec('COMMIT'), close: () => database.close() };
}

function worldOver(database: Database, plant: (world: World) => void, close: () => void): World {
  // Preparing takes longer than running: each statement is prepared once, here.
  const apps = createApps(database);
  const snapshots = createSnapshots(database, worldTables);
  // Tables that are written as a whole, and work that may be undone: what was found before or meanwhile counts no more.
  const thenLookAgain = <Result>(work: () => Result): Result => {
    try {
      return work();
    } finally {
      apps.forget();
    }
  };
  const world: World = {
    apps,
    users: createUsers(database),
    consents: createConsents(database),
    logins: createBrowserLogins(database),
    codes: createAuthorizationCodes(database),
    grants: createGrants(database),
    accessTokens: createAccessTokens(database),
    playlists: createPlaylists(database),
    library: createLibrary(database),
    follows: createFollows(database),
    resumePoints: createResumePoints(database),
    devices: createDevices(database),
    players: createPlayers(database),
    playHistory: createPlayHistory(database),
    snapshots: { ...snapshots, restore: (id) => thenLookAgain(() => snapshots.restore(id)) },
    clock: createKeptClock(database),
    transaction: (work) => thenLookAgain(() => inTransaction(database, work)),
    reset() {
      world.transaction(() => {
        database.exec(worldTables.map((table) => `DELETE FROM ${table};`).join(''));
        plant(world);
      });
    },
    close,
  };
  return world;
}
