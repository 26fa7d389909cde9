import type { Page } from '../contract/page.js';
import type { SimplifiedPlaylist } from '../contract/playlists.js';
import type { CurrentUser } from '../contract/users.js';
import type { CallOptions, OperationInput, SpotifyRequest } from '../spotify-request.js';

/** The signed-in user. */
export interface MeResource {
  /** Who is signed in. @see https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile */
  profile(call?: CallOptions): Promise<CurrentUser>;
  /**
   * The playlists that the user has or follows.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-list-of-current-users-playlists
   */
  playlists(query?: OperationInput<'GET /me/playlists'>['query'], call?: CallOptions): Promise<Page<SimplifiedPlaylist>>;
}

export function createMe(request: SpotifyRequest): MeResource {
  return {
    profile: (call) => request('GET /me', call),
    playlists: (query = {}, call = {}) => request('GET /me/playlists', { ...call, query }),
  };
}
