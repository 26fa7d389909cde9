import type { SearchResult, SearchType } from '../contract/search.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';

/** What a search for one type finds. */
export type FoundItem<Type extends SearchType> = NonNullable<NonNullable<SearchResult[`${Type}s`]>['items'][number]>;

/** One page for each type. */
export type FoundPages<Type extends SearchType> = Required<Pick<SearchResult, `${Type}s`>>;

/**
 * Searches the catalogue: one page for each type. Iterated, it gives what is found of all types, page by page, as far as Spotify
 * lets one see (the offset 1000), in pages of 50, or of 10 where the app’s tier gives no more.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export type Search = <const Types extends readonly SearchType[]>(
  q: string,
  types: Types,
  query?: Omit<Query<'GET /search'>, 'q' | 'type'>,
  options?: ListOptions,
) => Paged<FoundItem<Types[number]>, FoundPages<Types[number]>>;

export function createSearch(api: OperationMethods): Search {
  const pages = api.list('GET /search', { smallPage: 10, lastOffset: 1000 });
  const search = (q: string, type: readonly SearchType[], query?: object, options?: ListOptions) =>
    pages({ ...query, q, type }, options);
  // Which pages are there follows from the types, which only the declaration knows.
  return search as unknown as Search;
}
