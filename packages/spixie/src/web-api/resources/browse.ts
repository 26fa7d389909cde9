import type { SimplifiedAlbum } from '../contract/albums.js';
import type { Category, FeaturedPlaylists, LocaleQuery } from '../contract/browse.js';
import type { Page, PageQuery } from '../contract/page.js';
import type { SimplifiedPlaylist } from '../contract/playlists.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** What Spotify puts forward. */
export interface BrowseResource {
  /**
   * Albums that are new.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-new-releases
   * @deprecated Removed for Development Mode apps in February 2026, without a replacement.
   */
  newReleases(
    query?: Query<'GET /browse/new-releases'>,
    options?: ListOptions,
  ): Paged<SimplifiedAlbum, { albums: Page<SimplifiedAlbum> }>;
  /**
   * The categories under which Spotify lists playlists.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-categories
   * @deprecated Removed for Development Mode apps in February 2026, without a replacement.
   */
  categories(query?: Query<'GET /browse/categories'>, options?: ListOptions): Paged<Category, { categories: Page<Category> }>;
  /**
   * A category.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-category
   * @deprecated Removed for Development Mode apps in February 2026, without a replacement.
   */
  category(id: string, query?: LocaleQuery, call?: CallOptions): Promise<Category>;
  /**
   * Playlists that Spotify features.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-featured-playlists
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  featuredPlaylists(
    query?: Query<'GET /browse/featured-playlists'>,
    options?: ListOptions,
  ): Paged<SimplifiedPlaylist, FeaturedPlaylists>;
  /**
   * The playlists of a category.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-categories-playlists
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  categoryPlaylists(id: string, query?: PageQuery, options?: ListOptions): Paged<SimplifiedPlaylist, FeaturedPlaylists>;
}

export function createBrowse(api: OperationMethods): BrowseResource {
  return {
    newReleases: api.list('GET /browse/new-releases'),
    categories: api.list('GET /browse/categories'),
    category: api.byQuery('GET /browse/categories/{category_id}'),
    featuredPlaylists: api.list('GET /browse/featured-playlists'),
    categoryPlaylists: api.list('GET /browse/categories/{category_id}/playlists'),
  };
}
