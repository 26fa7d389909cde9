import type { MarketQuery } from './object-parts.js';
import type { Track } from './tracks.js';

/** What recommendations were made from. */
export interface RecommendationSeed {
  afterFilteringSize: number;
  afterRelinkingSize: number;
  /** `null` for a genre. */
  href: string | null;
  id: string;
  initialPoolSize: number;
  /** `ARTIST`, `TRACK` or `GENRE`. */
  type: string;
}

/**
 * What can be tuned of recommendations: from 0 to 1, except for `key` (0 to 11), `mode` (0 or 1), `popularity` (0 to 100),
 * `time_signature` (at most 11), and `duration_ms`, `loudness` and `tempo`, which have no bounds.
 */
export type TuneableAttribute =
  | 'acousticness'
  | 'danceability'
  | 'duration_ms'
  | 'energy'
  | 'instrumentalness'
  | 'key'
  | 'liveness'
  | 'loudness'
  | 'mode'
  | 'popularity'
  | 'speechiness'
  | 'tempo'
  | 'time_signature'
  | 'valence';

/** Bounds and targets, such as `min_energy` and `target_tempo`. */
export type TuneableAttributes = { [Attribute in `${'min' | 'max' | 'target'}_${TuneableAttribute}`]?: number };

/** What recommendations are made from: at most five seeds in all. */
export interface RecommendationsQuery extends MarketQuery, TuneableAttributes {
  /**
   * How many tracks.
   * @minimum 1
   * @maximum 100
   * @default 20
   */
  limit?: number;
  /**
   * Ids.
   * @maxItems 5
   */
  seed_artists?: readonly string[];
  /**
   * From the available seeds.
   * @maxItems 5
   */
  seed_genres?: readonly string[];
  /**
   * Ids.
   * @maxItems 5
   */
  seed_tracks?: readonly string[];
}

/** Recommended tracks. */
export interface Recommendations {
  seeds: RecommendationSeed[];
  tracks: Track[];
}

/** The operations on recommendations. */
export interface RecommendationOperations {
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /recommendations': {
    query?: RecommendationsQuery;
    response: Recommendations;
  };
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /recommendations/available-genre-seeds': {
    response: { genres: string[] };
  };
}
