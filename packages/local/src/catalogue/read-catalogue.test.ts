import { beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../world/database.js';
import type { Catalogue } from './catalogue.js';
import { fillCatalogue } from './fill.js';
import { generateCatalogue } from './generate.js';
import type { GeneratedAlbum, GeneratedCatalogue, GeneratedTrack } from './generated-catalogue.js';
import { marketSets } from './markets.js';
import { readCatalogue } from './read-catalogue.js';

let generated: GeneratedCatalogue;
let catalogue: Catalogue;
// Its statements live in the catalogue.
let database: Database;
beforeAll(async () => {
  generated = generateCatalogue();
  database = await openDatabase();
  fillCatalogue(database, generated);
  catalogue = readCatalogue(database);
});

const all = { limit: 100_000, offset: 0 };
const isIn = (track: GeneratedTrack | GeneratedAlbum, market: string): boolean =>
  (marketSets[track.markets] as readonly string[]).includes(market);

test('tracks are read back as they were invented', () => {
  const { tracks } = generated;
  const track = tracks.find((one) => one.artists.length === 2 && one.discNumber === 2) as GeneratedTrack;
  expect(catalogue.track(track.id)).toEqual({
    ...track,
    artists: track.artists.map(({ language: _, ...artist }) => artist),
    markets: marketSets[track.markets],
    album: expect.objectContaining({ id: track.album.id, upc: track.album.upc, discs: track.album.discs }),
  });
  expect(catalogue.track('nothing')).toBeUndefined();
  expect(tracks.map((_, index) => catalogue.idAt('track', index))).toEqual(tracks.map(({ id }) => id));
  expect([catalogue.count('track'), catalogue.idAt('track', tracks.length), catalogue.idAt('track', -1)]).toEqual([
    20_000,
    undefined,
    undefined,
  ]);
});

test('albums and their tracks are read back as they were invented', () => {
  for (const album of generated.albums.slice(0, 300)) {
    const year = album.releaseDate.slice(0, 4);
    const text = `${year} ${album.label}`;
    expect(catalogue.album(album.id)).toMatchObject({
      name: album.name,
      totalTracks: album.totalTracks,
      markets: marketSets[album.markets],
      copyrights: [
        { text, type: 'C' },
        { text, type: 'P' },
      ],
    });
    const { total, items } = catalogue.albumTracks(album.id, all);
    expect([total, items.length]).toEqual([album.totalTracks, album.totalTracks]);
    const places = items.map(({ discNumber, trackNumber }) => discNumber * 1000 + trackNumber);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
  const long = generated.albums.find((album) => album.discs === 3) as GeneratedAlbum;
  const [whole, part] = [catalogue.albumTracks(long.id, all), catalogue.albumTracks(long.id, { limit: 5, offset: 20 })];
  expect(part).toEqual({ total: whole.total, items: whole.items.slice(20, 25) });
});

test('a discography has what an artist made and where they appear, group by group', () => {
  const { albums, tracks, artists } = generated;
  for (const artist of [...artists.slice(0, 20), ...artists.filter(({ name }) => name === 'Various Artists')]) {
    const own = albums.filter((album) => album.artists.includes(artist)).map(({ id }) => id);
    const elsewhere = tracks
      .filter((track) => track.artists.includes(artist) && !own.includes(track.album.id))
      .map((track) => track.album.id);
    const { total, items } = catalogue.artistAlbums(artist.id, all);
    expect(new Set(items.map(({ album }) => album.id))).toEqual(new Set([...own, ...elsewhere]));
    expect(total).toBe(items.length);
    const groups = items.map(({ group }) => ['album', 'single', 'compilation', 'appears_on'].indexOf(group));
    expect(groups).toEqual([...groups].sort());
    for (const { group, album } of items) expect(group).toBe(own.includes(album.id) ? album.albumType : 'appears_on');
    const some = catalogue.artistAlbums(artist.id, { ...all, groups: ['single', 'appears_on'], market: 'US' });
    const wanted = items.filter(({ group }) => group === 'single' || group === 'appears_on');
    expect(some.items).toEqual(wanted.filter(({ album }) => album.markets.includes('US')));
  }
});

test('an artist’s tracks are those that they play on, and the top ones are different recordings that can be played there', () => {
  for (const artist of generated.artists.slice(0, 20)) {
    const own = generated.tracks.filter((track) => track.artists.includes(artist));
    expect(catalogue.artistTracks(artist.id, all).items.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    const recordings = new Set<string>();
    const top = own.filter((track) => isIn(track, 'JP') && !recordings.has(track.isrc) && recordings.add(track.isrc)).slice(0, 10);
    expect(catalogue.artistTopTracks(artist.id, 'JP').map(({ id }) => id)).toEqual(top.map(({ id }) => id));
  }
});

test('related artists play the same, and nobody is related to themselves', () => {
  for (const { id, genres } of generated.artists.slice(0, 30)) {
    const related = catalogue.relatedArtists(id);
    expect(related.length).toBeGreaterThan(0);
    for (const other of related) {
      expect(other.id).not.toBe(id);
      expect(other.genres.some((genre) => genres.includes(genre))).toBe(true);
    }
  }
  expect(catalogue.relatedArtists('nothing')).toEqual([]);
});

test('a track that a market does not get is replaced by the same recording, where there is one', () => {
  for (const market of ['SE', 'US', 'JP']) {
    const missing = generated.tracks.filter((track) => !isIn(track, market));
    const playable = new Set(generated.tracks.filter((track) => isIn(track, market)).map((track) => track.isrc));
    for (const track of missing) {
      const given = catalogue.playableTrack(track.id, market);
      if (!playable.has(track.isrc)) {
        expect(given).toMatchObject({ track: { id: track.id }, isPlayable: false });
        expect(given?.linkedFrom).toBeUndefined();
        continue;
      }
      expect(given).toMatchObject({ track: { isrc: track.isrc }, isPlayable: true, linkedFrom: track.id });
      expect(given?.track.markets).toContain(market);
    }
  }
  const here = generated.tracks.find((track) => isIn(track, 'SE')) as GeneratedTrack;
  expect(catalogue.playableTrack(here.id, 'SE')).toEqual({
    track: catalogue.track(here.id),
    isPlayable: true,
    linkedFrom: undefined,
  });
  expect(catalogue.playableTrack('nothing', 'SE')).toBeUndefined();
});

test('new releases are of the last two weeks, the latest first', () => {
  const { total, items } = catalogue.newReleases(all);
  expect([total, items.length]).toEqual([48, 48]);
  const dates = items.map((album) => album.releaseDate);
  expect(dates).toEqual([...dates].sort().reverse());
  expect(dates.at(-1)! >= catalogue.newSince && dates[0]! <= catalogue.today).toBe(true);
  expect(catalogue.newReleases({ limit: 5, offset: 45 }, 'SE').items).toHaveLength(3);
});

test('shows have their episodes, the latest first, and audiobooks their chapters in order', () => {
  expect(catalogue.show(catalogue.idAt('show', 0) ?? '')).toMatchObject({ name: 'The Spare Room Sessions', totalEpisodes: 3 });
  for (const show of generated.shows) {
    const { total, items } = catalogue.showEpisodes(show.id, all);
    expect([total, catalogue.show(show.id)?.totalEpisodes]).toEqual([show.episodes.length, show.episodes.length]);
    expect(items.map(({ id }) => id)).toEqual(show.episodes.map(({ id }) => id).reverse());
    expect(items[0]).toMatchObject({
      show: { id: show.id },
      languages: [show.language],
      htmlDescription: expect.stringMatching(/^<p>.*<\/p>$/u),
    });
  }
  for (const book of generated.audiobooks) {
    const { total, items } = catalogue.audiobookChapters(book.id, all);
    expect(total).toBe(book.chapters.length);
    expect(items.map(({ id, chapterNumber }) => [id, chapterNumber])).toEqual(book.chapters.map(({ id }, index) => [id, index]));
    expect(catalogue.audiobook(book.id)).toMatchObject({ authors: book.authors, narrators: book.narrators, totalChapters: total });
  }
});

test('lists by genre, by category and by popularity', () => {
  const { total, items } = catalogue.genreTracks('fado', all);
  expect(items.map(({ id }) => id)).toEqual(
    generated.tracks.filter((track) => track.artists[0]?.genres.includes('fado')).map(({ id }) => id),
  );
  expect([total, catalogue.genreTracks('no genre', all).total]).toEqual([items.length, 0]);
  expect(catalogue.popularTracks({ limit: 3, offset: 1 })).toMatchObject({
    total: 20_000,
    items: generated.tracks.slice(1, 4).map(({ id }) => ({ id })),
  });
  expect(catalogue.categories({ limit: 2, offset: 0 })).toMatchObject({ total: 26, items: [{ id: 'pop' }, { id: 'rock' }] });
  expect(catalogue.category('jazz')?.genres).toContain('nordic jazz');
  expect(catalogue.genres).toEqual([...catalogue.genres].sort());
});

test('it has what a URI names, and nothing else', () => {
  for (const kind of ['artist', 'album', 'track', 'show', 'episode', 'audiobook', 'chapter'] as const) {
    const id = catalogue.idAt(kind, catalogue.count(kind) - 1);
    expect([kind, catalogue.has(`spotify:${kind}:${id}`)]).toEqual([kind, true]);
    expect(catalogue.has(`spotify:${kind}:0000000000000000000000`)).toBe(false);
  }
  expect(catalogue.has(`spotify:episode:${catalogue.idAt('chapter', 0)}`)).toBe(true);
  for (const uri of ['', 'spotify', 'spotify:constructor:x', 'spotify:genre:fado', 'spotify:category:pop'])
    expect(catalogue.has(uri)).toBe(false);
});
