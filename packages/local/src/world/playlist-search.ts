import { type Database, inTransaction } from './database.js';
import { playlistWords } from './playlists-schema.js';
import { createRankedSearch, type RankedSearch } from './ranked-search.js';
import type { SearchedKind } from './search-expression.js';
import { searchableText, toWords, wholeName } from './searchable-text.js';

/** What of a playlist is found. */
export interface PlaylistWords {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

// None of the filters belongs to playlists.
const kind: SearchedKind = { columns: ['name', 'description'], filters: {} };

/**
 * Searches the public playlists that their owners did not delete. Their words are read when somebody searches: most programs never do, and a
 * world begins sooner without.
 */
export function createPlaylistSearch(database: Database): RankedSearch<string> {
  const unread = database.prepare('SELECT id, name, description FROM playlists WHERE words_read = 0');
  const insert = prepareInsert(database, 'playlist_words');
  const allRead = database.prepare('UPDATE playlists SET words_read = 1 WHERE words_read = 0');
  const search = createRankedSearch<string>(database, {
    kind,
    words: 'playlist_words',
    key: 'playlist_id',
    joined: `JOIN playlists ON playlists.id = playlist_words.playlist_id WHERE public = 1 AND EXISTS (
        SELECT 1 FROM followed_playlists WHERE user_id = owner_id AND followed_playlists.playlist_id = playlists.id) AND`,
    order: '(SELECT count(*) FROM followed_playlists WHERE followed_playlists.playlist_id = playlists.id) DESC, playlists.id',
  });
  return (query, options) => {
    const playlists = unread.all() as PlaylistWords[];
    if (playlists.length > 0) {
      inTransaction(database, () => {
        for (const playlist of playlists) insert(playlist);
        allRead.run();
      });
    }
    return search(query, options);
  };
}

/** Searches playlists that are in no world. They are indexed beside it when they are first searched. */
export function createFurtherPlaylistSearch(
  database: Database,
): (further: readonly PlaylistWords[], ...asked: Parameters<RankedSearch<string>>) => ReturnType<RankedSearch<string>> {
  let search: RankedSearch<string> | undefined;
  return (further, query, options) => {
    if (search === undefined) {
      // No snapshot has it, and no file.
      database.exec(`CREATE VIRTUAL TABLE temp.further_words USING ${playlistWords}`);
      const insert = prepareInsert(database, 'temp.further_words');
      for (const playlist of further) insert(playlist);
      search = createRankedSearch(database, { kind, words: 'further_words', schema: 'temp', key: 'playlist_id', order: 'rowid' });
    }
    return search(query, options);
  };
}

function prepareInsert(database: Database, table: string): (playlist: PlaylistWords) => void {
  const insert = database.prepare(`INSERT INTO ${table} (name, description, whole, marks, playlist_id) VALUES (?, ?, ?, 'any', ?)`);
  return ({ id, name, description }) =>
    void insert.run(searchableText(name), searchableText(description ?? ''), wholeName(toWords(name)), id);
}
