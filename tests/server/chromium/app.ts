import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import {
  createMemorySessionStore,
  createSpotifyServer,
  type ServerEvent,
  type SpotifyServer,
  type SpotifyServerOptions,
} from '@spixie/server';
import { answerNode, toRequest } from '@spixie/server/node';
import { createAuthority, createServerCertificate } from '../../../packages/local/src/tls/authority.js';

/** An app that signs users in, on node:http or node:https, at a local Spotify of its own. */
export interface TestedApp {
  readonly origin: string;
  readonly local: LocalSpotify;
  readonly events: ServerEvent[];
  /** The handler of now. */
  handle: SpotifyServer['handle'];
  /** Requests come in as if the browser had no Sec-Fetch-Site. */
  isBrowserOld: boolean;
  /** Starts anew: no sessions, no sign-ins at Spotify, no events. */
  reset(options?: Partial<SpotifyServerOptions>): void;
  close(): Promise<void>;
}

/** The names that lead to this machine. */
export const resolverRules = '--host-resolver-rules=MAP *.example 127.0.0.1';

const { key, cert } = createServerCertificate(createAuthority(Date.now()), Date.now(), [
  'app.example',
  '*.app.example',
  'evil.example',
]);

/** Listens at a free port of 127.0.0.1. */
export async function listen(scheme: 'http' | 'https', listener: RequestListener): Promise<{ port: number; server: Server }> {
  const server = scheme === 'https' ? createSecureServer({ key, cert }, listener) : createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, server };
}

/** @param host - such as `app.example` */
export async function startApp(scheme: 'http' | 'https', host: string): Promise<TestedApp> {
  let spotify: SpotifyServer | undefined;
  const { port, server } = await listen(scheme, async (request, response) => {
    if (app.isBrowserOld) {
      for (const name of Object.keys(request.headers)) if (name.startsWith('sec-fetch-')) delete request.headers[name];
    }
    if (!spotify || (await answerNode(spotify.handle, request, response))) return;
    const user = (await spotify.getSession(toRequest(request)))?.user;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // Its own pages are the app's own to protect.
    response.setHeader('content-security-policy', "frame-ancestors 'none'").end(pageFor(user?.displayName ?? undefined));
  });
  const origin = `${scheme}://${host}:${port}`;
  const redirectUri = `${origin}/auth/callback`;
  const local = await createLocalSpotify({ redirectUris: [redirectUri] });
  const app: TestedApp = {
    origin,
    local,
    events: [],
    handle: async (request) => spotify?.handle(request),
    isBrowserOld: false,
    reset(options) {
      local.reset();
      app.events.length = 0;
      app.isBrowserOld = false;
      const { clientId, clientSecret, accountsUrl, apiUrl, clock } = local;
      spotify = createSpotifyServer({
        clientId,
        clientSecret,
        accountsUrl,
        apiUrl,
        redirectUri,
        secret: 'a-secret-of-tests-that-is-long-enough',
        scopes: ['user-read-private'],
        optionalScopes: ['playlist-modify-public'],
        proxy: ['GET /me', 'GET /me/playlists', 'PUT /playlists/{playlist_id}'],
        store: createMemorySessionStore({ now: clock.now }),
        now: clock.now,
        onEvent: (event) => app.events.push(event),
        ...options,
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await local.close();
    },
  };
  app.reset();
  return app;
}

function pageFor(name: string | undefined): string {
  const forms = ['/auth/sign-out', '/auth/sign-out?everywhere=true'].map(
    (action) => `<form method="post" action="${action}"><button>${action}</button></form>`,
  );
  return `<!doctype html><html lang="en"><title>App</title><link rel="icon" href="data:,">
<p data-testid="who">${name ?? 'nobody'}</p>
<a href="/auth/sign-in?returnTo=/library">Sign in</a> <a href="/auth/sign-in?scope=playlist-modify-public">Edit</a>
${forms.join('\n')}`;
}
