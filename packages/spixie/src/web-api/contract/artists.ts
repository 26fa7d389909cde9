import type { AlbumGroup, DiscographyAlbum } from './albums.js';
import type { ExternalUrls, Followers, Image, MarketQuery } from './object-parts.js';
import type { Page } from './page.js';
import type { Track } from './tracks.js';

/** An artist where another object names them. */
export interface SimplifiedArtist {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  name: string;
  type: 'artist';
  uri: string;
}

/** An artist. */
export interface Artist extends SimplifiedArtist {
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  followers?: Followers;
  /** @deprecated Spotify no longer keeps genres up to date. */
  genres?: string[];
  images: Image[];
  /**
   * 0 to 100.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  popularity?: number;
}

/** The operations on artists. */
export interface ArtistOperations {
  'GET /artists/{id}': {
    path: { id: string };
    response: Artist;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /artists/{id}`, one by one. */
  'GET /artists': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where there is no such artist. */
    response: { artists: (Artist | null)[] };
  };
  'GET /artists/{id}/albums': {
    path: { id: string };
    query?: MarketQuery & {
      /** Only these groups. Default: all. */
      include_groups?: readonly AlbumGroup[];
      /**
       * How many albums. With extended quota and for apps from before February 2026: up to 50, and 20 where it is not said.
       * @minimum 1
       * @maximum 10
       * @default 5
       */
      limit?: number;
      /**
       * The position of the first album, from 0.
       * @default 0
       */
      offset?: number;
    };
    response: Page<DiscographyAlbum>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026, without a replacement. */
  'GET /artists/{id}/top-tracks': {
    path: { id: string };
    query?: MarketQuery;
    response: { tracks: Track[] };
  };
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /artists/{id}/related-artists': {
    path: { id: string };
    response: { artists: Artist[] };
  };
}
