import type { Database } from './database.js';

/** How far a user has come in an episode or a chapter. */
export interface ResumePoint {
  /** From the beginning, in milliseconds. It is 0 again once all of it was played. */
  positionMs: number;
  fullyPlayed: boolean;
}

/** How far users have come. */
export interface ResumePoints {
  /** What was never begun is at its beginning. */
  find(userId: string, itemId: string): ResumePoint;
  /** Writes how far a user has come, over what was there. */
  save(userId: string, itemId: string, point: ResumePoint): void;
}

/** How far users have come, over the table. */
export function createResumePoints(database: Database): ResumePoints {
  const one = database.prepare(
    'SELECT position_ms AS positionMs, fully_played AS fullyPlayed FROM resume_points WHERE user_id = ? AND item_id = ?',
  );
  const save = database.prepare(
    `INSERT INTO resume_points (user_id, item_id, position_ms, fully_played) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET position_ms = excluded.position_ms, fully_played = excluded.fully_played`,
  );
  return {
    find(userId, itemId) {
      const row = one.get(userId, itemId) as { positionMs: number; fullyPlayed: number } | undefined;
      return { positionMs: row?.positionMs ?? 0, fullyPlayed: row?.fullyPlayed === 1 };
    },
    save(userId, itemId, { positionMs, fullyPlayed }) {
      save.run(userId, itemId, Math.round(positionMs), Number(fullyPlayed));
    },
  };
}
