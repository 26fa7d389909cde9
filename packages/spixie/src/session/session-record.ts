import type { TokenSet } from '../auth/token-set.js';
import type { StoredRecord } from './token-store.js';

/** Why a user has to sign in again. */
export type ReauthorizationReason =
  /** Spotify ended the grant, or the user did. */
  | 'revoked'
  /** The six months of the refresh token are over, or there never was one and the access token has expired. */
  | 'expired'
  /** The user granted less than the app requires now. What they granted is kept. */
  | 'scopes_missing'
  /** What is stored is damaged, or of another client, session or version of this package. It is kept until the next sign-in. */
  | 'unreadable';

/** How a session stands. */
export type SessionOutcome =
  | { status: 'signed_in'; tokenSet: TokenSet }
  | {
      /** What is left of a session that ended: no secret, only why and when (epoch milliseconds). */
      status: 'reauthorization_required';
      reason: ReauthorizationReason;
      endedAt: number;
      /** The version of the record that this one replaced. */
      endedVersion?: string;
    };

/** Whose session a record is: another client, or another key, never reads it. */
export interface SessionIdentity {
  clientId: string;
  sessionKey: string;
}

/** What a store keeps of one session. A plain object, which survives JSON. */
export type SessionRecord = SessionOutcome &
  SessionIdentity &
  StoredRecord & {
    /** The version of this format. */
    schema: 1;
  };

/** Whether a record is one of this session that can be used. */
export function isSessionRecord(found: StoredRecord, { clientId, sessionKey }: SessionIdentity): found is SessionRecord {
  const { schema, status, tokenSet, ...whose } = found as Partial<Extract<SessionRecord, { status: 'signed_in' }>>;
  const usable = tokenSet ? typeof tokenSet.accessToken === 'string' && Array.isArray(tokenSet.scopes) : status !== 'signed_in';
  return usable && schema === 1 && whose.clientId === clientId && whose.sessionKey === sessionKey;
}
