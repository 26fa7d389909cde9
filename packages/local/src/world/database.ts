import { createRequire } from 'node:module';

/** A value that SQLite stores and gives back. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** A prepared statement: the part of `node:sqlite` that is used here. */
export interface Statement {
  run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
}

/** A database: the part of `node:sqlite` that is used here. Keep it referenced for as long as one of its statements lives. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

type DatabaseConstructor = new (location: string) => Database;

let chosen: Promise<DatabaseConstructor> | undefined;

/**
 * Opens a database with whichever SQLite this Node has.
 *
 * @param location - a file; without it an empty database in memory
 */
export async function openDatabase(location: string = ':memory:'): Promise<Database> {
  chosen ??= chooseSqlite();
  const DatabaseSync = await chosen;
  return withLateStatements(new DatabaseSync(location));
}

// To prepare a statement takes SQLite longer than to run it, and of all that may be asked most programs ask little: each is prepared
// when it is first run. It holds its database, without which it would crash the process.
function withLateStatements(database: Database): Database {
  const prepare = (sql: string): Statement => {
    let prepared: Statement | undefined;
    const statement = (): Statement => (prepared ??= database.prepare(sql));
    return {
      run: (...values) => statement().run(...values),
      get: (...values) => statement().get(...values),
      all: (...values) => statement().all(...values),
    };
  };
  return { exec: (sql) => database.exec(sql), prepare, close: () => database.close() };
}

/** Runs `work` as one transaction: all of it or, when it throws, nothing. */
export function inTransaction<Result>(database: Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

async function chooseSqlite(): Promise<DatabaseConstructor> {
  // Asked for by name and not imported: Node 20 has no such module, and its types do not know it. Node 22 has it, but prints a
  // warning of its own into every program that uses it.
  const builtIn: unknown = Number.parseInt(process.versions.node, 10) >= 24 && process.getBuiltinModule('node:sqlite' as 'node:fs');
  if (hasDatabase(builtIn) && hasFullTextSearch(builtIn.DatabaseSync)) return builtIn.DatabaseSync;
  // It has no other module to load, and to require it takes two thirds of the time of an import.
  const fallback: unknown = createRequire(import.meta.url)('@photostructure/sqlite');
  if (hasDatabase(fallback)) return fallback.DatabaseSync;
  throw new Error('No SQLite was found: use Node 24 or later, or install @photostructure/sqlite.');
}

function hasDatabase(module: unknown): module is { DatabaseSync: DatabaseConstructor } {
  return typeof module === 'object' && module !== null && 'DatabaseSync' in module && typeof module.DatabaseSync === 'function';
}

// A Node that was built without FTS5 has a node:sqlite that cannot search.
function hasFullTextSearch(DatabaseSync: DatabaseConstructor): boolean {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec('CREATE VIRTUAL TABLE probe USING fts5(words)');
    return true;
  } catch {
    return false;
  } finally {
    database.close();
  }
}
