import { searchTokenizer } from './searchable-text.js';

/** An index of the words of playlists. */
export const playlistWords = `fts5(playlist_id UNINDEXED, name, description, whole, marks, tokenize = "${searchTokenizer}")`;

/**
 * The playlists. Positions have no gaps. In whose list a playlist is, `followed_playlists` says. `words_read` tells whether the words
 * that a search finds it by are those of its name and description.
 */
export const playlistsSchema = `
CREATE TABLE playlists (
  id TEXT PRIMARY KEY, owner_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, name TEXT NOT NULL, description TEXT, public INTEGER NOT NULL,
  collaborative INTEGER NOT NULL, revision INTEGER NOT NULL, snapshot_id TEXT NOT NULL, image_tag TEXT,
  words_read INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX playlists_unread ON playlists (id) WHERE words_read = 0;
CREATE INDEX playlists_of_owner ON playlists (owner_id);
CREATE TABLE playlist_items (
  playlist_id TEXT NOT NULL REFERENCES playlists ON DELETE CASCADE, position INTEGER NOT NULL, item_uri TEXT NOT NULL, added_at INTEGER NOT NULL,
  added_by TEXT NOT NULL REFERENCES users, PRIMARY KEY (playlist_id, position)) WITHOUT ROWID;
CREATE TABLE playlist_versions (
  playlist_id TEXT NOT NULL REFERENCES playlists ON DELETE CASCADE, revision INTEGER NOT NULL, snapshot_id TEXT NOT NULL, steps TEXT NOT NULL,
  PRIMARY KEY (playlist_id, revision)) WITHOUT ROWID;
CREATE TABLE playlist_images (playlist_id TEXT PRIMARY KEY REFERENCES playlists ON DELETE CASCADE, jpeg BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE playlist_words USING ${playlistWords};
`;

/** Its tables, those that point to others first. */
export const playlistsTables: readonly string[] = [
  'playlist_words',
  'playlist_images',
  'playlist_versions',
  'playlist_items',
  'playlists',
];
