import { readInParts, setInParts } from '../batches.js';
import type { Artist } from '../contract/artists.js';
import type { CursorPage } from '../contract/page.js';
import type { FollowingQuery } from '../contract/users.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Whom the user follows. */
export interface FollowingResource {
  /**
   * The artists whom the user follows.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-followed
   */
  artists(query?: Omit<Query<'GET /me/following'>, 'type'>, options?: ListOptions): Paged<Artist, { artists: CursorPage<Artist> }>;
  /**
   * Follows artists or users, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/follow-artists-users
   * @deprecated Removed for Development Mode apps in February 2026: use `library.save`.
   */
  follow(type: FollowingQuery['type'], ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * No longer follows artists or users, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/unfollow-artists-users
   * @deprecated Removed for Development Mode apps in February 2026: use `library.remove`.
   */
  unfollow(type: FollowingQuery['type'], ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Whether the user follows each of these, in their order, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-current-user-follows
   * @deprecated Removed for Development Mode apps in February 2026: use `library.contains`.
   */
  contains(type: FollowingQuery['type'], ids: readonly string[], options?: ListOptions): Promise<boolean[]>;
}

export function createFollowing(api: OperationMethods): FollowingResource {
  const artists = api.list('GET /me/following', { cursor: true });
  return {
    artists: (query, options) => artists({ ...query, type: 'artist' }, options),
    follow: (type, all, call) => setInParts(all, 50, (ids) => api.ask('PUT /me/following', { query: { type, ids } }, call)),
    unfollow: (type, all, call) => setInParts(all, 50, (ids) => api.ask('DELETE /me/following', { query: { type, ids } }, call)),
    contains: (type, all, options = {}) =>
      readInParts(all, 50, options, (ids, call) => api.ask('GET /me/following/contains', { query: { type, ids } }, call)),
  };
}
