/** What users have saved. A later row counts as saved later where two were saved in the same moment. */
export const librarySchema = `
CREATE TABLE saved_items (
  row INTEGER PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, kind TEXT NOT NULL, id TEXT NOT NULL,
  added_at INTEGER NOT NULL, UNIQUE (user_id, kind, id));
CREATE INDEX saved_items_by_time ON saved_items (user_id, kind, added_at);
`;

/** Its tables, those that point to others first. */
export const libraryTables: readonly string[] = ['saved_items'];
