import type { Recommendations, RecommendationsQuery } from '../contract/recommendations.js';
import type { OperationCalls } from '../operation-calls.js';
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

export function createRecommendations({ ask }: OperationCalls): RecommendationsResource {
  return {
    get: (query, call) => ask('GET /recommendations', { query }, call),
    genres: (call) => ask('GET /recommendations/available-genre-seeds', {}, call),
  };
}
