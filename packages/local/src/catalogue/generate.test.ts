import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { newSince, today } from './catalogue-day.js';
import { generateCatalogue } from './generate.js';
import type { GeneratedCatalogue } from './generated-catalogue.js';
import { categories, genreNames } from './genres.js';
import { marketSets } from './markets.js';
import { knownArtists } from './names.js';

let generated: GeneratedCatalogue;
beforeAll(() => {
  generated = generateCatalogue();
});

const printOf = ({ artists, albums, tracks, shows, audiobooks }: GeneratedCatalogue): string =>
  createHash('sha256')
    .update(JSON.stringify([artists.map(({ language: _, ...artist }) => artist), albums.map(({ artists: _, ...album }) => album)]))
    .update(JSON.stringify(tracks.map(({ album, artists: by, ...track }) => [track, album.id, by.map(({ id }) => id)])))
    .update(JSON.stringify([shows, audiobooks]))
    .digest('hex');

test('is the same catalogue every time', () => {
  expect(printOf(generateCatalogue())).toBe(printOf(generated));
});

test('has 500 artists, 2,000 albums, 20,000 tracks, 60 shows and 60 audiobooks, everything with an id of its own', () => {
  const { artists, albums, tracks, shows, audiobooks } = generated;
  const [episodes, chapters] = [shows.flatMap((show) => show.episodes), audiobooks.flatMap((book) => book.chapters)];
  expect([artists, albums, tracks, shows, episodes, audiobooks].map(({ length }) => length)).toEqual([
    500, 2000, 20_000, 60, 1200, 60,
  ]);
  expect(chapters.length).toBeGreaterThan(600);
  const ids = [artists, albums, tracks, shows, episodes, audiobooks, chapters].flatMap((items) => items.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[0-7][0-9A-Za-z]{21}$/u.test(id))).toEqual([]);
  expect([genreNames.length, new Set(genreNames).size]).toEqual([68, 68]);
  expect(categories.flatMap(([, , genres]) => genres).filter((genre) => !genreNames.includes(genre))).toEqual([]);
  expect(artists.flatMap(({ genres }) => genres).filter((genre) => !genreNames.includes(genre))).toEqual([]);
});

test('every album has as many tracks as it says, numbered from 1 on each disc', () => {
  const { albums, tracks } = generated;
  const numbers = new Map(albums.map((album) => [album, [] as string[]]));
  for (const { album, discNumber, trackNumber } of tracks) numbers.get(album)?.push(`${discNumber}.${trackNumber}`);
  for (const [album, found] of numbers) {
    expect([found.length, new Set(found).size]).toEqual([album.totalTracks, album.totalTracks]);
    expect(found).toContain('1.1');
    expect(found).toContain(`${album.discs}.1`);
    expect(found.filter((number) => number.startsWith(`${album.discs + 1}.`))).toEqual([]);
  }
  expect(albums.filter((album) => album.discs > 1).length).toBeGreaterThan(40);
});

test('a recording has one code, on however many albums it is', () => {
  const names = new Map(generated.tracks.map((track) => [track.isrc, track.name]));
  expect(names.size).toBeLessThan(20_000);
  expect(generated.tracks.filter(({ isrc, name }) => !/^ZZSPX\d{7}$/u.test(isrc) || names.get(isrc) !== name)).toEqual([]);
  expect(new Set(generated.albums.map((album) => album.upc)).size).toBe(2000);
  for (const { upc } of generated.albums) {
    expect(upc).toMatch(/^4\d{11}$/u);
    const sum = [...upc].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
    expect(sum % 10).toBe(0);
  }
});

test('names are in many scripts, and those that are known are there', () => {
  const names = generated.artists.map(({ name }) => name);
  expect(new Set(names).size).toBe(500);
  for (const script of ['Latin', 'Greek', 'Cyrillic', 'Han', 'Katakana', 'Hangul', 'Arabic', 'Devanagari']) {
    const letter = new RegExp(`\\p{Script=${script}}`, 'u');
    expect([script, names.some((name) => letter.test(name))]).toEqual([script, true]);
    expect([script, generated.tracks.filter(({ name }) => letter.test(name)).length > 50]).toEqual([script, true]);
  }
  for (const [name] of knownArtists) expect(names).toContain(name);
  const all = [
    ...names,
    ...[...generated.albums, ...generated.tracks, ...generated.shows, ...generated.audiobooks].map(({ name }) => name),
  ];
  expect(all.filter((name) => /[{}|]|undefined|^\s|\s$|\s\s/u.test(name))).toEqual([]);
});

test('few are popular, and most are hardly known', () => {
  const { artists, albums, tracks } = generated;
  for (const items of [artists, albums, tracks]) {
    const popularities = items.map(({ popularity }) => popularity);
    expect(popularities).toEqual([...popularities].sort((a, b) => b - a));
    expect([popularities[0], popularities.at(-1)]).toEqual([expect.toSatisfy((most) => most > 75 && most <= 100), 0]);
    expect(popularities[Math.floor(items.length / 2)]).toBeLessThan(30);
  }
});

test('a few albums are new, and none is from after the catalogue’s day', () => {
  const dates = generated.albums.map((album) => album.releaseDate);
  expect(dates.filter((date) => date >= newSince)).toHaveLength(48);
  expect(dates.filter((date) => date > today)).toEqual([]);
  for (const { releaseDate, releaseDatePrecision } of generated.albums) {
    expect(releaseDate).toMatch({ year: /^\d{4}$/u, month: /^\d{4}-\d\d$/u, day: /^\d{4}-\d\d-\d\d$/u }[releaseDatePrecision]);
  }
  const episodes = generated.shows.flatMap((show) => show.episodes);
  expect(episodes.filter(({ releaseDate }) => releaseDate > today || !/^\d{4}-\d\d-\d\d$/u.test(releaseDate))).toEqual([]);
});

test('most can be played everywhere, some in a few markets, and of some another album has what is missing', () => {
  const { tracks } = generated;
  const missing = tracks.filter((track) => !(marketSets[track.markets] as readonly string[]).includes('SE'));
  const playable = new Set(tracks.filter((track) => !missing.includes(track)).map((track) => track.isrc));
  const linked = missing.filter((track) => playable.has(track.isrc));
  expect(missing.length).toBeGreaterThan(500);
  expect(missing.length).toBeLessThan(2000);
  expect(linked.length).toBeGreaterThan(100);
  expect(missing.length - linked.length).toBeGreaterThan(100);
  expect(tracks.some((track) => track.markets === 'nowhere')).toBe(true);
});
