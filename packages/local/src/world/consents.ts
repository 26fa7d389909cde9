import type { Database } from './database.js';
import type { TokenFilter } from './grants.js';

/** What one user allowed one app. */
export interface Consent {
  userId: string;
  clientId: string;
  scopes: string[];
  /** Epoch milliseconds: when the user agreed for the first time. */
  givenAt: number;
}

/** Whose consents are meant. Without any field: everyone's. */
export type ConsentFilter = Pick<TokenFilter, 'userId' | 'clientId'>;

/** What users have agreed to, scope by scope. */
export interface Consents {
  /** Whether the user has agreed to this app at all and to each of these scopes. */
  covers(userId: string, clientId: string, scopes: readonly string[]): boolean;
  give(userId: string, clientId: string, scopes: readonly string[], now: number): void;
  /** What the filter names, at most 1,000 of them. */
  list(filter: ConsentFilter): Consent[];
  /** Forgets what was agreed to, and says of how many apps and users. */
  withdraw(filter: ConsentFilter): number;
}

// An app that asks for no scope still has to be agreed to: this row says that it was.
const THE_APP_ITSELF = '';
const MOST_LISTED = 1000;

/** What users have agreed to, over the table. */
export function createConsents(database: Database): Consents {
  const list = database.prepare('SELECT scope FROM consents WHERE user_id = ? AND client_id = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO consents (user_id, client_id, scope, given_at) VALUES (?, ?, ?, ?)');
  const which = '(?1 IS NULL OR user_id = ?1) AND (?2 IS NULL OR client_id = ?2)';
  const some = database.prepare(
    `SELECT user_id AS userId, client_id AS clientId, scope, given_at AS givenAt FROM consents WHERE ${which} ORDER BY user_id, client_id, scope`,
  );
  const howMany = database.prepare(
    `SELECT count(*) AS count FROM (SELECT DISTINCT user_id, client_id FROM consents WHERE ${which})`,
  );
  const withdraw = database.prepare(`DELETE FROM consents WHERE ${which}`);
  const meant = ({ userId, clientId }: ConsentFilter) => [userId ?? null, clientId ?? null] as const;
  return {
    covers(userId, clientId, scopes) {
      const given = new Set((list.all(userId, clientId) as { scope: string }[]).map((row) => row.scope));
      return given.has(THE_APP_ITSELF) && scopes.every((scope) => given.has(scope));
    },
    give(userId, clientId, scopes, now) {
      for (const scope of [THE_APP_ITSELF, ...scopes]) insert.run(userId, clientId, scope, now);
    },
    list(filter) {
      const found: Consent[] = [];
      for (const { scope, ...row } of some.all(...meant(filter)) as (Omit<Consent, 'scopes'> & { scope: string })[]) {
        let consent = found.at(-1);
        // The rows of one user and app follow each other.
        if (consent?.userId !== row.userId || consent.clientId !== row.clientId) {
          if (found.length === MOST_LISTED) break;
          consent = { userId: row.userId, clientId: row.clientId, scopes: [], givenAt: row.givenAt };
          found.push(consent);
        }
        consent.givenAt = Math.min(consent.givenAt, row.givenAt);
        if (scope !== THE_APP_ITSELF) consent.scopes.push(scope);
      }
      return found;
    },
    withdraw(filter) {
      const { count } = howMany.get(...meant(filter)) as { count: number };
      withdraw.run(...meant(filter));
      return count;
    },
  };
}
