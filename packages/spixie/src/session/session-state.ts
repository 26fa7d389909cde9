import type { ReauthorizationReason, SessionRecord } from './session-record.js';
import { sixMonthsMs } from './six-months.js';

/** Who is signed in. A plain object without a secret, and the same object until something changes. */
export type SessionState =
  /** Nothing is known yet: the store has not been read. */
  | { status: 'loading' }
  | { status: 'signed_out' }
  | {
      status: 'signed_in';
      scopes: readonly string[];
      /** When the access token expires: epoch milliseconds. It is renewed by itself. */
      expiresAt: number;
      /** When the user signed in: epoch milliseconds. */
      authorizedAt?: number;
      /** When Spotify ends the session, six months after the sign-in: epoch milliseconds. Unknown if `authorizedAt` is. */
      endsAt?: number;
    }
  | { status: 'reauthorization_required'; reason: ReauthorizationReason };

/** What a record says of its user, without its secrets. */
export function toSessionState(record: SessionRecord | undefined): SessionState {
  if (!record) return { status: 'signed_out' };
  if (record.status === 'reauthorization_required') return { status: record.status, reason: record.reason };
  const { scopes, expiresAt, authorizedAt } = record.tokenSet;
  const times = authorizedAt === undefined ? {} : { authorizedAt, endsAt: authorizedAt + sixMonthsMs };
  return { status: record.status, scopes, expiresAt, ...times };
}
