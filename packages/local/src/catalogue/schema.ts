/**
 * The tables of the catalogue. Once filled they are only read.
 *
 * The rows of artists, albums and tracks are numbered by popularity, from 1, the most popular first: a list in that order is sorted by
 * `row`, and a search finds the most popular ones first. Shows, audiobooks and what they consist of are numbered as they
 * were invented. What refers to another thing does so by its row, and lists of rows are separated by spaces.
 */
export const catalogueTables = `
CREATE TABLE market_sets (row INTEGER PRIMARY KEY, markets TEXT NOT NULL);
CREATE TABLE genres (row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE categories (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, genres TEXT NOT NULL);
CREATE TABLE artists (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, genres TEXT NOT NULL, popularity INTEGER NOT NULL, followers INTEGER NOT NULL);
CREATE TABLE albums (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, album_type TEXT NOT NULL, artists TEXT NOT NULL,
  release_date TEXT NOT NULL, release_date_precision TEXT NOT NULL, total_tracks INTEGER NOT NULL,
  discs INTEGER NOT NULL, label TEXT NOT NULL, upc TEXT NOT NULL, popularity INTEGER NOT NULL, markets INTEGER NOT NULL);
CREATE TABLE tracks (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, album INTEGER NOT NULL, artists TEXT NOT NULL,
  disc INTEGER NOT NULL, number INTEGER NOT NULL, duration_ms INTEGER NOT NULL, explicit INTEGER NOT NULL, popularity INTEGER NOT NULL,
  isrc TEXT NOT NULL, markets INTEGER NOT NULL);
CREATE TABLE discography (
  artist INTEGER NOT NULL, album_group TEXT NOT NULL, album INTEGER NOT NULL, PRIMARY KEY (artist, album)) WITHOUT ROWID;
CREATE TABLE artist_tracks (artist INTEGER NOT NULL, track INTEGER NOT NULL, PRIMARY KEY (artist, track)) WITHOUT ROWID;
CREATE TABLE genre_artists (genre INTEGER NOT NULL, artist INTEGER NOT NULL, PRIMARY KEY (genre, artist)) WITHOUT ROWID;
CREATE TABLE genre_tracks (genre INTEGER NOT NULL, track INTEGER NOT NULL, PRIMARY KEY (genre, track)) WITHOUT ROWID;
CREATE TABLE shows (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, publisher TEXT NOT NULL, language TEXT NOT NULL,
  explicit INTEGER NOT NULL, media_type TEXT NOT NULL, total_episodes INTEGER NOT NULL, markets INTEGER NOT NULL);
CREATE TABLE episodes (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, show INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
  duration_ms INTEGER NOT NULL, explicit INTEGER NOT NULL, release_date TEXT NOT NULL);
CREATE TABLE audiobooks (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, authors TEXT NOT NULL, narrators TEXT NOT NULL, description TEXT NOT NULL,
  edition TEXT NOT NULL, publisher TEXT NOT NULL, language TEXT NOT NULL, explicit INTEGER NOT NULL, release_date TEXT NOT NULL,
  total_chapters INTEGER NOT NULL, markets INTEGER NOT NULL);
CREATE TABLE chapters (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, audiobook INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,
  description TEXT NOT NULL, duration_ms INTEGER NOT NULL);
`;

/** The indices of columns: made when the tables are full, which is quicker. */
export const catalogueIndices = `
CREATE UNIQUE INDEX artist_by_id ON artists (id);
CREATE UNIQUE INDEX album_by_id ON albums (id);
CREATE UNIQUE INDEX track_by_id ON tracks (id);
CREATE UNIQUE INDEX show_by_id ON shows (id);
CREATE UNIQUE INDEX episode_by_id ON episodes (id);
CREATE UNIQUE INDEX audiobook_by_id ON audiobooks (id);
CREATE UNIQUE INDEX chapter_by_id ON chapters (id);
CREATE INDEX albums_by_date ON albums (release_date);
CREATE INDEX tracks_of_album ON tracks (album, disc, number);
CREATE INDEX tracks_by_isrc ON tracks (isrc);
CREATE INDEX episodes_of_show ON episodes (show, release_date);
CREATE INDEX chapters_of_audiobook ON chapters (audiobook, number);
`;
