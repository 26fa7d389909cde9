import { followsSchema, followsTables } from './follows-schema.js';
import { librarySchema, libraryTables } from './library-schema.js';
import { playersSchema, playersTables } from './players-schema.js';
import { playlistsSchema, playlistsTables } from './playlists-schema.js';
import { resumePointsSchema, resumePointsTables } from './resume-points-schema.js';

/**
 * The tables of everything that changes. The catalogue has its own, in `catalogue/schema.ts`.
 * Times are epoch milliseconds of the clock. Codes, tokens and cookies stand here as hashes only.
 */
export const worldSchema = `
CREATE TABLE apps (
  client_id TEXT PRIMARY KEY, client_secret TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, tier TEXT,
  owner_premium INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE redirect_uris (
  client_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE, redirect_uri TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (client_id, redirect_uri)) WITHOUT ROWID;
CREATE TABLE users (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, email TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL, product TEXT NOT NULL, country TEXT NOT NULL, followers INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE allowed_users (
  client_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE, user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, position INTEGER NOT NULL,
  PRIMARY KEY (client_id, user_id)) WITHOUT ROWID;
CREATE TABLE consents (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, client_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE, scope TEXT NOT NULL, given_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, client_id, scope)) WITHOUT ROWID;
CREATE TABLE browser_logins (cookie_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, signed_in_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE codes (
  code_hash TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE, user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, redirect_uri TEXT NOT NULL,
  scope TEXT NOT NULL, code_challenge TEXT, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, consumed_at INTEGER,
  grant_id TEXT REFERENCES grants ON DELETE SET NULL) WITHOUT ROWID;
CREATE TABLE grants (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE, user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, scope TEXT NOT NULL,
  with_pkce INTEGER NOT NULL, with_secret INTEGER NOT NULL, authorized_at INTEGER NOT NULL, revoked_at INTEGER) WITHOUT ROWID;
CREATE TABLE access_tokens (
  row INTEGER PRIMARY KEY, secret_hash TEXT NOT NULL, client_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE, user_id TEXT REFERENCES users ON DELETE CASCADE, grant_id TEXT REFERENCES grants ON DELETE CASCADE,
  scope TEXT NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL);
CREATE INDEX access_tokens_of_grant ON access_tokens (grant_id) WHERE grant_id IS NOT NULL;
CREATE TABLE refresh_tokens (
  token_hash TEXT PRIMARY KEY, grant_id TEXT NOT NULL REFERENCES grants ON DELETE CASCADE, issued_at INTEGER NOT NULL, consumed_at INTEGER) WITHOUT ROWID;
CREATE INDEX refresh_tokens_of_grant ON refresh_tokens (grant_id);
${playlistsSchema}${followsSchema}${librarySchema}${resumePointsSchema}${playersSchema}`;

/** Every table of the schema, those that point to others first, so that emptying them in this order breaks no reference. */
export const worldTables: readonly string[] = [
  ...libraryTables,
  ...followsTables,
  ...resumePointsTables,
  ...playersTables,
  ...playlistsTables,
  'refresh_tokens',
  'access_tokens',
  'codes',
  'grants',
  'browser_logins',
  'consents',
  'allowed_users',
  'users',
  'redirect_uris',
  'apps',
];
