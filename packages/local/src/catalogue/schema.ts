import { searchSchema } from './search-index.js';

/** The tables of the catalogue. Once filled they are only read. */
export const catalogueSchema = `
CREATE TABLE artists (id TEXT PRIMARY KEY, name TEXT NOT NULL, genre TEXT NOT NULL, popularity INTEGER NOT NULL, followers INTEGER NOT NULL);
CREATE TABLE albums (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, album_type TEXT NOT NULL, artist_id TEXT NOT NULL REFERENCES artists,
  release_date TEXT NOT NULL, release_date_precision TEXT NOT NULL, total_tracks INTEGER NOT NULL);
CREATE TABLE tracks (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, album_id TEXT NOT NULL REFERENCES albums, artist_ids TEXT NOT NULL, track_number INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL, explicit INTEGER NOT NULL, popularity INTEGER NOT NULL, isrc TEXT NOT NULL);
CREATE TABLE shows (id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, publisher TEXT NOT NULL);
CREATE TABLE episodes (
  id TEXT PRIMARY KEY, show_id TEXT NOT NULL REFERENCES shows, name TEXT NOT NULL, description TEXT NOT NULL,
  duration_ms INTEGER NOT NULL, release_date TEXT NOT NULL);
${searchSchema}
`;
