import type { SearchResult, SearchType } from '../contract/search.js';
import type { CallOptions, OperationInput, SpotifyRequest } from '../spotify-request.js';

/**
 * Searches the catalogue: one page for each type.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export type Search = <const Types extends readonly SearchType[]>(
  q: string,
  types: Types,
  query?: Omit<OperationInput<'GET /search'>['query'], 'q' | 'type'>,
  call?: CallOptions,
) => Promise<Required<Pick<SearchResult, `${Types[number]}s`>>>;

export function createSearch(request: SpotifyRequest): Search {
  return ((q, type, query = {}, call = {}) => request('GET /search', { ...call, query: { ...query, q, type } })) as Search;
}
