import type { ExternalUrls, Image, MarketQuery, ReleaseDatePrecision, Restriction } from './object-parts.js';
import type { Page, PageQuery } from './page.js';
import type { SimplifiedShow } from './shows.js';

/** How far the user has come. With the scope `user-read-playback-position`. */
export interface ResumePoint {
  fully_played: boolean;
  resume_position_ms: number;
}

/** An episode without its show. */
export interface SimplifiedEpisode {
  /** @deprecated `null` for most apps since November 2024. */
  audio_preview_url: string | null;
  description: string;
  duration_ms: number;
  explicit: boolean;
  external_urls: ExternalUrls;
  href: string;
  html_description: string;
  id: string;
  images: Image[];
  is_externally_hosted: boolean;
  is_playable: boolean;
  /** @deprecated Use `languages`. */
  language?: string;
  /** ISO 639. */
  languages: string[];
  name: string;
  release_date: string;
  release_date_precision: ReleaseDatePrecision;
  restrictions?: Restriction;
  /** With the scope `user-read-playback-position`. */
  resume_point?: ResumePoint;
  type: 'episode';
  uri: string;
}

/** An episode. */
export interface Episode extends SimplifiedEpisode {
  show: SimplifiedShow;
}

/** An episode that the user has saved. */
export interface SavedEpisode {
  /** ISO 8601, UTC. */
  added_at: string;
  episode: Episode;
}

/** The operations on episodes. */
export interface EpisodeOperations {
  'GET /episodes/{id}': {
    path: { id: string };
    query?: MarketQuery;
    response: Episode;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /episodes/{id}`, one by one. */
  'GET /episodes': {
    query: MarketQuery & {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where there is no such episode. */
    response: { episodes: (Episode | null)[] };
  };
  'GET /me/episodes': {
    query?: MarketQuery & PageQuery;
    response: Page<SavedEpisode>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /me/library`. */
  'PUT /me/episodes': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** The same ids once more, for callers who prefer a body: the ids of the query count. */
    body?: { ids: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /me/library`. */
  'DELETE /me/episodes': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    body?: { ids?: readonly string[] };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /me/library/contains`. */
  'GET /me/episodes/contains': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. */
    response: boolean[];
  };
}
