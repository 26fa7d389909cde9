import { cacheFolder } from './cache-folder.js';
import type { Catalogue } from './catalogue.js';
import { catalogueEdition } from './edition.js';
import { openKeptCatalogue } from './kept-catalogue.js';
import { readCatalogue } from './read-catalogue.js';
import { withRememberedPlaces } from './remembered-places.js';

/** An open catalogue, and the database in which it is. */
interface OpenCatalogue {
  // It stands here beside what reads it: a statement that outlives its database crashes the process.
  readonly database: object;
  readonly catalogue: Catalogue;
}

let shared: Promise<OpenCatalogue> | undefined;

/** The catalogue of this process. It is opened once, when it is first needed, and every local Spotify in the process reads it. */
export async function openCatalogue(): Promise<Catalogue> {
  shared ??= openShared();
  return (await shared).catalogue;
}

async function openShared(): Promise<OpenCatalogue> {
  const database = await openKeptCatalogue({
    edition: catalogueEdition(),
    cache: cacheFolder(),
    // What invents it is loaded where there is no file yet: everybody else starts sooner without.
    async fill(empty) {
      const [{ fillCatalogue }, { generateCatalogue }] = await Promise.all([import('./fill.js'), import('./generate.js')]);
      fillCatalogue(empty, generateCatalogue());
    },
  });
  return { database, catalogue: withRememberedPlaces(readCatalogue(database)) };
}
