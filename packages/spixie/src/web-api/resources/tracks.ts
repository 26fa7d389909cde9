import type { MarketQuery } from '../contract/object-parts.js';
import type { Track } from '../contract/tracks.js';
import type { OperationMethods } from '../operation-methods.js';
import type { ListOptions } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Tracks, by their ids. */
export interface TracksResource {
  /**
   * A track.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-track
   */
  get(id: string, query?: MarketQuery, call?: CallOptions): Promise<Track>;
  /**
   * Tracks of any number, in the order of the ids; in parts of 50, or one by one where the app’s tier has no operation for many. `null` where there is none with an id.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-tracks
   */
  many(ids: readonly string[], query?: MarketQuery, options?: ListOptions): Promise<(Track | null)[]>;
}

export function createTracks(api: OperationMethods): TracksResource {
  return {
    get: api.byQuery('GET /tracks/{id}'),
    many: api.many('GET /tracks', 50, 'GET /tracks/{id}'),
  };
}
