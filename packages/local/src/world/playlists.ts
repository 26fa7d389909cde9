import type { Database } from './database.js';
import { searchExpression } from './search-expression.js';
import { searchableText } from './searchable-text.js';

/** A playlist, without its items. */
export interface Playlist {
  id: string;
  ownerId: string;
  name: string;
  description: string | null;
  public: boolean;
  collaborative: boolean;
  snapshotId: string;
  totalItems: number;
}

/** One position of a playlist. */
export interface PlaylistEntry {
  /** `spotify:track:…` or `spotify:episode:…` */
  uri: string;
  addedAt: number;
  addedBy: string;
}

/** Which of a user's playlists are meant. */
export interface PlaylistVisibility {
  /** Whether those that are neither public nor collaborative count. */
  private: boolean;
  collaborative: boolean;
}

/** A stretch of a list. */
export interface Range {
  limit: number;
  offset: number;
}

/** The playlists. */
export interface Playlists {
  find(id: string): Playlist | undefined;
  /** The user's own, and those of others that they follow. */
  ofUser(userId: string, visible: PlaylistVisibility, range: Range): { total: number; playlists: Playlist[] };
  entries(playlistId: string, range: Range): PlaylistEntry[];
  /** Searches the public ones. */
  search(words: string, range: Range): { total: number; playlists: Playlist[] };
  insert(playlist: Omit<Playlist, 'totalItems'>, position: number, entries: readonly PlaylistEntry[]): void;
}

type Row = Omit<Playlist, 'public' | 'collaborative'> & { public: number; collaborative: number };

const columns = `id, owner_id AS ownerId, playlists.name AS name, playlists.description AS description, public, collaborative,
  snapshot_id AS snapshotId, (SELECT count(*) FROM playlist_items WHERE playlist_id = playlists.id) AS totalItems`;
// Of all that the user follows, their own among it.
const visibleOnes = `FROM followed_playlists JOIN playlists ON playlists.id = playlist_id
  WHERE user_id = ? AND (public = 1 OR (collaborative = 1 AND ?) OR (collaborative = 0 AND ?))`;
const found =
  'FROM playlist_words JOIN playlists ON playlists.id = playlist_words.playlist_id WHERE playlist_words MATCH ? AND public = 1';

/** The playlists, over their tables. */
export function createPlaylists(database: Database): Playlists {
  const one = database.prepare(`SELECT ${columns} FROM playlists WHERE id = ?`);
  const some = database.prepare(
    `SELECT ${columns} ${visibleOnes} ORDER BY followed_playlists.position, playlists.id LIMIT ? OFFSET ?`,
  );
  const howMany = database.prepare(`SELECT count(*) AS total ${visibleOnes}`);
  const search = database.prepare(`SELECT ${columns} ${found} ORDER BY rank, playlists.id LIMIT ? OFFSET ?`);
  const howManyFound = database.prepare(`SELECT count(*) AS total ${found}`);
  const entries = database.prepare(
    `SELECT item_uri AS uri, added_at AS addedAt, added_by AS addedBy FROM playlist_items WHERE playlist_id = ? ORDER BY position LIMIT ? OFFSET ?`,
  );
  const insert = database.prepare(
    'INSERT INTO playlists (id, owner_id, name, description, public, collaborative, snapshot_id, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  // Whoever makes a playlist has it in their list: see follows-schema.ts.
  const insertFollow = database.prepare(
    'INSERT INTO followed_playlists (user_id, playlist_id, on_profile, position) VALUES (?, ?, ?, ?)',
  );
  const insertWords = database.prepare('INSERT INTO playlist_words (playlist_id, name, description) VALUES (?, ?, ?)');
  const insertEntry = database.prepare(
    'INSERT INTO playlist_items (playlist_id, position, item_uri, added_at, added_by) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    find(id) {
      const row = one.get(id) as Row | undefined;
      return row && toPlaylist(row);
    },
    ofUser(userId, visible, { limit, offset }) {
      const which = [userId, Number(visible.collaborative), Number(visible.private)] as const;
      const { total } = howMany.get(...which) as { total: number };
      return { total, playlists: (some.all(...which, limit, offset) as Row[]).map(toPlaylist) };
    },
    entries: (playlistId, { limit, offset }) => entries.all(playlistId, limit, offset) as PlaylistEntry[],
    search(words, { limit, offset }) {
      const expression = searchExpression(words);
      if (expression === undefined) return { total: 0, playlists: [] };
      const { total } = howManyFound.get(expression) as { total: number };
      return { total, playlists: (search.all(expression, limit, offset) as Row[]).map(toPlaylist) };
    },
    insert(playlist, position, items) {
      const { id, ownerId, name, description, collaborative, snapshotId } = playlist;
      insert.run(id, ownerId, name, description, Number(playlist.public), Number(collaborative), snapshotId, position);
      insertFollow.run(ownerId, id, Number(playlist.public), position);
      insertWords.run(id, searchableText(name), searchableText(description ?? ''));
      for (const [index, entry] of items.entries()) insertEntry.run(id, index, entry.uri, entry.addedAt, entry.addedBy);
    },
  };
}

function toPlaylist(row: Row): Playlist {
  return { ...row, public: row.public === 1, collaborative: row.collaborative === 1 };
}
