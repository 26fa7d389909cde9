import type { SimplifiedEpisode } from './episodes.js';
import type { Copyright, ExternalUrls, Image, Market, MarketQuery } from './object-parts.js';
import type { Page, PageQuery } from './page.js';

/** A show without its episodes. */
export interface SimplifiedShow {
  /**
   * Left out where a market was asked for.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  available_markets?: Market[];
  copyrights: Copyright[];
  description: string;
  explicit: boolean;
  external_urls: ExternalUrls;
  href: string;
  html_description: string;
  id: string;
  images: Image[];
  is_externally_hosted: boolean;
  /** ISO 639. */
  languages: string[];
  media_type: string;
  name: string;
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  publisher?: string;
  total_episodes: number;
  type: 'show';
  uri: string;
}

/** A show, with the first page of its episodes. */
export interface Show extends SimplifiedShow {
  episodes: Page<SimplifiedEpisode>;
}

/** A show that the user has saved. */
export interface SavedShow {
  /** ISO 8601, UTC. */
  added_at: string;
  show: SimplifiedShow;
}

/** The operations on shows. */
export interface ShowOperations {
  'GET /shows/{id}': {
    path: { id: string };
    query?: MarketQuery;
    response: Show;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /shows/{id}`, one by one. */
  'GET /shows': {
    query: MarketQuery & {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where there is no such show. */
    response: { shows: (SimplifiedShow | null)[] };
  };
  'GET /shows/{id}/episodes': {
    path: { id: string };
    query?: MarketQuery & PageQuery;
    response: Page<SimplifiedEpisode>;
  };
  'GET /me/shows': {
    query?: PageQuery;
    response: Page<SavedShow>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /me/library`. */
  'PUT /me/shows': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** The same ids once more, for callers who prefer a body: the ids of the query count. */
    body?: { ids?: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /me/library`. */
  'DELETE /me/shows': {
    query: MarketQuery & {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    body?: { ids?: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /me/library/contains`. */
  'GET /me/shows/contains': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. */
    response: boolean[];
  };
}
