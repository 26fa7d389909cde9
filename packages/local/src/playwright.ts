import { createLocalSpotify, type LocalSpotify, type LocalSpotifyOptions } from './http/local-spotify.js';

/** What of a page or a browser context of Playwright's is used. */
export interface Routable {
  route(url: RegExp, handler: (route: SpotifyRoute) => Promise<void>): Promise<unknown>;
  unroute(url: RegExp, handler: (route: SpotifyRoute) => Promise<void>): Promise<void>;
}

/** What of Playwright's routes is used. */
export interface SpotifyRoute {
  request(): { url(): string; isNavigationRequest(): boolean };
  fetch(options: { url: string }): Promise<unknown>;
  fulfill(options: { status?: number; headers?: Record<string, string>; response?: never }): Promise<void>;
}

const SPOTIFY = /^https:\/\/(?:accounts|api)\.spotify\.com(?:\/|$)/u;

/**
 * Sends what a page or a context of Playwright's asks of Spotify's two hosts to the local Spotify: requests of scripts, and navigations,
 * which end on the local Spotify's own pages. Playwright asks no route about redirects: where an app's server redirects to Spotify, let
 * the browser use the proxy.
 *
 * @returns what ends it
 */
export async function routeSpotify(target: Routable, local: Pick<LocalSpotify, 'accountsUrl'>): Promise<() => Promise<void>> {
  const forward = async (route: SpotifyRoute): Promise<void> => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const url = `${local.accountsUrl}${pathname}${search}`;
    // A page of Spotify's is one of the local Spotify's own, with forms and cookies of that origin.
    if (request.isNavigationRequest()) return route.fulfill({ status: 302, headers: { location: url } });
    // Its type is Playwright's own: it only goes from the one to the other.
    return route.fulfill({ response: (await route.fetch({ url })) as never });
  };
  await target.route(SPOTIFY, forward);
  return () => target.unroute(SPOTIFY, forward);
}

/** Fixtures for `test.extend`. */
export interface SpotifyFixtures {
  /** A local Spotify for each test. */
  local(fixtures: object, use: (local: LocalSpotify) => Promise<void>): Promise<void>;
  /** The browser's context, whose pages find it at Spotify's addresses. */
  context<Context extends Routable>(
    fixtures: { context: Context; local: LocalSpotify },
    use: (context: Context) => Promise<void>,
  ): Promise<void>;
}

/** Makes fixtures for Playwright's test runner: `base.extend<{ local: LocalSpotify }>(spotifyFixtures({ autoApprove: 'ada' }))`. */
export function spotifyFixtures(options: LocalSpotifyOptions = {}): SpotifyFixtures {
  return {
    // Playwright reads from the pattern which other fixtures are needed.
    // biome-ignore lint/correctness/noEmptyPattern: and it insists on a pattern where none is.
    local: async ({}, use) => {
      const local = await createLocalSpotify(options);
      try {
        await use(local);
      } finally {
        await local.close();
      }
    },
    context: async ({ context, local }, use) => {
      const end = await routeSpotify(context, local);
      await use(context);
      await end();
    },
  };
}
