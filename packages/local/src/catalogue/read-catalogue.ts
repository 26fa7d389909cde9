import type { Database } from '../world/database.js';
import type { Catalogue, CatalogueKind } from './catalogue.js';
import type { Album, Artist, Episode, Found, Range, Show, Track } from './catalogue-types.js';
import { createCatalogueSearch } from './search-catalogue.js';

const markets: readonly string[] = ['BR', 'CA', 'DE', 'FR', 'GB', 'GR', 'IN', 'JP', 'NG', 'SE', 'US'];
const tables: Partial<Record<CatalogueKind, string>> = {
  artist: 'artists',
  album: 'albums',
  track: 'tracks',
  show: 'shows',
  episode: 'episodes',
};
const nothing = { total: 0, items: [] };

/** Reads the catalogue from the database that holds it, which has to be kept referenced. */
export function readCatalogue(database: Database): Catalogue {
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

  const artist = (id: string): Artist | undefined => {
    const row = artistById.get(id) as (Omit<Artist, 'genres'> & { genre: string }) | undefined;
    if (row === undefined) return undefined;
    const { genre, ...rest } = row;
    return { ...rest, genres: [genre] };
  };
  const album = (id: string): Album | undefined => {
    const row = albumById.get(id) as (Omit<Album, 'artists'> & { artistId: string }) | undefined;
    const by = row && artist(row.artistId);
    if (row === undefined || by === undefined) return undefined;
    const { artistId: _, ...rest } = row;
    const text = `${row.releaseDate.slice(0, 4)} Paper Boat Records`;
    return {
      ...rest,
      artists: [by],
      discs: 1,
      label: 'Paper Boat Records',
      upc: '0000000000000',
      copyrights: [
        { text, type: 'C' },
        { text, type: 'P' },
      ],
      popularity: by.popularity,
      markets,
    };
  };
  const track = (id: string): Track | undefined => {
    const row = trackById.get(id) as
      | (Omit<Track, 'album' | 'artists' | 'explicit'> & { albumId: string; artistIds: string; explicit: number })
      | undefined;
    const on = row && album(row.albumId);
    if (row === undefined || on === undefined) return undefined;
    const { albumId: _, artistIds, ...rest } = row;
    const artists = present(artistIds.split(' ').map(artist));
    return { ...rest, explicit: row.explicit === 1, album: on, artists, discNumber: 1, markets };
  };
  const show = (id: string): Show | undefined => {
    const row = showById.get(id) as Pick<Show, 'id' | 'name' | 'description' | 'publisher' | 'totalEpisodes'> | undefined;
    return row && { ...row, ...spoken(row.description), mediaType: 'audio', copyrights: [] };
  };
  const episode = (id: string): Episode | undefined => {
    const row = episodeById.get(id) as
      | (Pick<Episode, 'id' | 'name' | 'description' | 'durationMs' | 'releaseDate'> & { showId: string })
      | undefined;
    const of = row && show(row.showId);
    if (row === undefined || of === undefined) return undefined;
    const { showId: _, ...rest } = row;
    return { ...rest, ...spoken(row.description), show: of, releaseDatePrecision: 'day' };
  };

  const list = <Item>(sql: string, find: (id: string) => Item | undefined) => {
    const count = database.prepare(`SELECT count(*) AS total ${sql}`);
    const select = database.prepare(`SELECT id ${sql} LIMIT ? OFFSET ?`);
    return ({ limit, offset }: Range, ...values: string[]): Found<Item> => {
      const ids = select.all(...values, limit, offset) as { id: string }[];
      return { total: (count.get(...values) as { total: number }).total, items: present(ids.map((row) => find(row.id))) };
    };
  };
  const albumTracks = list('FROM tracks WHERE album_id = ? ORDER BY track_number', track);
  const albumsOf = list('FROM albums WHERE artist_id = ? ORDER BY album_type, release_date DESC', album);
  const tracksOf = list(
    'FROM tracks WHERE album_id IN (SELECT id FROM albums WHERE artist_id = ?) ORDER BY popularity DESC',
    track,
  );
  const episodesOf = list('FROM episodes WHERE show_id = ? ORDER BY release_date DESC', episode);
  const newest = list('FROM albums ORDER BY release_date DESC', album);
  const tracksOfGenre = list(
    'FROM tracks WHERE album_id IN (SELECT albums.id FROM albums JOIN artists ON artists.id = artist_id WHERE genre = ?) ORDER BY popularity DESC',
    track,
  );
  const artistsOfGenre = list('FROM artists WHERE genre = ?', artist);
  const popular = list('FROM tracks ORDER BY popularity DESC', track);

  const searchRows = createCatalogueSearch(database);
  const find: Record<string, (id: string) => unknown> = { artist, album, track, show, episode };
  // Counted and prepared once: each world that begins asks for a thousand places.
  const places = Object.fromEntries(
    Object.entries(tables).map(([kind, table]) => {
      const { count } = database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number };
      return [kind, { count, at: database.prepare(`SELECT id FROM ${table} WHERE rowid = ?`) }];
    }),
  );
  return {
    today: '2026-11-20',
    markets,
    genres: (database.prepare('SELECT DISTINCT genre FROM artists ORDER BY genre').all() as { genre: string }[]).map(
      (row) => row.genre,
    ),
    artist,
    album,
    track,
    show,
    episode,
    audiobook: () => undefined,
    chapter: () => undefined,
    category: () => undefined,
    has(uri) {
      const [, kind = '', id = ''] = uri.split(':');
      return find[kind]?.(id) !== undefined;
    },
    count: (kind) => places[kind]?.count ?? 0,
    idAt(kind, index) {
      // The rows are numbered from 1.
      const row = places[kind]?.at.get(index + 1);
      return row ? (row as { id: string }).id : undefined;
    },
    playableTrack(id, market) {
      const found = track(id);
      return found && { track: found, isPlayable: markets.includes(market), linkedFrom: undefined };
    },
    albumTracks: (id, range) => albumTracks(range, id),
    artistAlbums(id, query) {
      const { total, items } = albumsOf(query, id);
      return { total, items: items.map((one) => ({ group: one.albumType, album: one })) };
    },
    artistTopTracks: (id) => tracksOf({ limit: 10, offset: 0 }, id).items,
    relatedArtists: (id) => artistsOfGenre({ limit: 20, offset: 0 }, artist(id)?.genres[0] ?? '').items,
    showEpisodes: (id, range) => episodesOf(range, id),
    audiobookChapters: () => nothing,
    newReleases: (range) => newest(range),
    categories: () => nothing,
    genreTracks: (genre, range) => tracksOfGenre(range, genre),
    artistTracks: (id, range) => tracksOf(range, id),
    popularTracks: (range) => popular(range),
    audioFeatures: () => undefined,
    audioAnalysis: () => undefined,
    search(kind, query, options) {
      const { total, items } = searchRows(kind, query, options);
      if (total === 0) return { total, items: [] };
      const idAt = database.prepare(`SELECT id FROM ${tables[kind]} WHERE rowid = ?`);
      return { total, items: items.map((row) => find[kind]?.((idAt.get(row) as { id: string }).id) as never) };
    },
  };
}

function spoken(description: string): Pick<Show, 'htmlDescription' | 'languages' | 'explicit' | 'markets'> {
  return { htmlDescription: `<p>${description}</p>`, languages: ['en'], explicit: false, markets };
}

function present<Item>(items: readonly (Item | undefined)[]): Item[] {
  return items.filter((item) => item !== undefined);
}
