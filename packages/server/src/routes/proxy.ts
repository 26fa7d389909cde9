import type { RateGate } from 'spixie';
import { type RefusalRule, tellEvent } from '../events/server-event.js';
import { forward, refuse } from '../http/answers.js';
import { readBounded } from '../http/bounded-body.js';
import { isFromThisOrigin } from '../http/same-origin.js';
import type { FindOperation } from './allowed-operations.js';
import type { Route } from './route.js';
import { sendWithToken } from './send-with-token.js';

/** Whether a script sent it: a form cannot set this header, and a script of another origin may not. */
export function isFromScript(request: Request): boolean {
  return request.headers.get('x-spixie') === '1';
}

// The largest that the Web API takes: a picture of 256 KB, in base64.
const LARGEST_BODY = 524_288;

/** `ALL api/*`: passes a call of a page's script on to the Web API, with the user's token. */
export function createProxy(find: FindOperation, prefix: string, gate: RateGate): Route {
  return async (request, context) => {
    const { options, tokenRequests, origin, now, onEvent } = context;
    const refused = (status: number, why: RefusalRule, message: string): Response => {
      tellEvent(onEvent, { type: 'request_refused', route: 'api', why });
      return refuse(status, { code: 'request_refused', message });
    };
    if (!isFromScript(request)) return refused(403, 'no_header', 'The header x-spixie is missing. Send it with the value 1.');
    if (isFromThisOrigin(request, origin) === false)
      return refused(403, 'other_origin', 'This did not come from a page of the app. Call from one.');
    const { pathname, search } = new URL(request.url);
    const path = pathname.slice(prefix.length);
    const operation = find(request.method, path);
    if (operation === undefined)
      return refused(404, 'not_allowed', 'This operation is not let through. Add it to the option proxy.');
    // First who it is: nobody's body is kept.
    const { found, cookies } = await context.openSession(request);
    if (!found) return refuse(401, { code: 'signed_out', message: 'Nobody is signed in. Sign in first.' }, { cookies });
    const body = await readBounded(request, LARGEST_BODY);
    if (body === 'too_large') return refused(413, 'too_large', `The body is larger than ${LARGEST_BODY} bytes. Send less.`);
    if (body === 'broken') return refused(400, 'broken', 'The body ended too early. Send it again.');
    const startedAt = now();
    const url = `${(options.apiUrl ?? 'https://api.spotify.com/v1').replace(/\/+$/, '')}${path}${search}`;
    const response = await sendWithToken(request, { url, body, operation, session: found.session, gate, ...tokenRequests });
    tellEvent(onEvent, { type: 'proxied', operation, status: response.status, durationMs: now() - startedAt });
    return forward(response, cookies);
  };
}
