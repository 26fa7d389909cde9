import type { Database } from './database.js';
import { hashSecret } from './opaque-token.js';

/** Who is signed in to the accounts service, in which browser. */
export interface BrowserLogins {
  /** The user behind a cookie, if there is one. */
  userOf(cookie: string): string | undefined;
  signIn(cookie: string, userId: string, now: number): void;
  signOut(cookie: string): void;
}

/** The signed-in browsers, over their table. */
export function createBrowserLogins(database: Database): BrowserLogins {
  const find = database.prepare('SELECT user_id AS userId FROM browser_logins WHERE cookie_hash = ?');
  const insert = database.prepare('INSERT INTO browser_logins (cookie_hash, user_id, signed_in_at) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM browser_logins WHERE cookie_hash = ?');
  return {
    userOf: (cookie) => (find.get(hashSecret(cookie)) as { userId: string } | undefined)?.userId,
    signIn(cookie, userId, now) {
      insert.run(hashSecret(cookie), userId, now);
    },
    signOut(cookie) {
      remove.run(hashSecret(cookie));
    },
  };
}
