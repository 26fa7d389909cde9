import { type Database, inTransaction } from './database.js';

/** How many snapshots are kept. */
export const MOST_SNAPSHOTS = 32;

const LONGEST_NAME = 100;

/** A state that can be gone back to. */
export interface Snapshot {
  readonly id: string;
  /** What it was called when it was taken, or `null`. */
  readonly name: string | null;
  /** What the clock said then, in epoch milliseconds. */
  readonly takenAt: number;
}

/** What is asked of a snapshot. */
export interface SnapshotOptions {
  /** What to call it, in at most 100 characters. It does not have to be unique: the id is. */
  readonly name?: string;
}

/** The snapshots of a world. */
export interface WorldSnapshots {
  /**
   * Copies the whole world as it is.
   *
   * @param beside - what else belongs to the state, as text
   * @throws TypeError when there are too many, or the name is none
   */
  take(options: SnapshotOptions, takenAt: number, beside: string): Snapshot;
  /**
   * Puts the world back.
   *
   * @returns what was kept beside it
   * @throws TypeError when there is no such snapshot; nothing is changed then
   */
  restore(id: string): string;
  list(): Snapshot[];
  /** Whether there was such a snapshot. */
  remove(id: string): boolean;
}

/**
 * The snapshots of a world, in tables beside its own: `snapshot_of_users` holds the rows of `users`, once for each snapshot. SQLite
 * copies them without a row leaving it, in one transaction.
 *
 * @param tables - the tables of the world, those that point to others first
 */
export function createSnapshots(database: Database, tables: readonly string[]): WorldSnapshots {
  // Made when they are first needed: a local Spotify without snapshots starts without them.
  const prepareTables = (): void =>
    database.exec(
      `CREATE TABLE IF NOT EXISTS snapshots (
        number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, taken_at INTEGER NOT NULL, beside TEXT NOT NULL);
      ${tables
        .map(
          (table) =>
            `CREATE TABLE IF NOT EXISTS snapshot_of_${table} AS SELECT 0 AS snapshot, * FROM ${table} WHERE 0;
             CREATE INDEX IF NOT EXISTS snapshot_of_${table}_number ON snapshot_of_${table} (snapshot);`,
        )
        .join('')}`,
    );
  const exists = (): boolean => database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'snapshots'").get() !== undefined;
  const columnsOf = (table: string): string =>
    (database.prepare('SELECT name FROM pragma_table_info(?)').all(table) as { name: string }[]).map(({ name }) => name).join(', ');
  const find = (id: string): { number: number; beside: string } => {
    const number = numberOf(id);
    const row =
      number !== undefined && exists()
        ? database.prepare('SELECT number, beside FROM snapshots WHERE number = ?').get(number)
        : undefined;
    if (row === undefined) throw new TypeError(`There is no snapshot "${id}": take one first, and give the id that it has.`);
    return row as { number: number; beside: string };
  };
  const list = (): Snapshot[] => {
    if (!exists()) return [];
    const rows = database.prepare('SELECT number, name, taken_at AS takenAt FROM snapshots ORDER BY number').all();
    return (rows as { number: number; name: string | null; takenAt: number }[]).map(({ number, name, takenAt }) => ({
      id: `snapshot-${number}`,
      name,
      takenAt,
    }));
  };
  return {
    take({ name }, takenAt, beside) {
      checkName(name);
      if (list().length >= MOST_SNAPSHOTS)
        throw new TypeError(`There are ${MOST_SNAPSHOTS} snapshots, and no more are kept: remove one first.`);
      return inTransaction(database, () => {
        prepareTables();
        const { number } = database
          .prepare('INSERT INTO snapshots (name, taken_at, beside) VALUES (?, ?, ?) RETURNING number')
          .get(name ?? null, takenAt, beside) as { number: number };
        for (const table of tables) database.exec(`INSERT INTO snapshot_of_${table} SELECT ${number}, * FROM ${table}`);
        return { id: `snapshot-${number}`, name: name ?? null, takenAt };
      });
    },
    restore(id) {
      const { number, beside } = find(id);
      inTransaction(database, () => {
        for (const table of tables) database.exec(`DELETE FROM ${table}`);
        for (const table of [...tables].reverse()) {
          const columns = columnsOf(table);
          database.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM snapshot_of_${table} WHERE snapshot = ${number}`);
        }
      });
      return beside;
    },
    list,
    remove(id) {
      const number = numberOf(id);
      if (number === undefined || !exists()) return false;
      return inTransaction(database, () => {
        for (const table of tables) database.exec(`DELETE FROM snapshot_of_${table} WHERE snapshot = ${number}`);
        return Number(database.prepare('DELETE FROM snapshots WHERE number = ?').run(number).changes) === 1;
      });
    },
  };
}

function numberOf(id: string): number | undefined {
  const [, digits] = /^snapshot-([1-9]\d{0,9})$/u.exec(id) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function checkName(name: unknown): void {
  if (name === undefined || (typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME)) return;
  throw new TypeError(`The name of a snapshot has to be text of at most ${LONGEST_NAME} characters.`);
}
