import type { Chapter } from '../contract/chapters.js';
import type { MarketQuery } from '../contract/object-parts.js';
import type { OperationMethods } from '../operation-methods.js';
import type { ListOptions } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Chapters, by their ids. */
export interface ChaptersResource {
  /**
   * A chapter.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
   */
  get(id: string, query?: MarketQuery, call?: CallOptions): Promise<Chapter>;
  /**
   * Chapters of any number, in the order of the ids; in parts of 50, or one by one where the app’s tier has no operation for many. `null` where there is none with an id.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-chapters
   */
  many(ids: readonly string[], query?: MarketQuery, options?: ListOptions): Promise<(Chapter | null)[]>;
}

export function createChapters(api: OperationMethods): ChaptersResource {
  return {
    get: api.byQuery('GET /chapters/{id}'),
    many: api.many('GET /chapters', 50, 'GET /chapters/{id}'),
  };
}
