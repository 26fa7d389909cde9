/** The table of how far users have come in episodes and chapters. */
export const resumePointsSchema = `
CREATE TABLE resume_points (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE, item_id TEXT NOT NULL, position_ms INTEGER NOT NULL, fully_played INTEGER NOT NULL,
  PRIMARY KEY (user_id, item_id)) WITHOUT ROWID;
`;

/** Its name, as `worldTables` lists them. */
export const resumePointsTables: readonly string[] = ['resume_points'];
