import { hash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { type Database, openDatabase } from '../world/database.js';
import type { Edition } from './edition.js';

const PREFIX = 'catalogue-';

/** How a catalogue is made, and where it may be kept. */
export interface CatalogueSource {
  /** What makes it. One that came with the package stands in its folder. Without an edition none is kept. */
  readonly edition: Edition | undefined;
  /** The folder in which one is kept for other processes, if there is any. */
  readonly cache: string | undefined;
  /** Writes the catalogue into an empty database. */
  readonly fill: (database: Database) => Promise<void> | void;
}

/**
 * Opens the catalogue's database. To fill one takes much longer than to open a file, so the first process leaves a file to all others.
 * Where that cannot be done each process has its own in memory, and nothing else is different.
 */
export async function openKeptCatalogue({ edition, cache, fill }: CatalogueSource): Promise<Database> {
  if (edition === undefined) return openFilled(fill);
  for (const folder of [edition.folder, cache]) {
    const opened = folder === undefined ? undefined : await openSound(fileIn(folder, edition), cache);
    if (opened !== undefined) return opened;
  }
  const database = await openFilled(fill);
  if (cache === undefined || !keepForOthers(database, fileIn(cache, edition))) return database;
  // From here on in the file as well, so that the memory that it took to make it is free again.
  const kept = await openSound(fileIn(cache, edition), cache);
  if (kept === undefined) return database;
  database.close();
  return kept;
}

async function openFilled(fill: CatalogueSource['fill']): Promise<Database> {
  const database = await openDatabase();
  await fill(database);
  return database;
}

/** The file of an edition's catalogue. */
export function fileIn(folder: string, { id }: Edition): string {
  return join(folder, `${PREFIX}${id}.sqlite`);
}

/**
 * Writes a filled catalogue to a file, as a whole or not at all.
 *
 * @throws Error when the folder cannot be written
 */
export function keepCatalogue(database: Database, file: string): void {
  const draft = `${file}.${randomUUID()}.draft`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    database.prepare('VACUUM INTO ?').run(draft);
    seal(draft);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function keepForOthers(database: Database, file: string): boolean {
  try {
    keepCatalogue(database, file);
    forgetOld(dirname(file));
    return true;
  } catch {
    // The folder cannot be written, the disk is full, or on Windows somebody was faster and has the file open.
    return false;
  }
}

// Every database of SQLite's has four bytes for whoever uses it, the "user version". They hold a checksum of all others: an open file
// is trusted for good, and a power cut or a bad disk must not become an error in the middle of somebody's tests.
const CHECKSUM_AT = 60;
const AFTER_CHECKSUM = 64;

function checksumOf(bytes: Buffer): number {
  return crc32(bytes.subarray(AFTER_CHECKSUM), crc32(bytes.subarray(0, CHECKSUM_AT)));
}

function seal(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(checksumOf(bytes), CHECKSUM_AT);
  const descriptor = openSync(file, 'r+');
  try {
    writeSync(descriptor, bytes, CHECKSUM_AT, AFTER_CHECKSUM - CHECKSUM_AT, CHECKSUM_AT);
    // Before the file gets its name, so that a power cut leaves either all of it or none.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function openSound(file: string, cache: string | undefined): Promise<Database | undefined> {
  try {
    const mark = cache === undefined ? undefined : markOf(file, cache);
    if (mark === undefined || !isFresh(mark)) {
      if (!isSound(readFileSync(file))) {
        process.emitWarning(`The catalogue in ${file} is damaged. It is made anew, and nothing is lost.`);
        return undefined;
      }
      if (mark !== undefined) leave(mark);
    }
    // Nobody writes a file that has its name: SQLite needs neither locks nor a look at who else has it open.
    return await openDatabase(`${pathToFileURL(file).href}?mode=ro&immutable=1`);
  } catch {
    // It is not there, or must not be read.
    return undefined;
  }
}

function isSound(bytes: Buffer): boolean {
  return bytes.length > AFTER_CHECKSUM && bytes.readUInt32BE(CHECKSUM_AT) === checksumOf(bytes);
}

// To read all of a file takes longer than everything else of a start. So whoever found it sound leaves an empty file whose name says which
// file it was: whoever writes to it, and be it a byte, or puts another in its place, changes when it was changed, which nobody can set.
function markOf(file: string, cache: string): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
  const name = hash('sha256', [file, dev, ino, size, mtimeNs, ctimeNs].join(' '), 'hex').slice(0, 24);
  return join(cache, `${PREFIX}${name}.checked`);
}

// What a disk forgets by itself changes no time: each week the file is read anew.
function isFresh(mark: string): boolean {
  const left = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - left < CHECKED_DAYS * DAY;
}

function leave(mark: string): void {
  try {
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, '');
  } catch {
    // Then the next process reads the file once more.
  }
}

const DAY = 86_400_000;
const KEPT_DAYS = 30;
const CHECKED_DAYS = 7;

// Other versions leave catalogues of their own, and a process that was killed leaves a draft. One that is still used is made again.
function forgetOld(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith(PREFIX))) {
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > KEPT_DAYS * DAY) rmSync(file, { force: true });
  }
}
