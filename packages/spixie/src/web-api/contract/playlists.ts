import type { ExternalUrls, Followers, Image, MarketQuery } from './object-parts.js';
import type { Page, PageQuery } from './page.js';
import type { PlaylistedItem } from './playable-item.js';
import type { PlaylistOwner, UserReference } from './users.js';

/** Where a playlist's items are, and how many. */
export interface PlaylistItemsReference {
  href: string;
  total: number;
}

/** What a playlist says of itself, wherever it is named. */
interface PlaylistDetails {
  collaborative: boolean;
  /** Plain text. `null` for a playlist that was never described. */
  description: string | null;
  external_urls: ExternalUrls;
  href: string;
  id: string;
  /** In up to three sizes, whose addresses expire within a day. `null` for a playlist that is empty and has no picture of its own. */
  images: Image[] | null;
  name: string;
  owner: PlaylistOwner;
  /** Not in Spotify's reference. `null` but for some playlists of Spotify's own. */
  primary_color?: string | null;
  /** Whether it stands on the owner's profile. `null` where that does not matter. */
  public: boolean | null;
  /** Names this version of the playlist. */
  snapshot_id: string;
  type: 'playlist';
  uri: string;
}

/** A playlist without its items. */
export interface SimplifiedPlaylist extends PlaylistDetails {
  /**
   * Absent for Development Mode apps where the playlist is neither the user's own nor collaborative.
   * @requiredIn extended, development-legacy
   */
  items?: PlaylistItemsReference;
  /**
   * @deprecated Renamed to `items` in February 2026, and absent for Development Mode apps.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  tracks?: PlaylistItemsReference;
}

/** A playlist, with the first page of its items. */
export interface Playlist extends PlaylistDetails {
  followers: Followers;
  /**
   * Absent for Development Mode apps where the playlist is neither the user's own nor collaborative.
   * @requiredIn extended, development-legacy
   */
  items?: Page<PlaylistItem>;
  /**
   * @deprecated Renamed to `items` in February 2026, and absent for Development Mode apps.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  tracks?: Page<PlaylistItem>;
}

/** One position of a playlist. */
export interface PlaylistItem {
  /** ISO 8601, UTC. `null` in very old playlists. */
  added_at: string | null;
  /** `null` in very old playlists. */
  added_by: UserReference | null;
  /** Whether it is a file on the owner's device. */
  is_local: boolean;
  /** `null` when what stood here is no longer available. */
  item: PlaylistedItem | null;
  /** Not in Spotify's reference. */
  primary_color?: string | null;
  /**
   * @deprecated Renamed to `item` in February 2026, and absent for Development Mode apps.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  track?: PlaylistedItem | null;
  /** Not in Spotify's reference. */
  video_thumbnail?: { url: string | null } | null;
}

/** The version of a playlist after a change. */
export interface PlaylistSnapshot {
  snapshot_id: string;
}

/** What can be said of a playlist. */
export interface PlaylistChanges {
  name?: string;
  /** Whether it stands on the owner's profile. */
  public?: boolean;
  /** Whether others may change it. It must not be public then. */
  collaborative?: boolean;
  /** Plain text. */
  description?: string;
}

/** A playlist that is to be. */
export interface NewPlaylist extends PlaylistChanges {
  /** Need not be unique. */
  name: string;
}

/** Where the items of a playlist are narrowed down. */
export interface PlaylistItemsQuery extends MarketQuery {
  /** Only these fields, such as `items(item(name)),next`. What is left out is absent, whatever the type says. */
  fields?: string;
  /** What the caller understands besides tracks: an episode comes as a kind of track otherwise. */
  additional_types?: readonly ('track' | 'episode')[];
}

/** Items to add. */
export interface AddItems {
  /**
   * URIs of tracks and episodes.
   * @maxItems 100
   */
  uris?: readonly string[];
  /** Where they go, from 0. Default: to the end. */
  position?: number;
}

/** Either new items in the place of all that are there (`uris`), or a range of them that moves. */
export interface ReplaceOrMoveItems {
  /**
   * URIs of tracks and episodes. An empty list empties the playlist.
   * @maxItems 100
   */
  uris?: readonly string[];
  /** The position of the first item that moves. */
  range_start?: number;
  /** The position before which they go, in the order as it is before. */
  insert_before?: number;
  /** How many move. Default: 1. */
  range_length?: number;
  /** The version that the positions refer to. */
  snapshot_id?: string;
}

/** The operations on playlists. */
export interface PlaylistOperations {
  'GET /playlists/{playlist_id}': {
    path: { playlist_id: string };
    query?: PlaylistItemsQuery;
    response: Playlist;
  };
  'PUT /playlists/{playlist_id}': {
    path: { playlist_id: string };
    body: PlaylistChanges;
    response: undefined;
  };
  /** Development Mode apps get this of the user's own and collaborative playlists only. */
  'GET /playlists/{playlist_id}/items': {
    path: { playlist_id: string };
    query?: PageQuery & PlaylistItemsQuery;
    response: Page<PlaylistItem>;
  };
  'POST /playlists/{playlist_id}/items': {
    path: { playlist_id: string };
    /** As the body, which is better for more than a few. */
    query?: AddItems;
    body?: AddItems;
    response: PlaylistSnapshot;
  };
  'PUT /playlists/{playlist_id}/items': {
    path: { playlist_id: string };
    /** As in the body, which is better for more than a few. */
    query?: Pick<ReplaceOrMoveItems, 'uris'>;
    body?: ReplaceOrMoveItems;
    response: PlaylistSnapshot;
  };
  'DELETE /playlists/{playlist_id}/items': {
    path: { playlist_id: string };
    body: {
      /**
       * Every place where one of these stands is emptied.
       * @maxItems 100
       */
      items: readonly { uri: string }[];
      /** The version from which they are removed. */
      snapshot_id?: string;
    };
    response: PlaylistSnapshot;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /playlists/{playlist_id}/items`. */
  'GET /playlists/{playlist_id}/tracks': {
    path: { playlist_id: string };
    query?: PlaylistItemsQuery & {
      /**
       * How many items.
       * @minimum 1
       * @maximum 100
       * @default 20
       */
      limit?: number;
      /**
       * The position of the first item, from 0.
       * @default 0
       */
      offset?: number;
    };
    response: Page<PlaylistItem>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `POST /playlists/{playlist_id}/items`. */
  'POST /playlists/{playlist_id}/tracks': {
    path: { playlist_id: string };
    query?: AddItems;
    body?: AddItems;
    response: PlaylistSnapshot;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /playlists/{playlist_id}/items`. */
  'PUT /playlists/{playlist_id}/tracks': {
    path: { playlist_id: string };
    query?: Pick<ReplaceOrMoveItems, 'uris'>;
    body?: ReplaceOrMoveItems;
    response: PlaylistSnapshot;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /playlists/{playlist_id}/items`. */
  'DELETE /playlists/{playlist_id}/tracks': {
    path: { playlist_id: string };
    body: {
      /** @maxItems 100 */
      tracks: readonly { uri: string }[];
      snapshot_id?: string;
    };
    response: PlaylistSnapshot;
  };
  'GET /playlists/{playlist_id}/images': {
    path: { playlist_id: string };
    response: Image[];
  };
  'PUT /playlists/{playlist_id}/images': {
    path: { playlist_id: string };
    /** A JPEG in Base64, of at most 256 KB: the only body that is no JSON. */
    body: string;
    response: undefined;
  };
  'GET /me/playlists': {
    query?: PageQuery;
    response: Page<SimplifiedPlaylist>;
  };
  'POST /me/playlists': {
    body: NewPlaylist;
    response: Playlist;
  };
  /** @deprecated Removed for Development Mode apps in February 2026, without a replacement. */
  'GET /users/{user_id}/playlists': {
    path: { user_id: string };
    query?: PageQuery;
    response: Page<SimplifiedPlaylist>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `POST /me/playlists`. */
  'POST /users/{user_id}/playlists': {
    path: { user_id: string };
    body: NewPlaylist;
    response: Playlist;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /me/library`. */
  'PUT /playlists/{playlist_id}/followers': {
    path: { playlist_id: string };
    body?: {
      /** Whether it stands on the user's profile. Default: it does. */
      public?: boolean;
    };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /me/library`. */
  'DELETE /playlists/{playlist_id}/followers': {
    path: { playlist_id: string };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /me/library/contains`. */
  'GET /playlists/{playlist_id}/followers/contains': {
    path: { playlist_id: string };
    query?: {
      /**
       * The signed-in user, who is meant in any case.
       * @maxItems 1
       */
      ids?: readonly string[];
    };
    /** One value. */
    response: boolean[];
  };
}
