/**
 * Whom and what users follow. The playlists of a user are those that they follow, their own among them: to delete a playlist is to
 * follow it no longer. Some that they follow are in no world, as those that the local Spotify puts forward.
 */
export const followsSchema = `
CREATE TABLE followed_artists (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, artist_id TEXT NOT NULL, PRIMARY KEY (user_id, artist_id)) WITHOUT ROWID;
CREATE INDEX followed_artists_of_artist ON followed_artists (artist_id);
CREATE TABLE followed_users (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, followed_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  PRIMARY KEY (user_id, followed_id)) WITHOUT ROWID;
CREATE INDEX followed_users_of_followed ON followed_users (followed_id);
CREATE TABLE followed_playlists (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, playlist_id TEXT NOT NULL,
  on_profile INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (user_id, playlist_id)) WITHOUT ROWID;
CREATE INDEX followed_playlists_in_order ON followed_playlists (user_id, position);
CREATE INDEX followed_playlists_of_playlist ON followed_playlists (playlist_id);
`;

/** Its tables, those that point to others first. */
export const followsTables: readonly string[] = ['followed_playlists', 'followed_users', 'followed_artists'];
