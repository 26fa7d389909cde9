import { tellEvent } from '../events/server-event.js';
import { noContent, redirect, refuse } from '../http/answers.js';
import { isFromThisOrigin } from '../http/same-origin.js';
import { isFromScript } from './proxy.js';
import type { Route } from './route.js';

/** `POST sign-out`: ends the session of this browser, or with `?everywhere=true` all of the user's. */
export const signOut: Route = async (request, context) => {
  const { origin, places, sessions, onEvent } = context;
  if (isFromThisOrigin(request, origin) !== true) {
    tellEvent(onEvent, { type: 'request_refused', route: 'sign-out', why: 'other_origin' });
    return refuse(403, { code: 'request_refused', message: 'This did not come from a page of the app. Sign out there.' });
  }
  const everywhere = new URL(request.url).searchParams.get('everywhere') === 'true';
  const { ticket } = context.readTicket(request);
  const session = ticket && (await sessions.open(ticket));
  // All first: what fails in the middle can be repeated, as long as this browser is signed in.
  const others = session && everywhere ? await sessions.closeAll(session.user.id) : 0;
  const own = ticket && session && (await sessions.close(ticket)) ? 1 : 0;
  tellEvent(onEvent, { type: 'signed_out', sessions: Math.max(others, own) });
  const cookies = [context.clearTicket()];
  return isFromScript(request) ? noContent(cookies) : redirect(places.signedOutPath, cookies);
};
