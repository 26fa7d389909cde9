// Before the package is packed: puts the catalogue beside the code that makes it, so that no user's first start has to.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueEdition } from '../dist/catalogue/edition.js';
import { fillCatalogue } from '../dist/catalogue/fill.js';
import { generateCatalogue } from '../dist/catalogue/generate.js';
import { fileIn, keepCatalogue } from '../dist/catalogue/kept-catalogue.js';
import { openDatabase } from '../dist/world/database.js';

const edition = catalogueEdition();
// Those of editions before would be packed as well.
for (const name of readdirSync(edition.folder).filter((one) => one.endsWith('.sqlite'))) rmSync(join(edition.folder, name));
const database = await openDatabase();
fillCatalogue(database, generateCatalogue());
keepCatalogue(database, fileIn(edition.folder, edition));
