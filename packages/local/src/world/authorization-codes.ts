import type { Database } from './database.js';
import type { TokenFilter } from './grants.js';
import { hashSecret, newAuthorizationCode } from './opaque-token.js';

/** How long a code is good for: about ten minutes, as users of Spotify's observed. In milliseconds. */
export const CODE_LIFETIME = 600_000;

/** What a code was issued for. */
export interface CodeRequest {
  clientId: string;
  userId: string;
  redirectUri: string;
  /** Space-separated. */
  scope: string;
  codeChallenge: string | null;
}

/** A code that was issued once. */
export interface IssuedCode extends CodeRequest {
  issuedAt: number;
  expiresAt: number;
  consumedAt: number | null;
  /** The authorization that it became when it was exchanged. */
  grantId: string | null;
}

/** The authorization codes. */
export interface AuthorizationCodes {
  issue(request: CodeRequest, now: number): string;
  find(code: string): IssuedCode | undefined;
  /** Uses the code up. Of any number of callers exactly one is told `true`. */
  consume(code: string, now: number): boolean;
  /** Makes every code worthless that the filter names and nobody has used. */
  consumeAll(filter: TokenFilter, now: number): void;
  /** Notes what the code became, so that a replay can revoke it. */
  linkGrant(code: string, grantId: string): void;
}

/** The authorization codes, over their table. */
export function createAuthorizationCodes(database: Database): AuthorizationCodes {
  const insert = database.prepare(
    'INSERT INTO codes (code_hash, client_id, user_id, redirect_uri, scope, code_challenge, issued_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const find = database.prepare(
    `SELECT client_id AS clientId, user_id AS userId, redirect_uri AS redirectUri, scope, code_challenge AS codeChallenge,
      issued_at AS issuedAt, expires_at AS expiresAt, consumed_at AS consumedAt, grant_id AS grantId FROM codes WHERE code_hash = ?`,
  );
  const consume = database.prepare('UPDATE codes SET consumed_at = ? WHERE code_hash = ? AND consumed_at IS NULL');
  const consumeAll = database.prepare(
    'UPDATE codes SET consumed_at = ?1 WHERE consumed_at IS NULL AND (?2 IS NULL OR user_id = ?2) AND (?3 IS NULL OR client_id = ?3)',
  );
  const link = database.prepare('UPDATE codes SET grant_id = ? WHERE code_hash = ?');
  return {
    issue({ clientId, userId, redirectUri, scope, codeChallenge }, now) {
      const code = newAuthorizationCode();
      insert.run(hashSecret(code), clientId, userId, redirectUri, scope, codeChallenge, now, now + CODE_LIFETIME);
      return code;
    },
    find: (code) => find.get(hashSecret(code)) as IssuedCode | undefined,
    consume: (code, now) => Number(consume.run(now, hashSecret(code)).changes) === 1,
    consumeAll({ userId, clientId }, now) {
      consumeAll.run(now, userId ?? null, clientId ?? null);
    },
    linkGrant(code, grantId) {
      link.run(grantId, hashSecret(code));
    },
  };
}
