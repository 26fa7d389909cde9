import { createRateGate, type Spotify, SpotifyError } from 'spixie';
import { tellError, tellEvent } from './events/server-event.js';
import { refuse } from './http/answers.js';
import { createCookies } from './http/cookies.js';
import { type CheckedOptions, checkOptions } from './options/check-options.js';
import type { SpotifyServerOptions } from './options/options.js';
import { allowOperations } from './routes/allowed-operations.js';
import { callback } from './routes/callback.js';
import { explainFailure } from './routes/explain-failure.js';
import { createProxy } from './routes/proxy.js';
import type { Route, RouteContext } from './routes/route.js';
import { session } from './routes/session.js';
import { signIn } from './routes/sign-in.js';
import { signOut } from './routes/sign-out.js';
import { createTransactions } from './routes/transactions.js';
import { deriveKey } from './sealing/derived-key.js';
import type { SealingKey } from './sealing/sealed.js';
import { guardStore } from './sessions/guarded-store.js';
import { createJobKeys } from './sessions/job-keys.js';
import { createSessions, type PresentSession } from './sessions/sessions.js';
import type { SignedIn } from './sessions/signed-in.js';
import { parseTicket, ticketToText } from './sessions/ticket.js';

/** Signs users in at a web server. */
export interface SpotifyServer {
  /**
   * Answers the requests to its routes: `GET sign-in`, `GET callback`, `POST sign-out`, `GET session` and `api/*`, under the base path.
   *
   * It never rejects: what fails is answered with a code, and told to `onEvent`.
   *
   * @returns `undefined` for what is none of them: the app's own
   */
  handle(request: Request): Promise<Response | undefined>;
  /**
   * Who is signed in, for the app's own handlers.
   *
   * @param request - or something else that has its headers, such as `{ headers: await headers() }` in Next.js
   * @returns `undefined` where nobody is
   * @throws `store_failed` where that cannot be known at the moment
   */
  getSession(request: Pick<Request, 'headers'>): Promise<SignedIn | undefined>;
  /**
   * A user's session for a job that runs without their browser: of those that can be used the one that was signed in last. It takes the
   * option `offlineJobs`, and finds what was signed in or renewed since that was set.
   *
   * @param userId - Spotify's id of the account: `user.id` of the session
   * @returns `undefined` where there is none
   * @throws `invalid_option` without `offlineJobs`; `store_failed`
   */
  runAs(userId: string): Promise<SignedIn | undefined>;
  /**
   * Forgets what has expired, where the store does not by itself, and lists the users whose sign-in Spotify ends soon, each once: ask
   * them to sign in again.
   *
   * @throws `store_failed`
   */
  sweep(options: SweepOptions): AsyncIterable<EndingSignIn>;
  /** Whether the store answers, for a load balancer. It never throws. */
  health(): Promise<Health>;
}

/** Which sign-ins are listed. */
export interface SweepOptions {
  /** Those that end within so many days. */
  withinDays: number;
}

/** A sign-in that Spotify ends soon. */
export interface EndingSignIn {
  userId: string;
  /** Epoch milliseconds. */
  endsAt: number;
}

/** How the server's store is. */
export interface Health {
  ok: boolean;
  /** How long the store took, in milliseconds. */
  storeMs: number;
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
  // Not now: some runtimes compute nothing before the first request.
  let created: Promise<RouteContext> | undefined;
  const openContext = (): Promise<RouteContext> => {
    created ??= createContext(options, checked, gate);
    return created;
  };
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
          if (request.method === method) return await route(request, await openContext());
          return refuse(
            405,
            { code: 'request_refused', message: `This takes ${method} alone. Send that.` },
            { headers: { allow: method } },
          );
        }
        return pathname.startsWith(`${prefix}/`) ? await proxyRoute?.(request, await openContext()) : undefined;
      } catch (error) {
        return explainFailure(error, path.split('/')[1] ?? '', options);
      }
    },
    async getSession(request) {
      return signedIn((await (await openContext()).openSession(request)).found);
    },
    async runAs(userId) {
      if (!options.offlineJobs) {
        throw new SpotifyError('invalid_option', 'fix_config', 'runAs needs keys of the server’s own. Pass offlineJobs.');
      }
      return signedIn(await (await openContext()).sessions.openForJob(userId));
    },
    async *sweep({ withinDays }) {
      yield* (await openContext()).sessions.endingBefore(withinDays * DAY);
    },
    async health() {
      const { now, sessions } = await openContext();
      const startedAt = now();
      const ok = await sessions.check().then(
        () => true,
        () => false,
      );
      return { ok, storeMs: now() - startedAt };
    },
  };
}

function signedIn(found: PresentSession | undefined): SignedIn | undefined {
  if (!found) return undefined;
  const { user, session: own, state } = found;
  let spotify: Spotify | undefined;
  return {
    user,
    session: own,
    state,
    get spotify() {
      spotify ??= found.createClient();
      return spotify;
    },
  };
}

async function createContext(
  options: SpotifyServerOptions,
  { origin, secrets, places }: CheckedOptions,
  gate: NonNullable<SpotifyServerOptions['gate']>,
): Promise<RouteContext> {
  const { clientId, clientSecret, accountsUrl, fetch, timeoutMs, apiUrl, onEvent, now = Date.now } = options;
  const { lifetimeDays = 180, idleDays = 30, mostOpen = 10_000, storeTimeoutMs = 2_000 } = options;
  const tokenRequests = { clientId, clientSecret, accountsUrl, fetch, timeoutMs, now };
  const cookies = createCookies(origin);
  const keys = (await Promise.all(secrets.map((secret) => deriveKey(secret, 'sign-in')))) as [SealingKey, ...SealingKey[]];
  const jobKeys = await Promise.all(
    (options.offlineJobs?.keys ?? []).map(async ({ id, secret }) => ({ id, key: await deriveKey(secret, 'jobs') })),
  );
  const store = guardStore(options.store, {
    timeoutMs: storeTimeoutMs,
    onFailure(operation, cause) {
      tellEvent(onEvent, { type: 'store_failed', operation });
      tellError(options.onError, cause);
    },
  });
  const sessions = createSessions({
    ...tokenRequests,
    store,
    apiUrl,
    gate,
    jobKeys: createJobKeys(jobKeys),
    lifetimeMs: lifetimeDays * DAY,
    idleMs: idleDays * DAY,
    mostOpen,
    onEvent,
  });
  const context: RouteContext = {
    options,
    tokenRequests,
    origin,
    places,
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
