import type { SimplifiedAlbum } from './albums.js';
import type { SimplifiedArtist } from './artists.js';
import type { ExternalIds, ExternalUrls, Image, Market, MarketQuery, Restriction } from './object-parts.js';
import type { Page, PageQuery } from './page.js';

/** The track that was asked for, where another one was given in its place because of the market. */
export interface LinkedTrack {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  type: 'track';
  uri: string;
}

/** A track where its album names it, without that album. */
export interface SimplifiedTrack {
  artists: SimplifiedArtist[];
  /**
   * Left out where a market was asked for.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  available_markets?: Market[];
  disc_number: number;
  duration_ms: number;
  explicit: boolean;
  external_urls: ExternalUrls;
  href: string;
  id: string;
  /** `false`: a file on the user's own device is a {@link LocalTrack}. */
  is_local: false;
  /** Present when a market is known and tracks are relinked to it. */
  is_playable?: boolean;
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  linked_from?: LinkedTrack;
  name: string;
  /** @deprecated `null` for most apps since November 2024. */
  preview_url?: string | null;
  restrictions?: Restriction;
  track_number: number;
  type: 'track';
  uri: string;
}

/** A track. */
export interface Track extends SimplifiedTrack {
  album: SimplifiedAlbum;
  external_ids: ExternalIds;
  /**
   * 0 to 100.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  popularity?: number;
}

/**
 * A file on the user's own device, where it stands in a playlist or plays. Spotify knows what the file says of itself, and nothing
 * of it can be asked for.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/playlists
 */
export interface LocalTrack {
  album: LocalAlbum;
  artists: LocalArtist[];
  /**
   * Always empty.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  available_markets?: Market[];
  disc_number: number;
  duration_ms: number;
  explicit: boolean;
  external_ids: ExternalIds;
  external_urls: Partial<ExternalUrls>;
  href: null;
  id: null;
  is_local: true;
  is_playable?: boolean;
  name: string;
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  popularity?: number;
  /** @deprecated Always `null`. */
  preview_url?: null;
  track_number: number;
  type: 'track';
  /** `spotify:local:` and what the file says of itself. */
  uri: string;
}

/** The album that a file on the user's device names. */
export interface LocalAlbum {
  album_type?: null;
  artists: LocalArtist[];
  /**
   * Always empty.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  available_markets?: Market[];
  external_urls: Partial<ExternalUrls>;
  href: null;
  id: null;
  images: Image[];
  name: string;
  release_date: null;
  release_date_precision: null;
  type: 'album';
  uri: null;
}

/** An artist that a file on the user's device names. */
export interface LocalArtist {
  external_urls: Partial<ExternalUrls>;
  href: null;
  id: null;
  name: string;
  type: 'artist';
  uri: null;
}

/** A track that the user has saved. */
export interface SavedTrack {
  /** ISO 8601, UTC. */
  added_at: string;
  track: Track;
}

/** The operations on tracks. */
export interface TrackOperations {
  'GET /tracks/{id}': {
    path: { id: string };
    query?: MarketQuery;
    response: Track;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /tracks/{id}`, one by one. */
  'GET /tracks': {
    query: MarketQuery & {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where there is no such track. */
    response: { tracks: (Track | null)[] };
  };
  'GET /me/tracks': {
    query?: MarketQuery & PageQuery;
    response: Page<SavedTrack>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /me/library`. */
  'PUT /me/tracks': {
    body: {
      /**
       * Not looked at where `timestamped_ids` is given.
       * @maxItems 50
       */
      ids: readonly string[];
      /**
       * The tracks with the time at which each counts as saved, which decides the order of the list.
       * @maxItems 50
       */
      timestamped_ids?: readonly {
        id: string;
        /** ISO 8601, UTC. */
        added_at: string;
      }[];
    };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /me/library`. */
  'DELETE /me/tracks': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** The same ids once more, for callers who prefer a body: the ids of the query count. */
    body?: { ids?: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /me/library/contains`. */
  'GET /me/tracks/contains': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. */
    response: boolean[];
  };
}
