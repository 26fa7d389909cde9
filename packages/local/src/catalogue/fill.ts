import { type Database, inTransaction, type SqlValue } from '../world/database.js';
import type { GeneratedArtist, GeneratedCatalogue } from './generated-catalogue.js';
import { categories, genreNames } from './genres.js';
import { type MarketSet, marketSetNames, marketSets, markets } from './markets.js';
import { catalogueIndices, catalogueTables } from './schema.js';
import { createSearchIndex, type SearchIndex, searchSchema, wordsTable } from './search-index.js';
import { type SearchedCatalogueKind, searchedKinds } from './search-kinds.js';

type Insert = (...values: SqlValue[]) => void;

/** Writes an invented catalogue into an empty database. */
export function fillCatalogue(database: Database, catalogue: GeneratedCatalogue): void {
  database.exec(catalogueTables + searchSchema);
  inTransaction(database, () => {
    const index = createSearchIndex(database);
    fillLists(database);
    fillMusic(database, index, catalogue);
    fillShows(database, index, catalogue);
    fillAudiobooks(database, index, catalogue);
    database.exec(catalogueIndices);
    for (const words of (Object.keys(searchedKinds) as SearchedCatalogueKind[]).map(wordsTable)) {
      // In one piece a search has the least to look at.
      database.exec(`INSERT INTO ${words} (${words}) VALUES ('optimize')`);
    }
    database.exec('ANALYZE');
  });
}

function insertInto(database: Database, table: string, width: number): Insert {
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: width }, () => '?').join(', ')})`);
  return (...values) => void statement.run(...values);
}

/** What stands in a list has its place for its row, counted from 1. */
function rowsOf<Item>(items: readonly Item[]): (item: Item) => number {
  const rows = new Map(items.map((item, index) => [item, index + 1]));
  return (item) => rows.get(item) ?? 0;
}

const marketRow = rowsOf<MarketSet>(marketSetNames);
const genreRow = rowsOf(genreNames);

function missingFrom(name: MarketSet): readonly string[] {
  const set: readonly string[] = marketSets[name];
  return set.length === markets.length ? [] : markets.filter((market) => !set.includes(market));
}

function fillLists(database: Database): void {
  const insertMarkets = insertInto(database, 'market_sets', 2);
  for (const name of marketSetNames) insertMarkets(marketRow(name), marketSets[name].join(' '));
  const insertGenre = insertInto(database, 'genres', 2);
  for (const name of genreNames) insertGenre(genreRow(name), name);
  const insertCategory = insertInto(database, 'categories', 4);
  for (const [index, [id, name, genres]] of categories.entries()) {
    insertCategory(index + 1, id, name, genres.map(genreRow).join(' '));
  }
}

function fillMusic(database: Database, index: SearchIndex, { artists, albums, tracks }: GeneratedCatalogue): void {
  const artistRow = rowsOf(artists);
  const albumRow = rowsOf(albums);
  const namesOf = (of: readonly GeneratedArtist[]): string[] => of.map(({ name }) => name);
  const rowsOfArtists = (of: readonly GeneratedArtist[]): string => of.map(artistRow).join(' ');

  const insertArtist = insertInto(database, 'artists', 6);
  const released = new Map(artists.map((artist) => [artist, [] as string[]]));
  for (const album of albums) for (const artist of album.artists) released.get(artist)?.push(album.releaseDate);
  const insertGenreArtist = insertInto(database, 'genre_artists', 2);
  for (const artist of artists) {
    const row = artistRow(artist);
    const genres = artist.genres.map(genreRow);
    insertArtist(row, artist.id, artist.name, genres.join(' '), artist.popularity, artist.followers);
    index.insert('artist', row, { name: artist.name, genre: artist.genres, released: released.get(artist) ?? [] });
    for (const genre of genres) insertGenreArtist(genre, row);
  }

  const insertAlbum = insertInto(database, 'albums', 13);
  const insertDiscography = insertInto(database, 'discography', 3);
  for (const album of albums) {
    const row = albumRow(album);
    insertAlbum(
      ...[row, album.id, album.name, album.albumType, rowsOfArtists(album.artists), album.releaseDate, album.releaseDatePrecision],
      ...[album.totalTracks, album.discs, album.label, album.upc, album.popularity, marketRow(album.markets)],
    );
    index.insert('album', row, {
      name: album.name,
      artist: namesOf(album.artists),
      released: album.releaseDate,
      code: album.upc,
      missing: missingFrom(album.markets),
      hipster: row > albums.length * 0.9,
    });
    for (const artist of album.artists) insertDiscography(artistRow(artist), album.albumType, row);
  }

  const insertTrack = insertInto(database, 'tracks', 12);
  const insertGenreTrack = insertInto(database, 'genre_tracks', 2);
  const insertArtistTrack = insertInto(database, 'artist_tracks', 2);
  const guests = new Set<number>();
  for (const [at, track] of tracks.entries()) {
    const row = at + 1;
    const { album } = track;
    insertTrack(
      ...[row, track.id, track.name, albumRow(album), rowsOfArtists(track.artists), track.discNumber, track.trackNumber],
      ...[track.durationMs, Number(track.explicit), track.popularity, track.isrc, marketRow(track.markets)],
    );
    const [main] = track.artists;
    index.insert('track', row, {
      name: track.name,
      artist: namesOf(track.artists),
      album: album.name,
      genre: main?.genres ?? [],
      released: album.releaseDate,
      code: track.isrc,
      missing: missingFrom(track.markets),
    });
    for (const genre of (main?.genres ?? []).map(genreRow)) insertGenreTrack(genre, row);
    for (const artist of track.artists) {
      insertArtistTrack(artistRow(artist), row);
      const appearance = artistRow(artist) * (albums.length + 1) + albumRow(album);
      if (album.artists.includes(artist) || guests.has(appearance)) continue;
      guests.add(appearance);
      insertDiscography(artistRow(artist), 'appears_on', albumRow(album));
    }
  }
}

function fillShows(database: Database, index: SearchIndex, { shows }: GeneratedCatalogue): void {
  const insertShow = insertInto(database, 'shows', 10);
  const insertEpisode = insertInto(database, 'episodes', 8);
  let episodeRow = 0;
  for (const [at, show] of shows.entries()) {
    const row = at + 1;
    const { id, name, description, publisher, language, explicit, mediaType, episodes } = show;
    insertShow(
      row,
      id,
      name,
      description,
      publisher,
      language,
      Number(explicit),
      mediaType,
      episodes.length,
      marketRow(show.markets),
    );
    const missing = missingFrom(show.markets);
    index.insert('show', row, { name, publisher, description, missing });
    for (const episode of episodes) {
      episodeRow += 1;
      insertEpisode(
        ...[episodeRow, episode.id, row, episode.name, episode.description, episode.durationMs, Number(episode.explicit)],
        episode.releaseDate,
      );
      index.insert('episode', episodeRow, { name: episode.name, show: name, description: episode.description, missing });
    }
  }
}

function fillAudiobooks(database: Database, index: SearchIndex, { audiobooks }: GeneratedCatalogue): void {
  const insertAudiobook = insertInto(database, 'audiobooks', 13);
  const insertChapter = insertInto(database, 'chapters', 7);
  let chapterRow = 0;
  for (const [at, book] of audiobooks.entries()) {
    const row = at + 1;
    const [authors, narrators] = [JSON.stringify(book.authors), JSON.stringify(book.narrators)];
    insertAudiobook(
      ...[row, book.id, book.name, authors, narrators, book.description, book.edition, book.publisher, book.language],
      ...[Number(book.explicit), book.releaseDate, book.chapters.length, marketRow(book.markets)],
    );
    const { name, authors: author, narrators: narrator } = book;
    index.insert('audiobook', row, { name, author, narrator, missing: missingFrom(book.markets) });
    for (const [number, chapter] of book.chapters.entries()) {
      chapterRow += 1;
      insertChapter(chapterRow, chapter.id, row, number, chapter.name, chapter.description, chapter.durationMs);
    }
  }
}
