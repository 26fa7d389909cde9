import type { SimplifiedEpisode } from '../contract/episodes.js';
import type { MarketQuery } from '../contract/object-parts.js';
import type { Page } from '../contract/page.js';
import type { Show, SimplifiedShow } from '../contract/shows.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Shows, by their ids. */
export interface ShowsResource {
  /**
   * A show.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-show
   */
  get(id: string, query?: MarketQuery, call?: CallOptions): Promise<Show>;
  /**
   * Shows of any number, in the order of the ids; in parts of 50, or one by one where the app’s tier has no operation for many. `null` where there is none with an id.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-shows
   */
  many(ids: readonly string[], query?: MarketQuery, options?: ListOptions): Promise<(SimplifiedShow | null)[]>;
  /**
   * The episodes of a show.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-shows-episodes
   */
  episodes(
    id: string,
    query?: Query<'GET /shows/{id}/episodes'>,
    options?: ListOptions,
  ): Paged<SimplifiedEpisode, Page<SimplifiedEpisode>>;
}

export function createShows(api: OperationMethods): ShowsResource {
  return {
    get: api.byQuery('GET /shows/{id}'),
    many: api.many('GET /shows', 50, 'GET /shows/{id}'),
    episodes: api.list('GET /shows/{id}/episodes'),
  };
}
