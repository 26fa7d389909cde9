import type { Artist } from './artists.js';
import type { ExternalUrls, Followers, Image } from './object-parts.js';
import type { CursorPage, Page, PageQuery } from './page.js';
import type { Track } from './tracks.js';

/** A user as everyone may see them. */
export interface PublicUser {
  display_name: string | null;
  external_urls: ExternalUrls;
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  followers?: Followers;
  href: string;
  id: string;
  images: Image[];
  type: 'user';
  uri: string;
}

/** A user where another object names them. */
export interface UserReference {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  type: 'user';
  uri: string;
}

/** The owner of a playlist. */
export interface PlaylistOwner extends UserReference {
  display_name: string | null;
}

/** The signed-in user. */
export interface CurrentUser extends PublicUser {
  /** Stable and immutable, since May 2026: what to link an account of your own to. */
  account_id: string;
  /**
   * ISO 3166-1 alpha-2. With the scope `user-read-private`.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  country?: string;
  /**
   * Not verified by Spotify. With the scope `user-read-email`.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  email?: string;
  /**
   * With the scope `user-read-private`.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  explicit_content?: { filter_enabled: boolean; filter_locked: boolean };
  /**
   * The subscription. With the scope `user-read-private`.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  product?: 'premium' | 'free' | 'open' | (string & {});
}

/** Over which time the most played is counted: about a year, six months, or four weeks. */
export type TimeRange = 'long_term' | 'medium_term' | 'short_term';

/** What the lists of the most played take. */
export interface TopItemsQuery extends PageQuery {
  /** @default medium_term */
  time_range?: TimeRange;
}

/** The operations on users, and on whom the signed-in user follows. */
export interface UserOperations {
  'GET /me': {
    response: CurrentUser;
  };
  'GET /me/top/artists': {
    query?: TopItemsQuery;
    response: Page<Artist>;
  };
  'GET /me/top/tracks': {
    query?: TopItemsQuery;
    response: Page<Track>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026, without a replacement. */
  'GET /users/{user_id}': {
    path: { user_id: string };
    response: PublicUser;
  };
  'GET /me/following': {
    query: {
      /** Nothing else can be listed. */
      type: 'artist';
      /** The id of the last artist of the page before. */
      after?: string;
      /**
       * How many artists.
       * @minimum 1
       * @maximum 50
       * @default 20
       */
      limit?: number;
    };
    response: { artists: CursorPage<Artist> };
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /me/library`. */
  'PUT /me/following': {
    query: FollowingQuery;
    /** The same ids once more, for callers who prefer a body: the ids of the query count. */
    body?: { ids: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /me/library`. */
  'DELETE /me/following': {
    query: FollowingQuery;
    body?: { ids?: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /me/library/contains`. */
  'GET /me/following/contains': {
    query: FollowingQuery;
    /** In the order of the ids. */
    response: boolean[];
  };
}

/** Whom to follow. */
export interface FollowingQuery {
  type: 'artist' | 'user';
  /** @maxItems 50 */
  ids: readonly string[];
}
