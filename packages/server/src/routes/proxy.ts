import type { LeaveGate, RateGate } from 'spixie';
import { tellEvent } from '../events/server-event.js';
import { forward, refuse } from '../http/answers.js';
import { readBounded } from '../http/bounded-body.js';
import { isFromThisOrigin } from '../http/same-origin.js';
import type { OpenSession } from '../sessions/session-opener.js';
import type { FindOperation } from './allowed-operations.js';
import type { Route, RouteContext } from './route.js';

/** Whether a script sent it: a form cannot set this header, and a script of another origin may not. */
export function isFromScript(request: Request): boolean {
  return request.headers.get('x-spixie') === '1';
}

// The largest that the Web API takes: a picture of 256 KB, in base64.
const LARGEST_BODY = 524_288;
const requestHeaders = ['accept', 'accept-language', 'content-type', 'if-none-match'];

/** `ALL api/*`: passes a call of a page's script on to the Web API, with the user's token. */
export function createProxy(find: FindOperation, prefix: string, gate: RateGate): Route {
  return async (request, context) => {
    const { options, origin, now, onEvent } = context;
    const refused = (status: number, why: string, message: string): Response => {
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
    const body = await readBounded(request, LARGEST_BODY);
    if (body === 'too_large') return refused(413, 'too_large', `The body is larger than ${LARGEST_BODY} bytes. Send less.`);

    const { found, cookies } = await context.openSession(request);
    if (!found) return refuse(401, { code: 'signed_out', message: 'Nobody is signed in. Sign in first.' }, { cookies });
    const startedAt = now();
    const url = `${(options.apiUrl ?? 'https://api.spotify.com/v1').replace(/\/+$/, '')}${path}${search}`;
    const response = await sendWithToken(request, url, body, operation, found, gate, context);
    tellEvent(onEvent, { type: 'proxied', operation, status: response.status, durationMs: now() - startedAt });
    return forward(response, cookies);
  };
}

async function sendWithToken(
  request: Request,
  url: string,
  body: Uint8Array | undefined,
  operation: string,
  { session }: OpenSession,
  gate: RateGate,
  { options }: RouteContext,
): Promise<Response> {
  const { fetch: send = fetch } = options;
  const { signal } = request;
  const headers = new Headers();
  for (const name of requestHeaders) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const sendOnce = async (accessToken: string): Promise<Response> => {
    headers.set('authorization', `Bearer ${accessToken}`);
    const leave: LeaveGate = await gate.enter(
      { operation, url, body: undefined, signal, waitedMs: 0 },
      { maxWaitMs: MOST_WAIT_MS },
    );
    let stopMs = 0;
    try {
      const response = await send(url, {
        method: request.method,
        headers,
        body: (body ?? null) as BodyInit | null,
        signal,
        redirect: 'manual',
      });
      if (response.status === 429) stopMs = Number(response.headers.get('retry-after') ?? 2) * 1000 || 2_000;
      return response;
    } finally {
      await leave(stopMs);
    }
  };
  const accessToken = await session.getAccessToken({ signal });
  const response = await sendOnce(accessToken);
  if (response.status !== 401 || /missing_token/.test(response.headers.get('www-authenticate') ?? '')) return response;
  const next = await session.getAccessToken({ rejected: accessToken, signal });
  if (next === accessToken) return response;
  await response.body?.cancel();
  return sendOnce(next);
}

const MOST_WAIT_MS = 5_000;
