import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../world/database.js';
import type { Edition } from './edition.js';
import { fillCatalogue } from './fill.js';
import { generateCatalogue } from './generate.js';
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

const contentOf = (database: Database): unknown[] =>
  ['artists', 'albums', 'tracks', 'shows', 'episodes', 'artist_words_data', 'album_words_data', 'track_words_data'].map((table) =>
    database.prepare(`SELECT rowid, * FROM ${table} ORDER BY rowid`).all(),
  );
const foundIn = (database: Database): unknown[] =>
  database.prepare(`SELECT rowid FROM track_words WHERE track_words MATCH '"lant"*' ORDER BY rowid`).all();

/** Opens the catalogue, and says whether it had to be filled for that. */
async function open(changes: Partial<CatalogueSource> = {}): Promise<{ filled: boolean; database: Database }> {
  let filled = false;
  const fill = (empty: Database): void => {
    filled = true;
    fillCatalogue(empty, generateCatalogue());
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
  expect(readdirSync(cache)).toEqual(['catalogue-first.sqlite']);
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
  const { database } = await open();
  const file = fileIn(cache, edition);
  const sound = readFileSync(file);
  writeFileSync(file, damage(Buffer.from(sound)));
  const again = await open();
  expect(again.filled).toBe(true);
  expect(warnings).toEqual([`The catalogue in ${file} is damaged. It is made anew, and nothing is lost.`]);
  expect(readFileSync(file).equals(sound)).toBe(true);
  const third = await open();
  expect([third.filled, warnings.length]).toEqual([false, 1]);
  expect(contentOf(third.database)).toEqual(contentOf(database));
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
  expect(readdirSync(join(folder, 'taken'))).toEqual(['catalogue-first.sqlite']);
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
  expect(readdirSync(folder)).toEqual(['package']);
});

test('other code makes another file, and what is older than a month is removed then', async () => {
  await open();
  const monthAgo = Date.now() / 1000 - 31 * 86_400;
  for (const name of ['catalogue-old.sqlite', 'catalogue-older.sqlite.1.draft', 'of-another-program']) {
    writeFileSync(join(cache, name), '');
    utimesSync(join(cache, name), monthAgo, monthAgo);
  }
  expect((await open({ edition: { ...edition, id: 'second' } })).filled).toBe(true);
  expect(readdirSync(cache).sort()).toEqual(['catalogue-first.sqlite', 'catalogue-second.sqlite', 'of-another-program']);
});

test('of several processes that make it at once, all have it, and one file stays', { timeout: 60_000 }, async () => {
  const from = (path: string): string => JSON.stringify(new URL(`../../dist/catalogue/${path}.js`, import.meta.url).href);
  const script = `
    import { fillCatalogue } from ${from('fill')};
    import { generateCatalogue } from ${from('generate')};
    import { openKeptCatalogue } from ${from('kept-catalogue')};
    const { edition, cache } = ${JSON.stringify({ edition, cache })};
    const database = await openKeptCatalogue({ edition, cache, fill: (empty) => fillCatalogue(empty, generateCatalogue()) });
    process.stdout.write(JSON.stringify(database.prepare('SELECT rowid, * FROM track_words WHERE track_words MATCH ?').all('marks:any')));`;
  const start = async (): Promise<string> =>
    text(spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
  const answers = await Promise.all(Array.from({ length: 6 }, start));
  expect(JSON.parse(answers[0] ?? '')).toHaveLength(generateCatalogue().tracks.length);
  expect(new Set(answers).size).toBe(1);
  expect(readdirSync(cache)).toEqual(['catalogue-first.sqlite']);
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
