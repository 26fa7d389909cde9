import type { Database } from './database.js';
import { createRankedSearch, type RankedSearch } from './ranked-search.js';
import { searchableText, toWords, wholeName } from './searchable-text.js';

/** What of a playlist is found. */
export interface PlaylistWords {
  name: string;
  description: string | null;
}

/** The index of the playlists’ words. */
export interface PlaylistSearch {
  insert(id: string, words: PlaylistWords): void;
  change(id: string, words: PlaylistWords): void;
  /** Among the public ones that their owners did not delete. */
  readonly search: RankedSearch<string>;
}

/** The index of the playlists’ words, over its table. */
export function createPlaylistSearch(database: Database): PlaylistSearch {
  const insert = database.prepare(
    "INSERT INTO playlist_words (name, description, whole, marks, playlist_id) VALUES (?, ?, ?, 'any', ?)",
  );
  const update = database.prepare('UPDATE playlist_words SET name = ?, description = ?, whole = ? WHERE playlist_id = ?');
  const columns = ({ name, description }: PlaylistWords): [string, string, string] => [
    searchableText(name),
    searchableText(description ?? ''),
    wholeName(toWords(name)),
  ];
  return {
    insert: (id, words) => void insert.run(...columns(words), id),
    change: (id, words) => void update.run(...columns(words), id),
    search: createRankedSearch(database, {
      // None of the filters belongs to playlists.
      kind: { columns: ['name', 'description'], filters: {} },
      words: 'playlist_words',
      key: 'playlist_id',
      joined: `JOIN playlists ON playlists.id = playlist_words.playlist_id WHERE public = 1 AND EXISTS (
        SELECT 1 FROM followed_playlists WHERE user_id = owner_id AND followed_playlists.playlist_id = playlists.id) AND`,
      order: '(SELECT count(*) FROM followed_playlists WHERE followed_playlists.playlist_id = playlists.id) DESC, playlists.id',
    }),
  };
}
