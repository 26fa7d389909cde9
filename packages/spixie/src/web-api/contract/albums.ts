import type { SimplifiedArtist } from './artists.js';
import type {
  Copyright,
  ExternalIds,
  ExternalUrls,
  Image,
  Market,
  MarketQuery,
  ReleaseDatePrecision,
  Restriction,
} from './object-parts.js';
import type { Page, PageQuery } from './page.js';
import type { SimplifiedTrack } from './tracks.js';

/** An album where another object names it, without its tracks. */
export interface SimplifiedAlbum {
  album_type: 'album' | 'single' | 'compilation';
  artists: SimplifiedArtist[];
  /**
   * Left out where a market was asked for.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  available_markets?: Market[];
  external_urls: ExternalUrls;
  href: string;
  id: string;
  images: Image[];
  name: string;
  /** As precise as `release_date_precision` says: `1998`, `1998-04` or `1998-04-17`. */
  release_date: string;
  release_date_precision: ReleaseDatePrecision;
  restrictions?: Restriction;
  total_tracks: number;
  type: 'album';
  uri: string;
}

/** What an album is to the artist whose discography names it. */
export type AlbumGroup = 'album' | 'single' | 'compilation' | 'appears_on';

/** An album in an artist's discography. */
export interface DiscographyAlbum extends SimplifiedAlbum {
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  album_group?: AlbumGroup;
}

/** An album, with the first page of its tracks. */
export interface Album extends SimplifiedAlbum {
  copyrights: Copyright[];
  external_ids: ExternalIds;
  /** @deprecated Always empty. */
  genres: string[];
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  label?: string;
  /**
   * 0 to 100.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  popularity?: number;
  tracks: Page<SimplifiedTrack>;
}

/** An album that the user has saved. */
export interface SavedAlbum {
  /** ISO 8601, UTC. */
  added_at: string;
  album: Album;
}

/** The operations on albums. */
export interface AlbumOperations {
  'GET /albums/{id}': {
    path: { id: string };
    query?: MarketQuery;
    response: Album;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /albums/{id}`, one by one. */
  'GET /albums': {
    query: MarketQuery & {
      /** @maxItems 20 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where there is no such album. */
    response: { albums: (Album | null)[] };
  };
  'GET /albums/{id}/tracks': {
    path: { id: string };
    query?: MarketQuery & PageQuery;
    response: Page<SimplifiedTrack>;
  };
  'GET /me/albums': {
    query?: MarketQuery & PageQuery;
    response: Page<SavedAlbum>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /me/library`. */
  'PUT /me/albums': {
    query: {
      /** @maxItems 20 */
      ids: readonly string[];
    };
    /** The same ids once more, for callers who prefer a body: the ids of the query count. */
    body?: { ids?: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /me/library`. */
  'DELETE /me/albums': {
    query: {
      /** @maxItems 20 */
      ids: readonly string[];
    };
    body?: { ids?: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /me/library/contains`. */
  'GET /me/albums/contains': {
    query: {
      /** @maxItems 20 */
      ids: readonly string[];
    };
    /** In the order of the ids. */
    response: boolean[];
  };
}
