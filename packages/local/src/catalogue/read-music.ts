import type { Database } from '../world/database.js';
import type { Album, Artist, Track } from './catalogue-types.js';
import { type CatalogueLists, remembering, rowNumbers } from './read-lists.js';

/** A row of the table of artists. */
export type ArtistRow = Omit<Artist, 'genres'> & { genres: string };

/** What is read of an artist. */
export const artistColumns = 'artists.id, artists.name, artists.genres, artists.popularity, followers';

/** A row of the table of albums. */
export type AlbumRow = Omit<Album, 'artists' | 'markets' | 'copyrights'> & { artists: string; markets: number };

/** What is read of an album. */
export const albumColumns = `albums.id, albums.name, album_type AS albumType, albums.artists, release_date AS releaseDate,
  release_date_precision AS releaseDatePrecision, total_tracks AS totalTracks, discs, label, upc, albums.popularity, albums.markets`;

/** A row of the table of tracks. */
export type TrackRow = Omit<Track, 'album' | 'artists' | 'explicit' | 'markets'> & {
  album: number;
  artists: string;
  explicit: number;
  markets: number;
};

/** What is read of a track. */
export const trackColumns = `tracks.id, tracks.name, tracks.album, tracks.artists, disc AS discNumber, number AS trackNumber,
  duration_ms AS durationMs, explicit, tracks.popularity, isrc, tracks.markets`;

/** Makes artists, albums and tracks of their rows. */
export interface Music {
  toArtist(row: ArtistRow): Artist;
  toAlbum(row: AlbumRow): Album;
  toTrack(row: TrackRow): Track;
}

/** Prepares to read music: what a track needs of its album and artists is read once and kept. */
export function readMusic(database: Database, lists: CatalogueLists): Music {
  const selectArtist = database.prepare(`SELECT ${artistColumns} FROM artists WHERE row = ?`);
  const selectAlbum = database.prepare(`SELECT ${albumColumns} FROM albums WHERE row = ?`);
  const toArtist = (row: ArtistRow): Artist => ({ ...row, genres: lists.genresOf(row.genres) });
  const artistAt = remembering((row) => toArtist(selectArtist.get(row) as ArtistRow));
  const toAlbum = (row: AlbumRow): Album => {
    const text = `${row.releaseDate.slice(0, 4)} ${row.label}`;
    return {
      ...row,
      artists: rowNumbers(row.artists).map(artistAt),
      markets: lists.marketSet(row.markets),
      copyrights: [
        { text, type: 'C' },
        { text, type: 'P' },
      ],
    };
  };
  const albumAt = remembering((row) => toAlbum(selectAlbum.get(row) as AlbumRow));
  const toTrack = (row: TrackRow): Track => ({
    ...row,
    album: albumAt(row.album),
    artists: rowNumbers(row.artists).map(artistAt),
    explicit: row.explicit === 1,
    markets: lists.marketSet(row.markets),
  });
  return { toArtist, toAlbum, toTrack };
}
