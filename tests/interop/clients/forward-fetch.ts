import type { LocalSpotify } from '@spixie/local';

// Taken before a test puts its forwarding one in the global place.
const send = globalThis.fetch;

/**
 * A `fetch` for clients that have Spotify's two hosts written into them: what is meant for those goes to the local Spotify, byte for
 * byte; of everything else only the local Spotify itself is let through, so that no test reaches the internet.
 */
export function forwardTo(local: LocalSpotify): typeof fetch {
  const { origin } = new URL(local.accountsUrl);
  return async (input, init) => {
    const request = new Request(input, init);
    const { host, origin: asked, pathname, search } = new URL(request.url);
    if (asked === origin) return send(input, init);
    if (host !== 'accounts.spotify.com' && host !== 'api.spotify.com') throw new TypeError(`This test does not go to ${host}.`);
    const { method, headers, redirect, signal } = request;
    const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
    return send(`${origin}${pathname}${search}`, { method, headers, redirect, signal, body });
  };
}
