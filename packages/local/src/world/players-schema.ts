/** What users play on, what is in their players, and what they have played. Each player's list stands beside it, an item a row. */
export const playersSchema = `
CREATE TABLE devices (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  volume_percent INTEGER NOT NULL, supports_volume INTEGER NOT NULL, restricted INTEGER NOT NULL, private_session INTEGER NOT NULL, refuses TEXT,
  PRIMARY KEY (user_id, id)) WITHOUT ROWID;
CREATE TABLE players (
  user_id TEXT PRIMARY KEY REFERENCES users ON DELETE CASCADE, device_id TEXT, used_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  playing INTEGER NOT NULL, uri TEXT, duration_ms INTEGER NOT NULL, position_ms INTEGER NOT NULL, since INTEGER NOT NULL, heard_ms INTEGER NOT NULL,
  queued INTEGER NOT NULL, queue TEXT NOT NULL, context_uri TEXT, size INTEGER NOT NULL, place INTEGER NOT NULL,
  shuffle INTEGER NOT NULL, shuffle_seed INTEGER NOT NULL, shuffle_first INTEGER NOT NULL, repeat TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE player_lists (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, position INTEGER NOT NULL, uri TEXT NOT NULL,
  PRIMARY KEY (user_id, position)) WITHOUT ROWID;
CREATE TABLE plays (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, played_at INTEGER NOT NULL, uri TEXT NOT NULL, context_uri TEXT,
  PRIMARY KEY (user_id, played_at)) WITHOUT ROWID;
`;

/** Their names, as `worldTables` lists them. */
export const playersTables: readonly string[] = ['plays', 'player_lists', 'players', 'devices'];
