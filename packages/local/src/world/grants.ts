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
  /** One authorization. */
  grantId?: string | undefined;
}

/** What may be told of a grant: never a token. Times are epoch milliseconds. */
export interface GrantSummary {
  id: string;
  clientId: string;
  userId: string;
  scopes: string[];
  withPkce: boolean;
  authorizedAt: number;
  /** When its refresh tokens expire. */
  expiresAt: number;
  revokedAt: number | null;
  /** When the last access token was issued. */
  lastIssuedAt: number | null;
  /** How many access tokens are good. */
  accessTokens: number;
  /** How many refresh tokens have not been rotated out. */
  refreshTokens: number;
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
  /** The grants that the filter names, the newest first, at most 1,000. */
  list(filter: TokenFilter, now: number): GrantSummary[];
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

type SummaryRow = Omit<GrantSummary, 'scopes' | 'withPkce' | 'expiresAt'> & { scope: string; withPkce: number };

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
    `UPDATE grants SET revoked_at = ?1 WHERE revoked_at IS NULL AND (?2 IS NULL OR user_id = ?2) AND (?3 IS NULL OR client_id = ?3)
      AND (?4 IS NULL OR id = ?4)`,
  );
  const list = database.prepare(
    `SELECT id, client_id AS clientId, user_id AS userId, scope, with_pkce AS withPkce, authorized_at AS authorizedAt,
      revoked_at AS revokedAt, (SELECT max(issued_at) FROM access_tokens WHERE grant_id = grants.id) AS lastIssuedAt,
      (SELECT count(*) FROM access_tokens WHERE grant_id = grants.id AND expires_at > ?1) AS accessTokens,
      (SELECT count(*) FROM refresh_tokens WHERE grant_id = grants.id AND consumed_at IS NULL) AS refreshTokens
      FROM grants WHERE (?2 IS NULL OR user_id = ?2) AND (?3 IS NULL OR client_id = ?3) AND (?4 IS NULL OR id = ?4)
      ORDER BY authorized_at DESC, id LIMIT 1000`,
  );
  const meant = ({ userId, clientId, grantId }: TokenFilter) => [userId ?? null, clientId ?? null, grantId ?? null] as const;
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
      // Field by field, which is quicker than to copy a row without some of its fields.
      const { id, clientId, userId, scope, withPkce, withSecret, authorizedAt, revokedAt, consumedAt } = row;
      const grant = {
        id,
        clientId,
        userId,
        scope,
        withPkce: withPkce === 1,
        withSecret: withSecret === 1,
        authorizedAt,
        revokedAt,
      };
      return { consumedAt, grant };
    },
    consumeRefreshToken: (token, now) => Number(consume.run(now, hashSecret(token)).changes) === 1,
    revoke(grantId, now) {
      revoke.run(now, grantId);
    },
    list: (filter, now) => (list.all(now, ...meant(filter)) as SummaryRow[]).map(toSummary),
    revokeAll: (filter, now) => Number(revokeAll.run(now, ...meant(filter)).changes),
  };
}

function toSummary({ scope, withPkce, ...row }: SummaryRow): GrantSummary {
  const scopes = scope.split(' ').filter((one) => one !== '');
  return { ...row, scopes, withPkce: withPkce === 1, expiresAt: row.authorizedAt + REFRESH_TOKEN_LIFETIME };
}
