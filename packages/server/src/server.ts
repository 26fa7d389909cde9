import { createRateGate, isSpotifyError } from 'spixie';
import { tellEvent } from './events/server-event.js';
import { refuse, unavailable } from './http/answers.js';
import { createCookies } from './http/cookies.js';
import { type CheckedOptions, checkOptions } from './options/check-options.js';
import type { SpotifyServerOptions } from './options/options.js';
import { allowOperations } from './routes/allowed-operations.js';
import { callback } from './routes/callback.js';
import { createProxy } from './routes/proxy.js';
import type { Route, RouteContext } from './routes/route.js';
import { session } from './routes/session.js';
import { signIn } from './routes/sign-in.js';
import { signOut } from './routes/sign-out.js';
import { createTransactions } from './routes/transactions.js';
import { deriveKey } from './sealing/derived-key.js';
import type { SealingKey } from './sealing/sealed.js';
import { guardStore } from './sessions/guarded-store.js';
import { createSessions } from './sessions/sessions.js';
import type { SignedIn } from './sessions/signed-in.js';
import { parseTicket, ticketToText } from './sessions/ticket.js';

/** Signs users in at a web server. */
export interface SpotifyServer {
  /**
   * Answers the requests to its routes: `GET sign-in`, `GET callback`, `POST sign-out`, `GET session` and `api/*`, under the base path.
   *
   * @returns `undefined` for what is none of them: the app's own
   */
  handle(request: Request): Promise<Response | undefined>;
  /**
   * Who is signed in, for the app's own handlers.
   *
   * @returns `undefined` where nobody is
   * @throws `store_failed` where that cannot be known at the moment
   */
  getSession(request: Request): Promise<SignedIn | undefined>;
}

const DAY = 86_400_000;
const TICKET = 'spixie';

/**
 * Creates the handler.
 *
 * @throws `invalid_option`, `invalid_redirect_uri`
 */
export function createSpotifyServer(options: SpotifyServerOptions): SpotifyServer {
  const checked = checkOptions(options);
  const { basePath } = checked;
  const { proxy = [], gate = createRateGate() } = options;
  const prefix = `${basePath}/api`;
  const proxyRoute = proxy.length > 0 ? createProxy(allowOperations(proxy), prefix, gate) : undefined;
  const context = createContext(options, checked, gate);
  const routes: Readonly<Record<string, readonly [method: string, Route]>> = {
    '/sign-in': ['GET', signIn],
    '/callback': ['GET', callback],
    '/sign-out': ['POST', signOut],
    '/session': ['GET', session],
  };
  return {
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith(`${basePath}/`)) return undefined;
      const path = pathname.slice(basePath.length);
      const [method, route] = (Object.hasOwn(routes, path) && routes[path]) || [undefined, undefined];
      try {
        if (route) {
          if (request.method === method) return await route(request, await context);
          return refuse(
            405,
            { code: 'request_refused', message: `This takes ${method} alone. Send that.` },
            { headers: { allow: method } },
          );
        }
        return pathname.startsWith(`${prefix}/`) ? await proxyRoute?.(request, await context) : undefined;
      } catch (error) {
        return explainFailure(error);
      }
    },
    async getSession(request) {
      const { found } = await (await context).openSession(request);
      const state = await found?.session.getState();
      if (!found || !state || state.status === 'signed_out') return undefined;
      const { user, session: own, spotify } = found;
      return { user, session: own, spotify, state };
    },
  };
}

/** An outage signs nobody out: it passes, and the cookie stays. */
function explainFailure(error: unknown): Response {
  if (!isSpotifyError(error)) throw error;
  const { code, message, retryable, retryAfterSeconds } = error;
  if (code === 'rate_limited') {
    return refuse(429, { code, message }, { headers: { 'retry-after': String(retryAfterSeconds ?? 5) } });
  }
  if (retryable) return unavailable({ code, message }, retryAfterSeconds);
  if (error.action === 'reauthorize') return refuse(401, { code, message });
  throw error;
}

async function createContext(
  options: SpotifyServerOptions,
  { origin, secrets }: CheckedOptions,
  gate: NonNullable<SpotifyServerOptions['gate']>,
): Promise<RouteContext> {
  const { clientId, clientSecret, accountsUrl, fetch, timeoutMs, apiUrl, onEvent, now = Date.now } = options;
  const { lifetimeDays = 180, idleDays = 30, mostOpen = 10_000, storeTimeoutMs = 2_000 } = options;
  const tokenRequests = { clientId, clientSecret, accountsUrl, fetch, timeoutMs, now };
  const cookies = createCookies(origin);
  const keys = (await Promise.all(secrets.map((secret) => deriveKey(secret, 'sign-in')))) as [SealingKey, ...SealingKey[]];
  const store = guardStore(options.store, {
    timeoutMs: storeTimeoutMs,
    onFailure: (operation) => tellEvent(onEvent, { type: 'store_failed', operation }),
  });
  const sessions = createSessions({
    ...tokenRequests,
    store,
    apiUrl,
    gate,
    lifetimeMs: lifetimeDays * DAY,
    idleMs: idleDays * DAY,
    mostOpen,
    onEvent,
  });
  const context: RouteContext = {
    options,
    tokenRequests,
    origin,
    cookies,
    transactions: createTransactions({ cookies, keys, now }),
    sessions,
    now,
    onEvent,
    readTicket(request) {
      const text = cookies.read(request).get(cookies.nameOf(TICKET));
      return { ticket: text === undefined ? undefined : parseTicket(text), isThere: text !== undefined };
    },
    setTicket: (ticket) => cookies.set(TICKET, ticketToText(ticket), lifetimeDays * 86_400),
    clearTicket: () => cookies.clear(TICKET),
    async openSession(request) {
      const { ticket, isThere } = context.readTicket(request);
      if (isThere && !ticket) tellEvent(onEvent, { type: 'ticket_refused', reason: 'malformed' });
      const found = ticket && (await sessions.open(ticket));
      return { found, cookies: isThere && !found ? [context.clearTicket()] : [] };
    },
  };
  return context;
}
