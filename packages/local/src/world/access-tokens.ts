import type { Database } from './database.js';
import type { TokenFilter } from './grants.js';
import { hashSecret, joinAccessToken, newAccessSecret, splitAccessToken } from './opaque-token.js';

/** How long an access token is good for, in seconds: the `expires_in` of every token answer. */
export const ACCESS_TOKEN_LIFETIME_SECONDS = 3600;

/** An access token, without the token. */
export interface AccessToken {
  clientId: string;
  /** `null` for a token of the app's own (client credentials). */
  userId: string | null;
  grantId: string | null;
  /** Space-separated. */
  scope: string;
  expiresAt: number;
}

/** The access tokens. */
export interface AccessTokens {
  issue(token: Omit<AccessToken, 'expiresAt'>, now: number): string;
  find(token: string): AccessToken | undefined;
  /** Ends every access token of a grant. */
  expireGrant(grantId: string, now: number): void;
  /** Ends the access tokens that users gave to the apps that the filter names. Tokens of the apps' own stay. */
  expireGranted(filter: TokenFilter, now: number): void;
  /** Ends every access token that the filter names and that is still good, and says how many. */
  expireAll(filter: TokenFilter, now: number): number;
}

/** The access tokens, over their table. */
export function createAccessTokens(database: Database): AccessTokens {
  const insert = database.prepare(
    'INSERT INTO access_tokens (secret_hash, client_id, user_id, grant_id, scope, issued_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const find = database.prepare(
    `SELECT client_id AS clientId, user_id AS userId, grant_id AS grantId, scope, expires_at AS expiresAt
      FROM access_tokens WHERE row = ? AND secret_hash = ?`,
  );
  const expireGrant = database.prepare('UPDATE access_tokens SET expires_at = ?1 WHERE grant_id = ?2 AND expires_at > ?1');
  const expire = `UPDATE access_tokens SET expires_at = ?1 WHERE expires_at > ?1 AND (?2 IS NULL OR user_id = ?2)
      AND (?3 IS NULL OR client_id = ?3) AND (?4 IS NULL OR grant_id = ?4)`;
  const expireAll = database.prepare(expire);
  const expireGranted = database.prepare(`${expire} AND grant_id IS NOT NULL`);
  return {
    issue({ clientId, userId, grantId, scope }, now) {
      const secret = newAccessSecret();
      const expiresAt = now + ACCESS_TOKEN_LIFETIME_SECONDS * 1000;
      const { lastInsertRowid } = insert.run(hashSecret(secret), clientId, userId, grantId, scope, now, expiresAt);
      return joinAccessToken(Number(lastInsertRowid), secret);
    },
    find(token) {
      const parts = splitAccessToken(token);
      return parts && (find.get(parts.row, hashSecret(parts.secret)) as AccessToken | undefined);
    },
    expireGrant(grantId, now) {
      expireGrant.run(now, grantId);
    },
    expireGranted({ userId, clientId, grantId }, now) {
      expireGranted.run(now, userId ?? null, clientId ?? null, grantId ?? null);
    },
    expireAll: ({ userId, clientId, grantId }, now) =>
      Number(expireAll.run(now, userId ?? null, clientId ?? null, grantId ?? null).changes),
  };
}
