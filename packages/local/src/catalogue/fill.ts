import { type Database, inTransaction, type SqlValue } from '../world/database.js';
import type { GeneratedCatalogue } from './generate.js';
import { catalogueSchema } from './schema.js';
import { createSearchIndex } from './search-index.js';

/** Writes an invented catalogue into an empty database. */
export function fillCatalogue(database: Database, catalogue: GeneratedCatalogue): void {
  database.exec(catalogueSchema);
  const insert = (table: string, width: number): ((...values: SqlValue[]) => void) => {
    const statement = database.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: width }, () => '?').join(', ')})`);
    return (...values) => void statement.run(...values);
  };
  const index = createSearchIndex(database);
  const artistNames = new Map(catalogue.artists.map((artist) => [artist.id, artist.name]));
  const genres = new Map(catalogue.artists.map((artist) => [artist.id, artist.genre]));
  const albums = new Map(catalogue.albums.map((album) => [album.id, album]));
  const nameOf = (artistId: string): string => artistNames.get(artistId) ?? '';
  inTransaction(database, () => {
    const insertArtist = insert('artists', 5);
    for (const [at, artist] of catalogue.artists.entries()) {
      insertArtist(artist.id, artist.name, artist.genre, artist.popularity, artist.followers);
      const released = catalogue.albums.filter((album) => album.artistId === artist.id).map((album) => album.releaseDate);
      index.insert('artist', at + 1, { name: artist.name, genre: artist.genre, released });
    }
    const insertAlbum = insert('albums', 7);
    for (const [at, album] of catalogue.albums.entries()) {
      const total = catalogue.tracks.filter((track) => track.albumId === album.id).length;
      insertAlbum(album.id, album.name, album.albumType, album.artistId, album.releaseDate, album.releaseDatePrecision, total);
      const words = { name: album.name, artist: nameOf(album.artistId), released: album.releaseDate, code: '' };
      index.insert('album', at + 1, words);
    }
    const insertTrack = insert('tracks', 9);
    for (const [at, track] of catalogue.tracks.entries()) {
      const { id, name, albumId, artistIds, trackNumber, durationMs, explicit, popularity, isrc } = track;
      insertTrack(id, name, albumId, artistIds.join(' '), trackNumber, durationMs, Number(explicit), popularity, isrc);
      const album = albums.get(albumId);
      const genre = artistIds.map((artist) => genres.get(artist) ?? '');
      const words = {
        name,
        artist: artistIds.map(nameOf),
        album: album?.name ?? '',
        genre,
        released: album?.releaseDate ?? '',
        code: isrc,
      };
      index.insert('track', at + 1, words);
    }
    const { show } = catalogue;
    insert('shows', 4)(show.id, show.name, show.description, show.publisher);
    index.insert('show', 1, show);
    const insertEpisode = insert('episodes', 6);
    for (const [at, { id, name, description, durationMs, releaseDate }] of catalogue.episodes.entries()) {
      insertEpisode(id, show.id, name, description, durationMs, releaseDate);
      index.insert('episode', at + 1, { name, description, show: show.name });
    }
  });
}
