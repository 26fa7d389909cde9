import type { Database } from '../world/database.js';
import { audioAnalysis } from './audio-analysis.js';
import { audioFeatures } from './audio-features.js';
import type { Catalogue, CatalogueItems, CatalogueKind } from './catalogue.js';
import { newSince, today } from './catalogue-day.js';
import type { Category, Chapter, Episode } from './catalogue-types.js';
import { markets } from './markets.js';
import { readDiscographies } from './read-discographies.js';
import { pagedList, readLists } from './read-lists.js';
import { albumColumns, artistColumns, readMusic, trackColumns } from './read-music.js';
import {
  audiobookColumns,
  type ChapterRow,
  chapterColumns,
  type EpisodeRow,
  episodeColumns,
  readSpoken,
  showColumns,
} from './read-spoken.js';
import { createCatalogueSearch } from './search-catalogue.js';
import type { SearchedCatalogueKind } from './search-kinds.js';

/** Reads the catalogue from the database that holds it, which has to be kept referenced. */
export function readCatalogue(database: Database): Catalogue {
  const lists = readLists(database);
  const music = readMusic(database, lists);
  const spoken = readSpoken(database, lists);
  const byId = <Row, Item>(table: string, columns: string, toItem: (row: Row) => Item) => {
    const select = database.prepare(`SELECT ${columns} FROM ${table} WHERE id = ?`);
    return (id: string): Item | undefined => {
      const row = select.get(id) as Row | undefined;
      return row && toItem(row);
    };
  };
  const track = byId('tracks', trackColumns, music.toTrack);
  const of = {
    artist: byId('artists', artistColumns, music.toArtist),
    album: byId('albums', albumColumns, music.toAlbum),
    track,
    show: byId('shows', showColumns, spoken.toShow),
    episode: byId('episodes', episodeColumns, spoken.toEpisode),
    audiobook: byId('audiobooks', audiobookColumns, spoken.toAudiobook),
    chapter: byId('chapters', chapterColumns, spoken.toChapter),
  } satisfies Partial<Catalogue>;
  const byRow = <Row, Item>(table: string, columns: string, toItem: (row: Row) => Item) => {
    const select = database.prepare(`SELECT ${columns} FROM ${table} WHERE row = ?`);
    return (row: number): Item => toItem(select.get(row) as Row);
  };
  const atRow: { [Kind in SearchedCatalogueKind]: (row: number) => CatalogueItems[Kind] } = {
    artist: byRow('artists', artistColumns, music.toArtist),
    album: byRow('albums', albumColumns, music.toAlbum),
    track: byRow('tracks', trackColumns, music.toTrack),
    show: byRow('shows', showColumns, spoken.toShow),
    episode: byRow('episodes', episodeColumns, spoken.toEpisode),
    audiobook: byRow('audiobooks', audiobookColumns, spoken.toAudiobook),
  };
  const searchRows = createCatalogueSearch(database);
  const rowsOf = remembered((ids: ReadonlySet<string>, kind: SearchedCatalogueKind): number[] => {
    const select = `SELECT row FROM ${kind}s WHERE id IN (SELECT value FROM json_each(?))`;
    return (database.prepare(select).all(JSON.stringify([...ids])) as { row: number }[]).map(({ row }) => row);
  });
  const toCategory = ({ genres, ...row }: Omit<Category, 'genres'> & { genres: string }): Category => ({
    ...row,
    genres: lists.genresOf(genres),
  });
  const showEpisodes = pagedList<EpisodeRow, Episode>(
    database,
    {
      columns: episodeColumns,
      from: 'episodes WHERE show = (SELECT row FROM shows WHERE id = ?)',
      order: 'release_date DESC, row DESC',
    },
    spoken.toEpisode,
  );
  const audiobookChapters = pagedList<ChapterRow, Chapter>(
    database,
    { columns: chapterColumns, from: 'chapters WHERE audiobook = (SELECT row FROM audiobooks WHERE id = ?)', order: 'number' },
    spoken.toChapter,
  );
  const categories = pagedList(database, { columns: 'id, name, genres', from: 'categories', order: 'row' }, toCategory);
  return {
    today,
    newSince,
    markets,
    genres: lists.genres,
    ...of,
    category: byId('categories', 'id, name, genres', toCategory),
    has(uri) {
      const [, kind = '', id = ''] = uri.split(':');
      if (kind === 'episode' && of.chapter(id) !== undefined) return true;
      return Object.hasOwn(of, kind) && of[kind as CatalogueKind](id) !== undefined;
    },
    ...readPlaces(database),
    ...readDiscographies(database, music, lists, track),
    showEpisodes: (id, range) => showEpisodes(range, id),
    audiobookChapters: (id, range) => audiobookChapters(range, id),
    categories: (range) => categories(range),
    audioFeatures(id) {
      const found = track(id);
      return found && audioFeatures(found);
    },
    audioAnalysis(id) {
      const found = track(id);
      return found && audioAnalysis(found);
    },
    search(kind, query, { without, ...options }) {
      const { total, items, ranks } = searchRows(kind, query, { ...options, without: without && rowsOf(without, kind) });
      return { total, items: items.map(atRow[kind]) as CatalogueItems[typeof kind][], ranks };
    },
  };
}

function readPlaces(database: Database): Pick<Catalogue, 'count' | 'idAt' | 'idsAt'> {
  const prepare = (table: string) => ({
    total: (database.prepare(`SELECT max(row) AS total FROM ${table}`).get() as { total: number }).total,
    // The rows are numbered from 1.
    at: database.prepare(`SELECT json_group_array(id) AS ids FROM (
      SELECT ${table}.id AS id FROM json_each(?) CROSS JOIN ${table} WHERE row = value + 1 ORDER BY key)`),
  });
  const places: Record<CatalogueKind, ReturnType<typeof prepare>> = {
    artist: prepare('artists'),
    album: prepare('albums'),
    track: prepare('tracks'),
    show: prepare('shows'),
    episode: prepare('episodes'),
    audiobook: prepare('audiobooks'),
    chapter: prepare('chapters'),
  };
  const idsAt: Catalogue['idsAt'] = (kind, indices) =>
    JSON.parse((places[kind].at.get(JSON.stringify(indices)) as { ids: string }).ids) as string[];
  return { count: (kind) => places[kind].total, idAt: (kind, index) => idsAt(kind, [index])[0], idsAt };
}

// Whoever searches without some things does so each time.
function remembered(
  find: (ids: ReadonlySet<string>, kind: SearchedCatalogueKind) => number[],
): (ids: ReadonlySet<string>, kind: SearchedCatalogueKind) => number[] {
  const found = new WeakMap<ReadonlySet<string>, number[]>();
  return (ids, kind) => {
    const rows = found.get(ids) ?? (ids.size === 0 ? [] : find(ids, kind));
    found.set(ids, rows);
    return rows;
  };
}
