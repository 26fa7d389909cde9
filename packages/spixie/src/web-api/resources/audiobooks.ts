import type { Audiobook } from '../contract/audiobooks.js';
import type { SimplifiedChapter } from '../contract/chapters.js';
import type { MarketQuery } from '../contract/object-parts.js';
import type { Page } from '../contract/page.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Audiobooks, by their ids. */
export interface AudiobooksResource {
  /**
   * An audiobook.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
   */
  get(id: string, query?: MarketQuery, call?: CallOptions): Promise<Audiobook>;
  /**
   * Audiobooks of any number, in the order of the ids; in parts of 50, or one by one where the app’s tier has no operation for many. `null` where there is none with an id.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-audiobooks
   */
  many(ids: readonly string[], query?: MarketQuery, options?: ListOptions): Promise<(Audiobook | null)[]>;
  /**
   * The chapters of an audiobook.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audiobook-chapters
   */
  chapters(
    id: string,
    query?: Query<'GET /audiobooks/{id}/chapters'>,
    options?: ListOptions,
  ): Paged<SimplifiedChapter, Page<SimplifiedChapter>>;
}

export function createAudiobooks(api: OperationMethods): AudiobooksResource {
  return {
    get: api.byQuery('GET /audiobooks/{id}'),
    many: api.many('GET /audiobooks', 50, 'GET /audiobooks/{id}'),
    chapters: api.list('GET /audiobooks/{id}/chapters'),
  };
}
