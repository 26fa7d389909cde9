import type { LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, createSpotifyServer, type SpotifyServer, type SpotifyServerOptions } from '@spixie/server';

export const origin = 'http://127.0.0.1:3000';
export const redirectUri = `${origin}/auth/callback`;
/** The cookie that has a browser's ticket. */
export const ticketCookie = '3000-spixie';

/** The handler of an app at a local Spotify, whose clock is its own. */
export function createAppServer(local: LocalSpotify, options: Partial<SpotifyServerOptions> = {}): SpotifyServer {
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  return createSpotifyServer({
    clientId,
    clientSecret,
    accountsUrl,
    apiUrl,
    redirectUri,
    secret: 'a-secret-of-tests-that-is-long-enough',
    scopes: ['user-read-private'],
    proxy: ['GET /me'],
    store: createMemorySessionStore({ now: local.clock.now }),
    now: local.clock.now,
    ...options,
  });
}
