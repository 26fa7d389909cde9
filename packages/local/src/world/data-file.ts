import { hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Database, openDatabase } from './database.js';

/** A database whose world is in a file. */
export interface DataFile {
  readonly database: Database;
  /** Whether the file was empty or not there: the tables have to be made, in the transaction that `complete` ends. */
  readonly isNew: boolean;
  /** Ends the transaction in which a new world was written, and goes over to the write-ahead log. */
  complete(): void;
  close(): void;
}

/** A file that cannot be the data of this local Spotify. The message says why and what to do; nothing in the file was changed. */
export class DataFileError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataFileError';
  }
}

// "SPXL": every database of SQLite's has a place for the application whose file it is.
const APPLICATION_ID = 0x53_50_58_4c;
const SQLITE_CANNOT_OPEN = 14;
const SQLITE_BUSY = 5;
const SQLITE_NOT_A_DATABASE = 26;

/**
 * Opens the file of a world, and keeps other processes out of it until it is closed or this process has ended.
 *
 * @param schema - the tables; a file that was made with others is refused
 * @throws DataFileError with a sentence
 */
export async function openDataFile(file: string, schema: string): Promise<DataFile> {
  const path = resolve(file);
  // Any change of the tables is another version: nobody has to think of counting.
  const version = Buffer.from(hash('sha256', schema, 'hex'), 'hex').readInt32BE();
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new DataFileError(`${path} is a folder: give a file in it.`);
  // Nothing but SQLite opens the file, not even to look at its header: to close any descriptor of a file gives up all locks that
  // the process has on it. https://www.sqlite.org/howtocorrupt.html §2.2
  const database = await openDatabase(path).catch((error: unknown) => {
    throw explain(error, path);
  });
  try {
    // SQLite's own lock on the file: it goes with the process, however that ends, and no file of ours can stay behind.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const { count } = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as { count: number };
    const isNew = count === 0;
    if (isNew) database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version}; ${schema}`);
    // Before anything is written, and when what a crash left half-done is undone.
    else refuse(numberOf(database, 'application_id'), numberOf(database, 'user_version'), path, version);
    return {
      database,
      isNew,
      complete() {
        // A commit is with the operating system when it returns, which outlives the process, though perhaps not a power cut.
        database.exec('COMMIT; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      },
      close() {
        // The whole world in one file again, for copying. @photostructure/sqlite closes a database only when its last statement is
        // collected, so the lock is given up here.
        database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema');
        database.close();
      },
    };
  } catch (error) {
    giveUp(database);
    throw explain(error, path);
  }
}

// As in close(): where statements are collected late, the lock would stay for as long.
function giveUp(database: Database): void {
  try {
    database.exec('ROLLBACK; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema');
  } catch {
    // It never had the lock, or is no database: there is nothing to give up.
  }
  database.close();
}

function refuse(applicationId: number, userVersion: number, path: string, version: number): void {
  if (applicationId !== APPLICATION_ID) {
    throw new DataFileError(
      `${path} is a database of another program, and was left as it is: give another file, or one that is not there yet.`,
    );
  }
  if (userVersion !== version) {
    throw new DataFileError(
      `${path} was made by another version of the local Spotify, whose tables are others, and was left as it is. Remove it to begin with a new world, give another file, or run the version that made it: a world is not carried over.`,
    );
  }
}

function numberOf(database: Database, pragma: 'application_id' | 'user_version'): number {
  return (database.prepare(`PRAGMA ${pragma}`).get() as Record<string, number>)[pragma] ?? 0;
}

function explain(error: unknown, path: string): Error {
  if (error instanceof DataFileError) return error;
  const { errcode, message } = error as { errcode?: number; message?: string };
  if (errcode === SQLITE_BUSY) {
    return new DataFileError(`${path} is in use by another local Spotify: end that one, or give another file.`, { cause: error });
  }
  if (errcode === SQLITE_NOT_A_DATABASE) {
    return new DataFileError(`${path} is no database, and was left as it is: give another file, or one that is not there yet.`, {
      cause: error,
    });
  }
  if (errcode === SQLITE_CANNOT_OPEN) {
    return new DataFileError(`${path} cannot be opened: check that ${dirname(path)} is there and can be written to.`, {
      cause: error,
    });
  }
  return new DataFileError(`${path} cannot be used: ${message ?? String(error)}.`, { cause: error });
}
