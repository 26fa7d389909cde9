import type { Page, PageQuery } from '../contract/page.js';
import type { NewPlaylist, Playlist, SimplifiedPlaylist } from '../contract/playlists.js';
import type { PublicUser } from '../contract/users.js';
import type { OperationMethods } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Other users, by their ids. */
export interface UsersResource {
  /**
   * Who a user is.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-profile
   * @deprecated Removed for Development Mode apps in February 2026, without a replacement.
   */
  get(id: string, call?: CallOptions): Promise<PublicUser>;
  /**
   * The playlists that a user shows.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-list-users-playlists
   * @deprecated Removed for Development Mode apps in February 2026, without a replacement.
   */
  playlists(id: string, query?: PageQuery, options?: ListOptions): Paged<SimplifiedPlaylist, Page<SimplifiedPlaylist>>;
  /**
   * Creates a playlist of the signed-in user, whose id has to be given.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/create-playlist-for-user
   * @deprecated Removed for Development Mode apps in February 2026: use `playlists.create`.
   */
  createPlaylist(id: string, playlist: NewPlaylist, call?: CallOptions): Promise<Playlist>;
}

export function createUsers(api: OperationMethods): UsersResource {
  return {
    get: api.byPath('GET /users/{user_id}'),
    playlists: api.list('GET /users/{user_id}/playlists'),
    createPlaylist: api.byBody('POST /users/{user_id}/playlists'),
  };
}
