import { createAuthorizationRequest, type Scope } from 'spixie';
import { tellEvent } from '../events/server-event.js';
import { redirect, refuse } from '../http/answers.js';
import { checkReturnTo } from '../http/return-to.js';
import { isNavigation } from '../http/same-origin.js';
import type { Route } from './route.js';

/** `GET sign-in`: sends the browser to Spotify. `?returnTo=/path` says where it ends, `?scope=…` what is asked for besides. */
export const signIn: Route = async (request, context) => {
  const { options, tokenRequests, origin, places, transactions, now, onEvent } = context;
  const { pathname, search, searchParams } = new URL(request.url);
  // To a browser localhost is another host than 127.0.0.1, which Spotify wants: the callback would not find its cookie.
  if (isAtLocalhost(request, origin)) return redirect(`${origin}${pathname}${search}`);
  if (!isNavigation(request)) {
    tellEvent(onEvent, { type: 'request_refused', route: 'sign-in', why: 'no_navigation' });
    return refuse(403, { code: 'request_refused', message: 'A sign-in is a page of its own. Open it by a link, not in a frame.' });
  }
  const returnTo = checkReturnTo(searchParams.get('returnTo') ?? places.returnTo, origin);
  if (returnTo === undefined) {
    tellEvent(onEvent, { type: 'request_refused', route: 'sign-in', why: 'return_to' });
    return refuse(400, { code: 'invalid_option', message: 'returnTo leads out of the app. Pass a path, such as /library.' });
  }
  const further = (searchParams.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== '');
  const allowed = new Set<Scope>([...options.scopes, ...(options.optionalScopes ?? [])]);
  if (further.some((scope) => !allowed.has(scope))) {
    tellEvent(onEvent, { type: 'request_refused', route: 'sign-in', why: 'scope' });
    return refuse(400, { code: 'invalid_option', message: 'scope names what the app never asks for. Add it to optionalScopes.' });
  }
  const scopes = [...new Set([...options.scopes, ...further])];
  const begun = await createAuthorizationRequest({
    ...tokenRequests,
    redirectUri: options.redirectUri,
    scopes,
    showDialog: options.showDialog,
  });
  const { state, codeVerifier, url } = begun;
  tellEvent(onEvent, { type: 'sign_in_begun' });
  return redirect(url, await transactions.keep(request, { state, codeVerifier, returnTo, scopes, begunAt: now() }));
};

/** Whether the browser is at the app's port, by another name. Next.js and proxies put a localhost of their own into the URL. */
function isAtLocalhost(request: Request, origin: string): boolean {
  const { host } = new URL(request.url);
  return (request.headers.get('host') ?? host) === origin.replace(/^http:\/\/(?:127\.[\d.]+|\[[^\]]+\])/, 'localhost');
}
