import type { Database } from './database.js';
import type { Range } from './range.js';

/** What can be saved. */
export type SavedKind = 'track' | 'album' | 'episode' | 'show' | 'audiobook';

/** Something that a user has saved. */
export interface SavedItem {
  id: string;
  /** In epoch milliseconds. */
  addedAt: number;
}

/** What users have saved. */
export interface Library {
  /** Saves something. What is saved already keeps its time. */
  save(userId: string, kind: SavedKind, id: string, addedAt: number): void;
  /** Saves something, and gives it this time also where it is saved already. */
  saveAt(userId: string, kind: SavedKind, id: string, addedAt: number): void;
  remove(userId: string, kind: SavedKind, id: string): void;
  contains(userId: string, kind: SavedKind, id: string): boolean;
  /** What was saved last comes first. */
  page(userId: string, kind: SavedKind, range: Range): { total: number; items: SavedItem[] };
  /**
   * Saves many at once, none of which is saved yet: the last of them stands first in the list.
   *
   * @param firstAt - when the first of them was saved
   * @param every - how much later each was saved than the one before, in milliseconds
   */
  plant(userId: string, kind: SavedKind, ids: readonly string[], firstAt: number, every: number): void;
}

/** What users have saved, over the table. */
export function createLibrary(database: Database): Library {
  const insert = 'INSERT INTO saved_items (user_id, kind, id, added_at) VALUES (?, ?, ?, ?) ON CONFLICT DO';
  const save = database.prepare(`${insert} NOTHING`);
  const saveAt = database.prepare(`${insert} UPDATE SET added_at = excluded.added_at`);
  const remove = database.prepare('DELETE FROM saved_items WHERE user_id = ? AND kind = ? AND id = ?');
  const contains = database.prepare('SELECT 1 FROM saved_items WHERE user_id = ? AND kind = ? AND id = ?');
  const count = database.prepare('SELECT count(*) AS total FROM saved_items WHERE user_id = ? AND kind = ?');
  const page = database.prepare(
    'SELECT id, added_at AS addedAt FROM saved_items WHERE user_id = ? AND kind = ? ORDER BY added_at DESC, row DESC LIMIT ? OFFSET ?',
  );
  const plant = database.prepare(
    'INSERT INTO saved_items (user_id, kind, id, added_at) SELECT ?, ?, value, ? + ? * key FROM json_each(?)',
  );
  return {
    save: (userId, kind, id, addedAt) => void save.run(userId, kind, id, addedAt),
    saveAt: (userId, kind, id, addedAt) => void saveAt.run(userId, kind, id, addedAt),
    remove: (userId, kind, id) => void remove.run(userId, kind, id),
    contains: (userId, kind, id) => contains.get(userId, kind, id) !== undefined,
    page(userId, kind, { limit, offset }) {
      const { total } = count.get(userId, kind) as { total: number };
      return { total, items: page.all(userId, kind, limit, offset) as SavedItem[] };
    },
    plant: (userId, kind, ids, firstAt, every) => void plant.run(userId, kind, firstAt, every, JSON.stringify(ids)),
  };
}
