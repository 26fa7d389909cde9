import { createRateGate, type Spotify, SpotifyError } from 'spixie';
import { type RouteName, tellEvent } from './events/server-event.js';
import { createContext } from './handler-context.js';
import { refuse } from './http/answers.js';
import { checkOptions } from './options/check-options.js';
import type { SpotifyServerOptions } from './options/options.js';
import { allowOperations } from './routes/allowed-operations.js';
import { callback } from './routes/callback.js';
import { explainFailure } from './routes/explain-failure.js';
import { createProxy } from './routes/proxy.js';
import type { Route, RouteContext } from './routes/route.js';
import { session } from './routes/session.js';
import { signIn } from './routes/sign-in.js';
import { signOut } from './routes/sign-out.js';
import type { PresentSession } from './sessions/sessions.js';
import type { SignedIn } from './sessions/signed-in.js';
import type { SpotifyServer } from './spotify-server.js';

const DAY = 86_400_000;
/** Those of one path each. */
const pages: readonly RouteName[] = ['sign-in', 'callback', 'sign-out', 'session'];

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
  const routes: Readonly<Record<RouteName, readonly [method: string, Route | undefined]>> = {
    'sign-in': ['GET', signIn],
    callback: ['GET', callback],
    'sign-out': ['POST', signOut],
    session: ['GET', session],
    api: ['any', proxyRoute],
  };
  return {
    basePath,
    async handle(request) {
      const { pathname } = new URL(request.url);
      const name = routeOf(pathname, basePath);
      const [method, route] = (name && routes[name]) ?? [];
      if (!name || !route) return undefined;
      try {
        if (method === 'any' || request.method === method) return await route(request, await openContext());
        tellEvent(options.onEvent, { type: 'request_refused', route: name, why: 'method' });
        const message = `This takes ${method} alone. Send that.`;
        return refuse(405, { code: 'request_refused', message }, { headers: { allow: `${method}` } });
      } catch (error) {
        return explainFailure(error, name, options);
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
    async endSessions(userId) {
      const ended = await (await openContext()).sessions.closeAll(userId);
      if (ended > 0) tellEvent(options.onEvent, { type: 'signed_out', sessions: ended });
      return ended;
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

/** Which route a path is, if it is one. */
function routeOf(pathname: string, basePath: string): RouteName | undefined {
  if (!pathname.startsWith(`${basePath}/`)) return undefined;
  const path = pathname.slice(basePath.length + 1);
  if (path.startsWith('api/')) return 'api';
  return pages.find((name) => name === path);
}

function signedIn(found: PresentSession | undefined): SignedIn | undefined {
  if (!found || found.state.status === 'loading' || found.state.status === 'signed_out') return undefined;
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
