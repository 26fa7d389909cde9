import { createSpotifyRequest, exchangeCode, isSpotifyError, readCallback, type TokenSet } from 'spixie';
import { tellError, tellEvent } from '../events/server-event.js';
import { redirect } from '../http/answers.js';
import type { SignedInUser } from '../sessions/signed-in.js';
import type { Route, RouteContext } from './route.js';

/**
 * `GET callback`: takes the code, stores the session and sends the browser on. Every answer is a redirect: no page has the code in its
 * address, and a reload repeats nothing.
 */
export const callback: Route = async (request, context) => {
  const { options, tokenRequests, origin, places, transactions, sessions, now, onEvent } = context;
  const startedAt = now();
  const { searchParams } = new URL(request.url);
  const { transaction, cookies } = await transactions.take(request, searchParams.get('state') ?? '');
  try {
    const code = readCallback(searchParams, { state: transaction?.state ?? '' });
    const tokenSet = await exchangeCode({ ...tokenRequests, ...transaction, code, redirectUri: options.redirectUri });
    const user = await findOwner(tokenSet, context);
    const ticket = await sessions.create(tokenSet, user);
    await closePresent(request, context);
    tellEvent(onEvent, { type: 'signed_in', durationMs: now() - startedAt });
    return redirect(transaction?.returnTo ?? places.returnTo, [...cookies, context.setTicket(ticket)]);
  } catch (error) {
    const code = isSpotifyError(error) ? error.code : 'unexpected';
    tellEvent(onEvent, { type: 'sign_in_failed', code });
    // What visitors bring about themselves fills no log.
    if (!isSpotifyError(error) || error.action === 'fix_config' || error.action === 'retry') tellError(options.onError, error);
    const page = new URL(places.errorPath, origin);
    page.searchParams.set('error', code);
    return redirect(`${page.pathname}${page.search}`, cookies);
  }
};

async function findOwner({ accessToken }: TokenSet, { options, tokenRequests }: RouteContext): Promise<SignedInUser> {
  const { apiUrl } = options;
  const request = createSpotifyRequest({ ...tokenRequests, apiUrl, session: { getAccessToken: async () => accessToken } });
  const { account_id, id, display_name } = await request('GET /me');
  return { id: account_id, name: id, displayName: display_name };
}

/** The session that this browser had is over with the new one. That it cannot be deleted now spoils nothing: it ends by itself. */
async function closePresent(request: Request, { readTicket, sessions }: RouteContext): Promise<void> {
  const { ticket } = readTicket(request);
  if (ticket) await sessions.close(ticket).catch(() => {});
}
