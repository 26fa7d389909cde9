import type { Database } from '../world/database.js';
import { searchExpression } from '../world/search-expression.js';
import { cacheFolder } from './cache-folder.js';
import { catalogueEdition } from './edition.js';
import { fillCatalogue } from './fill.js';
import { generateCatalogue } from './generate.js';
import { openKeptCatalogue } from './kept-catalogue.js';

/** An artist. */
export interface Artist {
  id: string;
  name: string;
  genre: string;
  popularity: number;
  followers: number;
}

/** An album. */
export interface Album {
  id: string;
  name: string;
  albumType: 'album' | 'single';
  artist: Artist;
  releaseDate: string;
  releaseDatePrecision: 'year' | 'day';
  totalTracks: number;
}

/** A track. */
export interface Track {
  id: string;
  name: string;
  album: Album;
  artists: Artist[];
  trackNumber: number;
  durationMs: number;
  explicit: boolean;
  popularity: number;
  isrc: string;
}

/** A show. */
export interface Show {
  id: string;
  name: string;
  description: string;
  publisher: string;
  totalEpisodes: number;
}

/** An episode. */
export interface Episode {
  id: string;
  show: Show;
  name: string;
  description: string;
  durationMs: number;
  releaseDate: string;
}

/** What a search found: a stretch of it, and how much there is. */
export interface Found<Item> {
  total: number;
  items: Item[];
}

interface Range {
  limit: number;
  offset: number;
}

/** The invented catalogue, which is only read. */
export interface Catalogue {
  artist(id: string): Artist | undefined;
  album(id: string): Album | undefined;
  track(id: string): Track | undefined;
  episode(id: string): Episode | undefined;
  readonly trackCount: number;
  /** The id of the track at this place of the catalogue's order, counted from 0. */
  trackIdAt(index: number): string | undefined;
  episodeIdAt(index: number): string | undefined;
  searchArtists(words: string, range: Range): Found<Artist>;
  searchAlbums(words: string, range: Range): Found<Album>;
  searchTracks(words: string, range: Range): Found<Track>;
}

// The database stands here beside what reads it: a statement that outlives its database crashes the process.
let shared: Promise<{ database: Database; catalogue: Catalogue }> | undefined;

/** The catalogue of this process. It is opened once, when it is first needed, and every local Spotify in the process reads it. */
export async function openCatalogue(): Promise<Catalogue> {
  shared ??= openShared();
  return (await shared).catalogue;
}

async function openShared(): Promise<{ database: Database; catalogue: Catalogue }> {
  const database = await openKeptCatalogue({
    edition: catalogueEdition(),
    cache: cacheFolder(),
    fill: (empty) => fillCatalogue(empty, generateCatalogue()),
  });
  return { database, catalogue: readCatalogue(database) };
}

function readCatalogue(database: Database): Catalogue {
  const artistById = database.prepare('SELECT * FROM artists WHERE id = ?');
  const albumById = database.prepare(
    `SELECT id, name, album_type AS albumType, artist_id AS artistId, release_date AS releaseDate,
      release_date_precision AS releaseDatePrecision, total_tracks AS totalTracks FROM albums WHERE id = ?`,
  );
  const trackById = database.prepare(
    `SELECT id, name, album_id AS albumId, artist_ids AS artistIds, track_number AS trackNumber, duration_ms AS durationMs, explicit,
      popularity, isrc FROM tracks WHERE id = ?`,
  );
  const episodeById = database.prepare(
    `SELECT id, show_id AS showId, name, description, duration_ms AS durationMs, release_date AS releaseDate FROM episodes WHERE id = ?`,
  );
  const showById = database.prepare(
    'SELECT *, (SELECT count(*) FROM episodes WHERE show_id = shows.id) AS totalEpisodes FROM shows WHERE id = ?',
  );
  const { trackCount } = database.prepare('SELECT max(rowid) AS trackCount FROM tracks').get() as { trackCount: number };
  // The rows are numbered from 1.
  const idAt = (table: string): ((index: number) => string | undefined) => {
    const select = database.prepare(`SELECT id FROM ${table} WHERE rowid = ?`);
    return (index) => (select.get(index + 1) as { id: string } | undefined)?.id;
  };

  const artist = (id: string): Artist | undefined => artistById.get(id) as Artist | undefined;
  const album = (id: string): Album | undefined => {
    const row = albumById.get(id) as (Omit<Album, 'artist'> & { artistId: string }) | undefined;
    const by = row && artist(row.artistId);
    if (row === undefined || by === undefined) return undefined;
    const { artistId: _, ...rest } = row;
    return { ...rest, artist: by };
  };
  const track = (id: string): Track | undefined => {
    const row = trackById.get(id) as
      | (Omit<Track, 'album' | 'artists' | 'explicit'> & { albumId: string; artistIds: string; explicit: number })
      | undefined;
    const on = row && album(row.albumId);
    if (row === undefined || on === undefined) return undefined;
    const { albumId: _, artistIds, ...rest } = row;
    return { ...rest, explicit: row.explicit === 1, album: on, artists: present(artistIds.split(' ').map(artist)) };
  };
  const episode = (id: string): Episode | undefined => {
    const row = episodeById.get(id) as (Omit<Episode, 'show'> & { showId: string }) | undefined;
    const show = row && (showById.get(row.showId) as Show | undefined);
    if (row === undefined || show === undefined) return undefined;
    const { showId: _, ...rest } = row;
    return { ...rest, show };
  };

  const searcher = <Item>(table: string, find: (id: string) => Item | undefined) => {
    const from = `FROM ${table}_words JOIN ${table}s ON ${table}s.rowid = ${table}_words.rowid WHERE ${table}_words MATCH ?`;
    const count = database.prepare(`SELECT count(*) AS total ${from}`);
    const select = database.prepare(`SELECT ${table}s.id AS id ${from} ORDER BY rank, ${table}s.rowid LIMIT ? OFFSET ?`);
    return (words: string, { limit, offset }: Range): Found<Item> => {
      const expression = searchExpression(words);
      if (expression === undefined) return { total: 0, items: [] };
      const { total } = count.get(expression) as { total: number };
      const ids = select.all(expression, limit, offset) as { id: string }[];
      return { total, items: present(ids.map((row) => find(row.id))) };
    };
  };
  return {
    artist,
    album,
    track,
    episode,
    trackCount,
    trackIdAt: idAt('tracks'),
    episodeIdAt: idAt('episodes'),
    searchArtists: searcher('artist', artist),
    searchAlbums: searcher('album', album),
    searchTracks: searcher('track', track),
  };
}

function present<Item>(items: readonly (Item | undefined)[]): Item[] {
  return items.filter((item) => item !== undefined);
}
