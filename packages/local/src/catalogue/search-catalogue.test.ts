import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../world/database.js';
import type { SearchOptions } from '../world/ranked-search.js';
import { parseSearch } from '../world/search-query.js';
import { type CatalogueSearch, createCatalogueSearch } from './search-catalogue.js';
import { createSearchIndex, searchSchema } from './search-index.js';
import type { SearchedCatalogueKind } from './search-kinds.js';

const now = Date.UTC(2026, 10, 20, 12);

// The number of each is its row: the lower, the more popular.
const artists = ['Nova Heart', 'The Nova', 'Nova', 'Novalis', 'Élodie Carrefour'];
const albums: [name: string, artist: string, released: string, upc: string, hipster: boolean, missing: string[]][] = [
  ['Gold', 'Nova', '1992', '4006381333931', false, []],
  ['Gold Rush', 'The Nova', '1999-05-01', '4006381333948', false, ['GR']],
  ['Silver', 'Goldie', '2026-11-19', '4006381333955', false, []],
  ['Tin', 'Nova', '2026-11-01', '4006381333962', false, []],
  ['Lead', 'Novalis', '2026', '4006381333979', true, []],
];
const tracks: [name: string, artist: string | string[], album: string, released: string, genre: string, isrc: string][] = [
  ['Midnight', 'Lantern Club', 'Harbour', '1995', 'indie rock', 'QZABC9500001'],
  ['Harbour', 'Nova', 'Lantern', '1999-12-31', 'rock', 'QZABC9900002'],
  ['Lanterns', 'Nova', 'Harbour', '2000-01-01', 'southern hip hop', 'QZABC0000003'],
  ['Lantern Street', 'Marlo Venn', 'Silver', '2014-03', 'ambient', 'QZABC1400004'],
  ['Lantern', ['Marlo', 'Venn Diagram'], 'Tin', '2020-02-02', 'ambient', 'QZABC2000005'],
  ['夜の灯台', 'Вера Полынь', 'Tin', '2020-02-02', 'city pop', 'QZABC2000006'],
  ['Don’t Stop', 'Nova', 'Street of Lanterns', '2021', 'rock', 'QZABC2100007'],
];

let database: Database;
let search: CatalogueSearch;
beforeAll(async () => {
  database = await openDatabase();
  database.exec(searchSchema);
  const index = createSearchIndex(database);
  for (const [at, name] of artists.entries()) {
    index.insert('artist', at + 1, { name, genre: ['rock', 'dream pop'], released: [String(1990 + at), '2026-11-19'] });
  }
  for (const [at, [name, artist, released, code, hipster, missing]] of albums.entries()) {
    index.insert('album', at + 1, { name, artist, released, code, hipster, missing });
  }
  for (const [at, [name, artist, album, released, genre, code]] of tracks.entries()) {
    index.insert('track', at + 1, { name, artist, album, released, genre, code });
  }
  index.insert('show', 1, { name: 'Night Radio', publisher: 'Harbour Media', description: 'About lanterns.' });
  search = createCatalogueSearch(database);
});

const find = (kind: SearchedCatalogueKind, typed: string, options: Partial<SearchOptions> = {}): number[] =>
  search(kind, parseSearch(typed), { now, limit: 50, offset: 0, ...options }).items;
const named = (kind: 'artist' | 'album' | 'track', typed: string, options: Partial<SearchOptions> = {}): string[] => {
  const names = { artist: artists, album: albums.map(([name]) => name), track: tracks.map(([name]) => name) }[kind];
  return find(kind, typed, options).map((row) => names[row - 1] ?? '');
};

test('the name itself comes first, then names with the word, with its beginning, then who made it, then the album', () => {
  expect(named('artist', 'nova')).toEqual(['Nova', 'Nova Heart', 'The Nova', 'Novalis']);
  expect(named('track', 'lantern')).toEqual(['Lantern', 'Lantern Street', 'Lanterns', 'Midnight', 'Harbour', 'Don’t Stop']);
});

test('pages meet everything once, in the same order', () => {
  const all = find('track', 'lantern');
  for (const limit of [1, 2, 4]) {
    const pages = Array.from({ length: 8 }, (_, page) => find('track', 'lantern', { limit, offset: page * limit }));
    expect(pages.flat()).toEqual(all);
  }
  expect(search('track', parseSearch('lantern'), { now, limit: 2, offset: 4 }).total).toBe(6);
});

test.each([
  ['nova lantern', ['Lanterns', 'Harbour', 'Don’t Stop']],
  ['lantern nova', ['Lanterns', 'Harbour', 'Don’t Stop']],
  ['"lantern street"', ['Lantern Street']],
  ['"street lantern"', []],
  ['"lantern stree"', []],
  ['"marlo venn"', ['Lantern Street']],
  ['lantern NOT nova', ['Lantern', 'Lantern Street', 'Midnight']],
  ['lantern NOT nova NOT street', ['Lantern', 'Midnight']],
  ['lantern NOT artist:nova', ['Lantern', 'Lantern Street', 'Midnight']],
  ['midnight OR stop', ['Midnight', 'Don’t Stop']],
  ['nova midnight OR stop', ['Don’t Stop']],
  ['NOT lantern', ['夜の灯台']],
  ['LANTERN STREET', ['Lantern Street', 'Don’t Stop']],
  ['dont stop', ['Don’t Stop']],
  ["don't", ['Don’t Stop']],
  ['灯台', ['夜の灯台']],
  ['夜台', []],
  ['вера', ['夜の灯台']],
  ['lant*', ['Lantern', 'Lantern Street', 'Lanterns', 'Midnight', 'Harbour', 'Don’t Stop']],
  ['l*rns', ['Lanterns', 'Don’t Stop']],
  ['h*x*r', []],
  ['*', []],
  ['""', []],
])('of tracks %s finds %j', (typed, found) => {
  expect(named('track', typed).sort()).toEqual([...found].sort());
});

test.each([
  ['track', 'track:lantern', ['Lantern', 'Lantern Street', 'Lanterns']],
  ['track', 'track:"lantern"', ['Lantern', 'Lantern Street']],
  ['track', 'track: lantern artist: marlo', ['Lantern', 'Lantern Street']],
  ['track', 'artist:"Marlo Venn"', ['Lantern Street']],
  ['track', 'album:tin lantern', ['Lantern']],
  ['track', 'year:1995', ['Midnight']],
  ['track', 'year:1995-1999', ['Midnight', 'Harbour']],
  ['track', 'year:1999-1995', []],
  ['track', 'year:then', []],
  ['track', 'lantern year:2000-9999', ['Lantern', 'Lantern Street', 'Lanterns', 'Don’t Stop']],
  ['track', 'genre:rock', ['Midnight', 'Harbour', 'Don’t Stop']],
  ['track', 'genre:"southern hip hop"', ['Lanterns']],
  ['track', 'genre:"hip rock"', []],
  ['track', 'isrc:QZABC0000003', ['Lanterns']],
  ['track', 'isrc:qz-abc-00-00003', ['Lanterns']],
  ['track', 'isrc:QZABC', []],
  ['track', 'isrc:QZABC0000003 OR isrc:QZABC9500001', ['Midnight', 'Lanterns']],
  ['album', 'album:gold', ['Gold', 'Gold Rush']],
  ['album', 'gold', ['Gold', 'Gold Rush', 'Silver']],
  ['album', 'album:gold artist:"the nova"', ['Gold Rush']],
  ['album', 'upc:4006381333955', ['Silver']],
  ['album', 'tag:new', ['Silver']],
  ['album', 'tag:hipster', ['Lead']],
  ['album', 'tag:any', []],
  ['album', 'year:1992 OR tag:hipster', ['Gold', 'Lead']],
  ['artist', 'artist:nova', ['Nova', 'Nova Heart', 'The Nova', 'Novalis']],
  ['artist', 'year:1993 nova', ['Novalis']],
  ['artist', 'genre:"dream pop" elodie', ['Élodie Carrefour']],
  ['artist', 'genre:"rock dream"', []],
] as const)('of %ss %s finds %j', (kind, typed, found) => {
  expect(named(kind, typed)).toEqual(found);
});

test.each([
  ['artist', 'isrc:QZABC0000003'],
  ['artist', 'nova album:gold'],
  ['album', 'isrc:QZABC0000003'],
  ['album', 'genre:rock'],
  ['track', 'upc:4006381333955'],
  ['track', 'lantern tag:new'],
  ['show', 'artist:radio'],
] as const)('nothing of the %ss fits %s, which is a filter of others', (kind, typed) => {
  expect(find(kind, typed)).toEqual([]);
});

test('a filter of others takes nothing away where it is excluded, and is one choice less', () => {
  expect(named('artist', 'novalis NOT upc:4006381333955')).toEqual(['Novalis']);
  expect(named('artist', 'novalis OR upc:4006381333955')).toEqual(['Novalis']);
});

test('what is not available in the market is not found there', () => {
  expect(named('album', 'gold', { market: 'GR' })).toEqual(['Gold', 'Silver']);
  expect(named('album', 'NOT silver', { market: 'GR' })).not.toContain('Gold Rush');
  expect(named('album', 'gold', { market: 'DE' })).toContain('Gold Rush');
});

test('new is what came out in the last two weeks of the clock', () => {
  const newOn = (day: string): string[] => named('album', 'tag:new', { now: Date.parse(`${day}T23:00:00Z`) });
  expect(newOn('2026-10-31')).toEqual([]);
  expect(newOn('2026-11-01')).toEqual(['Tin']);
  expect(newOn('2026-11-15')).toEqual(['Tin']);
  expect(newOn('2026-11-16')).toEqual([]);
  expect(newOn('2026-11-19')).toEqual(['Silver']);
  expect(newOn('2026-12-04')).toEqual([]);
  expect(named('album', 'tag:new', { now: -8.64e15 })).toEqual([]);
});

test('whatever is typed is found or not, and never breaks the search', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'NOT',
      'OR',
      'AND',
      '"',
      '*',
      '(',
      ')',
      ':',
      '-',
      '^',
      '+',
      'NEAR',
      'nova',
      'lant*n',
      "'",
      ';',
      '{name}',
      '夜',
      '\u0000',
    ),
    fc.constantFrom(
      'artist:',
      'album:',
      'track:',
      'year:',
      'genre:',
      'isrc:',
      'upc:',
      'tag:',
      'whole:',
      'marks:',
      'year:0000-9999',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const typed = fc.array(fc.tuple(piece, fc.constantFrom('', ' ')), { maxLength: 40 }).map((pieces) => pieces.flat().join(''));
  fc.assert(
    fc.property(typed, fc.constantFrom<SearchedCatalogueKind>('artist', 'album', 'track', 'show'), (query, kind) => {
      const { total, items } = search(kind, parseSearch(query), { now, limit: 50, offset: 0, market: 'GR' });
      expect(items).toHaveLength(total);
      expect(new Set(items).size).toBe(total);
    }),
    { numRuns: 150 },
  );
});
