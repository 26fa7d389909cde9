import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../world/database.js';
import type { Edition } from './edition.js';
import { type CatalogueSource, fileIn, keepCatalogue, openKeptCatalogue } from './kept-catalogue.js';

let folder: string;
let cache: string;
let edition: Edition;
let warnings: string[];
const warn = ({ message }: Error): void => void warnings.push(message);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spixie-catalogue-'));
  cache = join(folder, 'not', 'there', 'yet');
  edition = { id: 'first', folder: join(folder, 'package') };
  warnings = [];
  process.on('warning', warn);
});
afterEach(() => {
  process.off('warning', warn);
  rmSync(folder, { recursive: true });
});

// As the catalogue's, but with less in it: what is tested here is how a file is kept, whatever it is.
const ROWS = 4000;
const little = `
  CREATE TABLE tracks (row INTEGER PRIMARY KEY, name TEXT NOT NULL);
  WITH RECURSIVE numbers (row) AS (SELECT 1 UNION ALL SELECT row + 1 FROM numbers WHERE row < ${ROWS})
    INSERT INTO tracks SELECT row, 'Lantern ' || row || ' ' || hex(row * 7919) || ' of the long and winding names of tracks' FROM numbers;
  CREATE VIRTUAL TABLE track_words USING fts5(name);
  INSERT INTO track_words (rowid, name) SELECT row, name FROM tracks;`;

const contentOf = (database: Database): unknown[] =>
  ['tracks', 'track_words_data'].map((table) => database.prepare(`SELECT rowid, * FROM ${table} ORDER BY rowid`).all());
const foundIn = (database: Database): unknown[] =>
  database.prepare(`SELECT rowid FROM track_words WHERE track_words MATCH '"lant"*' ORDER BY rowid`).all();
const marksIn = (where: string): string[] => readdirSync(where).filter((name) => name.endsWith('.checked'));
const cataloguesIn = (where: string): string[] => readdirSync(where).filter((name) => !name.endsWith('.checked'));

/** Opens the catalogue, and says whether it had to be filled for that. */
async function open(changes: Partial<CatalogueSource> = {}): Promise<{ filled: boolean; database: Database }> {
  let filled = false;
  const fill = (empty: Database): void => {
    filled = true;
    empty.exec(little);
  };
  const database = await openKeptCatalogue({ edition, cache, fill, ...changes });
  // The process's warnings come a moment later.
  await new Promise((resolve) => setImmediate(resolve));
  return { filled, database };
}

test('the first process fills the catalogue, and the next one finds the same in a file', async () => {
  const first = await open();
  const second = await open();
  expect([first.filled, second.filled]).toEqual([true, false]);
  expect(contentOf(second.database)).toEqual(contentOf(first.database));
  expect(foundIn(first.database).length).toBeGreaterThan(10);
  expect(foundIn(second.database)).toEqual(foundIn(first.database));
  expect(cataloguesIn(cache)).toEqual(['catalogue-first.sqlite']);
  expect(() => second.database.exec('DELETE FROM tracks')).toThrow(/readonly/u);
  expect(warnings).toEqual([]);
});

test.each([
  ['with one wrong byte in its middle', (bytes: Buffer) => bytes.fill((bytes[200_000] ?? 0) ^ 1, 200_000, 200_001)],
  ['with one wrong byte in its header', (bytes: Buffer) => bytes.fill((bytes[20] ?? 0) ^ 1, 20, 21)],
  ['that was cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['of zeros', (bytes: Buffer) => bytes.fill(0)],
  ['that is empty', () => Buffer.alloc(0)],
  ['that is something else', () => Buffer.from('no catalogue, '.repeat(100))],
])('a file %s is told, and made anew', async (_, damage) => {
  const content = contentOf((await open()).database);
  const file = fileIn(cache, edition);
  const sound = readFileSync(file);
  const { atime, mtime } = statSync(file);
  writeFileSync(file, damage(Buffer.from(sound)));
  // As old as before to whoever looks no closer.
  utimesSync(file, atime, mtime);
  const again = await open();
  expect(again.filled).toBe(true);
  expect(warnings).toEqual([`The catalogue in ${file} is damaged. It is made anew, and nothing is lost.`]);
  expect(readFileSync(file).equals(sound)).toBe(true);
  const third = await open();
  expect([third.filled, warnings.length]).toEqual([false, 1]);
  expect(contentOf(third.database)).toEqual(content);
});

test('a file is read as a whole once a week, and whoever did so leaves a mark', async () => {
  await open();
  const [mark = ''] = marksIn(cache);
  const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
  utimesSync(join(cache, mark), ago(5), ago(5));
  await open();
  expect(statSync(join(cache, mark)).mtimeMs).toBeCloseTo(ago(5).getTime(), -4);
  utimesSync(join(cache, mark), ago(8), ago(8));
  await open();
  expect(statSync(join(cache, mark)).mtimeMs).toBeGreaterThan(ago(1).getTime());
  // Another file of the same name has another mark.
  const file = fileIn(cache, edition);
  writeFileSync(join(folder, 'copy'), readFileSync(file));
  renameSync(join(folder, 'copy'), file);
  await open();
  expect(marksIn(cache)).toHaveLength(2);
  expect(warnings).toEqual([]);
});

test('where no file can be written, each process has the catalogue in memory', async () => {
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'taken', 'catalogue-first.sqlite'), { recursive: true });
  for (const place of [undefined, join(folder, 'file', 'cache'), join(folder, 'taken')]) {
    for (let round = 0; round < 2; round += 1) {
      const { filled, database } = await open({ cache: place });
      expect([filled, foundIn(database).length > 10]).toEqual([true, true]);
    }
  }
  expect(cataloguesIn(join(folder, 'taken'))).toEqual(['catalogue-first.sqlite']);
  expect(warnings).toEqual([]);
});

test('code that is not in files of its own keeps no catalogue', async () => {
  const { filled, database } = await open({ edition: undefined });
  expect([filled, foundIn(database).length > 10]).toEqual([true, true]);
  expect(readdirSync(folder)).toEqual([]);
});

test('one that came with the package is used, and none is written then', async () => {
  keepCatalogue((await open({ edition: undefined })).database, fileIn(edition.folder, edition));
  const { filled, database } = await open();
  expect([filled, foundIn(database).length > 10]).toEqual([false, true]);
  expect([readdirSync(edition.folder), cataloguesIn(cache)]).toEqual([['catalogue-first.sqlite'], []]);
});

test('other code makes another file, and what is older than a month is removed then', async () => {
  await open();
  const monthAgo = Date.now() / 1000 - 31 * 86_400;
  for (const name of ['catalogue-old.sqlite', 'catalogue-older.sqlite.1.draft', 'of-another-program']) {
    writeFileSync(join(cache, name), '');
    utimesSync(join(cache, name), monthAgo, monthAgo);
  }
  expect((await open({ edition: { ...edition, id: 'second' } })).filled).toBe(true);
  expect(cataloguesIn(cache).sort()).toEqual(['catalogue-first.sqlite', 'catalogue-second.sqlite', 'of-another-program']);
});

test('of several processes that make it at once, all have it, and one file stays', { timeout: 60_000 }, async () => {
  const from = (path: string): string => JSON.stringify(new URL(`../../dist/catalogue/${path}.js`, import.meta.url).href);
  const script = `
    import { openKeptCatalogue } from ${from('kept-catalogue')};
    const { edition, cache } = ${JSON.stringify({ edition, cache })};
    const database = await openKeptCatalogue({ edition, cache, fill: (empty) => empty.exec(${JSON.stringify(little)}) });
    process.stdout.write(JSON.stringify(database.prepare('SELECT rowid, * FROM track_words').all()));`;
  const start = async (): Promise<string> =>
    text(spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
  const answers = await Promise.all(Array.from({ length: 6 }, start));
  expect(JSON.parse(answers[0] ?? '')).toHaveLength(ROWS);
  expect(new Set(answers).size).toBe(1);
  expect(cataloguesIn(cache)).toEqual(['catalogue-first.sqlite']);
  expect((await open()).filled).toBe(false);
});

test('the command works in a home that is none', async () => {
  const command = fileURLToPath(new URL('../../bin/spixie-local.js', import.meta.url));
  const env = { PATH: process.env['PATH'], HOME: '/dev/null/none', LOCALAPPDATA: '/dev/null/none' };
  const child = spawn(process.execPath, [command, '--port', '0', '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.once('data', () => child.kill());
  const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(complaints).toBe('');
  expect(JSON.parse(output)).toMatchObject({ accountsUrl: expect.any(String) });
});

test('a draft that was never renamed is no catalogue', async () => {
  mkdirSync(cache, { recursive: true });
  const draft = await openDatabase();
  draft.exec('CREATE TABLE half (made)');
  draft.prepare('VACUUM INTO ?').run(fileIn(cache, edition));
  // Without its checksum, as where somebody put a database of their own there.
  expect((await open()).filled).toBe(true);
  expect(warnings).toHaveLength(1);
});
