import { type Database, inTransaction } from './database.js';
import { createRankedSearch, type RankedSearch } from './ranked-search.js';
import { searchableText, toWords, wholeName } from './searchable-text.js';

/** What of a playlist is found. */
interface PlaylistWords {
  id: string;
  name: string;
  description: string | null;
}

/**
 * Searches the public playlists that their owners did not delete. Their words are read when somebody searches: most programs never do, and a
 * world begins sooner without.
 */
export function createPlaylistSearch(database: Database): RankedSearch<string> {
  const unread = database.prepare('SELECT id, name, description FROM playlists WHERE words_read = 0');
  const insert = database.prepare(
    "INSERT INTO playlist_words (name, description, whole, marks, playlist_id) VALUES (?, ?, ?, 'any', ?)",
  );
  const allRead = database.prepare('UPDATE playlists SET words_read = 1 WHERE words_read = 0');
  const search = createRankedSearch<string>(database, {
    // None of the filters belongs to playlists.
    kind: { columns: ['name', 'description'], filters: {} },
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
        for (const { id, name, description } of playlists) {
          insert.run(searchableText(name), searchableText(description ?? ''), wholeName(toWords(name)), id);
        }
        allRead.run();
      });
    }
    return search(query, options);
  };
}
