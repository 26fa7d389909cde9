import { type ClientPolicyOptions, createClientPolicy } from './client-policy.js';
import { createMe, type MeResource } from './resources/me.js';
import { createPlaylists, type PlaylistsResource } from './resources/playlists.js';
import { createSearch, type Search } from './resources/search.js';
import { createSpotifyRequest, type SpotifyRequest, type SpotifyRequestOptions } from './spotify-request.js';

export interface SpotifyOptions extends Omit<SpotifyRequestOptions, 'policy'>, ClientPolicyOptions {}

/** The client of the Web API. */
export interface Spotify {
  /** Calls any operation by its name: `request('GET /me')`. */
  request: SpotifyRequest;
  me: MeResource;
  playlists: PlaylistsResource;
  search: Search;
}

/**
 * Creates the client of the Web API over a session, client credentials, or anything else with a `getAccessToken`.
 *
 * @example
 * ```ts
 * import { createClientCredentials, createSpotify } from 'spixie';
 *
 * const findTrack = async (clientId: string, clientSecret: string, words: string) => {
 *   const session = createClientCredentials({ clientId, clientSecret });
 *   const spotify = createSpotify({ session });
 *   const { tracks } = await spotify.search(words, ['track'], { limit: 1 });
 *   return tracks.items[0]?.name;
 * };
 * ```
 */
export function createSpotify(options: SpotifyOptions): Spotify {
  const request = createSpotifyRequest({ ...options, policy: createClientPolicy(options) });
  return { request, me: createMe(request), playlists: createPlaylists(request), search: createSearch(request) };
}
