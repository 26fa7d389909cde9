import type { TokenSet } from '../auth/token-set.js';

/** Why a user has to sign in again: the refresh token was revoked, or its six months are over. */
export type ReauthorizationReason = 'revoked' | 'expired';

/** How a session stands. */
export type SessionOutcome =
  | { status: 'signed_in'; tokenSet: TokenSet }
  | {
      /** What is left of a session that Spotify ended: no secret, only why and when (epoch milliseconds). */
      status: 'reauthorization_required';
      reason: ReauthorizationReason;
      endedAt: number;
    };

/** What a store keeps of one session. A plain object, which survives JSON. */
export type SessionRecord = SessionOutcome & {
  /** The version of this format. */
  schema: 1;
  /** Differs after every write: what a swap compares. */
  version: string;
  /** Whose session this is: another client never reads it. */
  clientId: string;
};
