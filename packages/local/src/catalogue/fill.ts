import { type Database, inTransaction, type SqlValue } from '../world/database.js';
import { searchableText } from '../world/searchable-text.js';
import type { GeneratedCatalogue } from './generate.js';
import { catalogueSchema } from './schema.js';

/** Writes an invented catalogue into an empty database. */
export function fillCatalogue(database: Database, catalogue: GeneratedCatalogue): void {
  database.exec(catalogueSchema);
  const insert = (table: string, width: number): ((...values: SqlValue[]) => void) => {
    const statement = database.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: width }, () => '?').join(', ')})`);
    return (...values) => void statement.run(...values);
  };
  // The row of the words and the row of the thing have the same rowid: that is how a search finds the way back.
  const insertWords = (table: string, columns: string): ((row: number, ...words: string[]) => void) => {
    const marks = columns.split(',').map(() => '?');
    const statement = database.prepare(`INSERT INTO ${table} (rowid, ${columns}) VALUES (?, ${marks.join(', ')})`);
    return (row, ...words) => void statement.run(row, ...words.map(searchableText));
  };
  const artistNames = new Map(catalogue.artists.map((artist) => [artist.id, artist.name]));
  const albums = new Map(catalogue.albums.map((album) => [album.id, album]));
  const nameOf = (artistId: string): string => artistNames.get(artistId) ?? '';
  inTransaction(database, () => {
    const insertArtist = insert('artists', 5);
    const insertArtistWords = insertWords('artist_words', 'name, genre');
    for (const [index, artist] of catalogue.artists.entries()) {
      insertArtist(artist.id, artist.name, artist.genre, artist.popularity, artist.followers);
      insertArtistWords(index + 1, artist.name, artist.genre);
    }
    const insertAlbum = insert('albums', 7);
    const insertAlbumWords = insertWords('album_words', 'name, artist');
    for (const [index, album] of catalogue.albums.entries()) {
      const total = catalogue.tracks.filter((track) => track.albumId === album.id).length;
      insertAlbum(album.id, album.name, album.albumType, album.artistId, album.releaseDate, album.releaseDatePrecision, total);
      insertAlbumWords(index + 1, album.name, nameOf(album.artistId));
    }
    const insertTrack = insert('tracks', 9);
    const insertTrackWords = insertWords('track_words', 'name, artist, album');
    for (const [index, track] of catalogue.tracks.entries()) {
      const { id, name, albumId, artistIds, trackNumber, durationMs, explicit, popularity, isrc } = track;
      insertTrack(id, name, albumId, artistIds.join(' '), trackNumber, durationMs, Number(explicit), popularity, isrc);
      insertTrackWords(index + 1, name, artistIds.map(nameOf).join(' '), albums.get(albumId)?.name ?? '');
    }
    const { show } = catalogue;
    insert('shows', 4)(show.id, show.name, show.description, show.publisher);
    const insertEpisode = insert('episodes', 6);
    for (const { id, name, description, durationMs, releaseDate } of catalogue.episodes) {
      insertEpisode(id, show.id, name, description, durationMs, releaseDate);
    }
  });
}
