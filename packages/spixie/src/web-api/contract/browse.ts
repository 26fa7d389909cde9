import type { SimplifiedAlbum } from './albums.js';
import type { Image, Market } from './object-parts.js';
import type { Page, PageQuery } from './page.js';
import type { SimplifiedPlaylist } from './playlists.js';

/** A category under which Spotify lists playlists. */
export interface Category {
  href: string;
  icons: Image[];
  id: string;
  name: string;
}

/** Playlists that Spotify features. */
export interface FeaturedPlaylists {
  /** The headline above them, in the language that was asked for. */
  message?: string;
  /** `null` is a hole, left for what Spotify may not show. */
  playlists: Page<SimplifiedPlaylist | null>;
}

/** The language of names. */
export interface LocaleQuery {
  /** Language and country, such as `es_MX`. Default: American English. */
  locale?: string;
}

/** The operations on what Spotify puts forward. */
export interface BrowseOperations {
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /browse/featured-playlists': {
    query?: LocaleQuery & PageQuery;
    response: FeaturedPlaylists;
  };
  /** @deprecated Removed for Development Mode apps in February 2026, without a replacement. */
  'GET /browse/categories': {
    query?: LocaleQuery & PageQuery;
    response: { categories: Page<Category> };
  };
  /** @deprecated Removed for Development Mode apps in February 2026, without a replacement. */
  'GET /browse/categories/{category_id}': {
    path: { category_id: string };
    query?: LocaleQuery;
    response: Category;
  };
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /browse/categories/{category_id}/playlists': {
    path: { category_id: string };
    query?: PageQuery;
    response: FeaturedPlaylists;
  };
  /** @deprecated Removed for Development Mode apps in February 2026, without a replacement. */
  'GET /browse/new-releases': {
    query?: PageQuery;
    response: { albums: Page<SimplifiedAlbum> };
  };
  /** @deprecated Removed for Development Mode apps in February 2026, without a replacement. */
  'GET /markets': {
    response: { markets: Market[] };
  };
}
