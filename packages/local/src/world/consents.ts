import type { Database } from './database.js';

/** What users have agreed to, scope by scope. */
export interface Consents {
  /** Whether the user has agreed to this app at all and to each of these scopes. */
  covers(userId: string, clientId: string, scopes: readonly string[]): boolean;
  give(userId: string, clientId: string, scopes: readonly string[], now: number): void;
}

// An app that asks for no scope still has to be agreed to: this row says that it was.
const THE_APP_ITSELF = '';

/** What users have agreed to, over the table. */
export function createConsents(database: Database): Consents {
  const list = database.prepare('SELECT scope FROM consents WHERE user_id = ? AND client_id = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO consents (user_id, client_id, scope, given_at) VALUES (?, ?, ?, ?)');
  return {
    covers(userId, clientId, scopes) {
      const given = new Set((list.all(userId, clientId) as { scope: string }[]).map((row) => row.scope));
      return given.has(THE_APP_ITSELF) && scopes.every((scope) => given.has(scope));
    },
    give(userId, clientId, scopes, now) {
      for (const scope of [THE_APP_ITSELF, ...scopes]) insert.run(userId, clientId, scope, now);
    },
  };
}
