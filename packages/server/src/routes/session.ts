import type { ReauthorizationReason } from 'spixie';
import { tellEvent } from '../events/server-event.js';
import { json, refuse } from '../http/answers.js';
import { isFromThisOrigin } from '../http/same-origin.js';
import type { SignedInUser } from '../sessions/signed-in.js';
import type { Route } from './route.js';

/** What `GET session` says: never a token. */
export type SessionAnswer =
  | { status: 'signed_out' }
  | {
      status: 'signed_in';
      user: SignedInUser;
      scopes: readonly string[];
      /** When the user has to sign in again: epoch milliseconds. */
      reauthorizationDueAt: number;
    }
  | { status: 'reauthorization_required'; user: SignedInUser; reason: ReauthorizationReason };

/** `GET session`: who is signed in. */
export const session: Route = async (request, context) => {
  if (isFromThisOrigin(request, context.origin) === false) {
    tellEvent(context.onEvent, { type: 'request_refused', route: 'session', why: 'other_origin' });
    return refuse(403, { code: 'request_refused', message: 'This did not come from a page of the app. Ask from one.' });
  }
  const { found, cookies } = await context.openSession(request);
  const { user, state, endsAt: sessionEndsAt = Infinity } = found ?? {};
  const answer = (body: SessionAnswer): Response => json(body, { cookies });
  if (user && state?.status === 'signed_in') {
    const { scopes, endsAt = Infinity } = state;
    return answer({ status: 'signed_in', user, scopes, reauthorizationDueAt: Math.min(endsAt, sessionEndsAt) });
  }
  if (user && state?.status === 'reauthorization_required') return answer({ status: state.status, user, reason: state.reason });
  return answer({ status: 'signed_out' });
};
