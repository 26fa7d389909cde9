import type { Recommendations, RecommendationsQuery } from '../contract/recommendations.js';
import type { OperationMethods } from '../operation-methods.js';
import type { CallOptions } from '../spotify-request.js';

/** What Spotify recommends. */
export interface RecommendationsResource {
  /**
   * Tracks that go with artists, genres and tracks.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  get(query?: RecommendationsQuery, call?: CallOptions): Promise<Recommendations>;
  /**
   * The genres that recommendations can begin with.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendation-genres
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  genres(call?: CallOptions): Promise<{ genres: string[] }>;
}

export function createRecommendations(api: OperationMethods): RecommendationsResource {
  return {
    get: api.byQuery('GET /recommendations'),
    genres: api.byPath('GET /recommendations/available-genre-seeds'),
  };
}
