import type { Episode } from '../contract/episodes.js';
import type { MarketQuery } from '../contract/object-parts.js';
import type { OperationMethods } from '../operation-methods.js';
import type { ListOptions } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Episodes, by their ids. */
export interface EpisodesResource {
  /**
   * An episode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
   */
  get(id: string, query?: MarketQuery, call?: CallOptions): Promise<Episode>;
  /**
   * Episodes of any number, in the order of the ids; in parts of 50, or one by one where the app’s tier has no operation for many. `null` where there is none with an id.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-episodes
   */
  many(ids: readonly string[], query?: MarketQuery, options?: ListOptions): Promise<(Episode | null)[]>;
}

export function createEpisodes(api: OperationMethods): EpisodesResource {
  return {
    get: api.byQuery('GET /episodes/{id}'),
    many: api.many('GET /episodes', 50, 'GET /episodes/{id}'),
  };
}
