import type { Database } from './database.js';
import { hashSecret, newIdentifier, newRefreshToken } from './opaque-token.js';

const DAY = 86_400_000;

/**
 * How long refresh tokens live, counted from the user's authorization. In milliseconds.
 * Spotify says "6 months" and does not say how many days that is; 183 is what a client in the field counts with.
 */
export const REFRESH_TOKEN_LIFETIME: number = 183 * DAY;

/** One authorization by a user: the family of all tokens that come from it. */
export interface Grant {
  id: string;
  clientId: string;
  userId: string;
  /** Space-separated. */
  scope: string;
  withPkce: boolean;
  /** Whether the code was exchanged with the client's secret. */
  withSecret: boolean;
  /** When the user agreed. Refreshing does not change it. */
  authorizedAt: number;
  revokedAt: number | null;
}

/** A refresh token and the grant that it belongs to. */
export interface FoundRefreshToken {
  grant: Grant;
  /** When it was rotated out, if it was. */
  consumedAt: number | null;
}

/** Whose tokens are meant. Without any field: everyone's. */
export interface TokenFilter {
  userId?: string | undefined;
  clientId?: string | undefined;
}

/** The grants and their refresh tokens. */
export interface Grants {
  create(grant: Omit<Grant, 'id' | 'revokedAt'>): Grant;
  issueRefreshToken(grantId: string, now: number): string;
  findByRefreshToken(token: string): FoundRefreshToken | undefined;
  /** Uses the refresh token up. Of any number of callers exactly one is told `true`. */
  consumeRefreshToken(token: string, now: number): boolean;
  /** Revokes one grant. */
  revoke(grantId: string, now: number): void;
  /** Revokes every grant that the filter names, and says how many. */
  revokeAll(filter: TokenFilter, now: number): number;
}

interface Row {
  id: string;
  clientId: string;
  userId: string;
  scope: string;
  withPkce: number;
  withSecret: number;
  authorizedAt: number;
  revokedAt: number | null;
  consumedAt: number | null;
}

/** The grants, over their tables. */
export function createGrants(database: Database): Grants {
  const insert = database.prepare(
    'INSERT INTO grants (id, client_id, user_id, scope, with_pkce, with_secret, authorized_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertToken = database.prepare('INSERT INTO refresh_tokens (token_hash, grant_id, issued_at) VALUES (?, ?, ?)');
  const find = database.prepare(
    `SELECT grants.id, client_id AS clientId, user_id AS userId, scope, with_pkce AS withPkce, with_secret AS withSecret,
      authorized_at AS authorizedAt, revoked_at AS revokedAt, consumed_at AS consumedAt
      FROM refresh_tokens JOIN grants ON grants.id = refresh_tokens.grant_id WHERE token_hash = ?`,
  );
  const consume = database.prepare('UPDATE refresh_tokens SET consumed_at = ? WHERE token_hash = ? AND consumed_at IS NULL');
  const revoke = database.prepare('UPDATE grants SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  const revokeAll = database.prepare(
    `UPDATE grants SET revoked_at = ?1 WHERE revoked_at IS NULL AND (?2 IS NULL OR user_id = ?2) AND (?3 IS NULL OR client_id = ?3)`,
  );
  return {
    create(grant) {
      const id = newIdentifier();
      const { clientId, userId, scope, withPkce, withSecret, authorizedAt } = grant;
      insert.run(id, clientId, userId, scope, Number(withPkce), Number(withSecret), authorizedAt);
      return { ...grant, id, revokedAt: null };
    },
    issueRefreshToken(grantId, now) {
      const token = newRefreshToken();
      insertToken.run(hashSecret(token), grantId, now);
      return token;
    },
    findByRefreshToken(token) {
      const row = find.get(hashSecret(token)) as Row | undefined;
      if (row === undefined) return undefined;
      const { consumedAt, ...grant } = row;
      return { consumedAt, grant: { ...grant, withPkce: row.withPkce === 1, withSecret: row.withSecret === 1 } };
    },
    consumeRefreshToken: (token, now) => Number(consume.run(now, hashSecret(token)).changes) === 1,
    revoke(grantId, now) {
      revoke.run(now, grantId);
    },
    revokeAll: (filter, now) => Number(revokeAll.run(now, filter.userId ?? null, filter.clientId ?? null).changes),
  };
}
