import type { Exchange } from '../inspector/exchange.js';
import { checkId, checkLength, readList } from './ids.js';
import { readJsonBody } from './json-body.js';
import { WebApiError } from './web-api-error.js';

/**
 * Reads the ids of what is to be saved or followed: `ids` of the query or, where it has none, of a body `{"ids": […]}`.
 *
 * @param most - how many are taken
 * @param check - refuses what cannot be an id. Default: what the catalogue’s cannot be
 * @throws WebApiError 400
 */
export function readGivenIds(
  { query, exchange }: { query: URLSearchParams; exchange: Exchange },
  most: number,
  check: (id: string) => string = checkId,
): string[] {
  if (query.get('ids')) return readList(query, 'ids', most).map(check);
  // A body that is nothing but a list was taken until September 2024: github.com/spotify/spotify-web-api-ts-sdk/issues/131
  const { ids } = exchange.body.trimStart().startsWith('[') ? {} : readJsonBody(exchange);
  return checkIds(ids, most).map(check);
}

/**
 * Checks that a field of a body is a list of texts.
 *
 * @throws WebApiError 400
 */
function checkIds(ids: unknown, most: number): string[] {
  if (ids === undefined || ids === null) throw new WebApiError(400, 'Missing required field: ids');
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) throw new WebApiError(400, 'Malformed json');
  return checkLength(ids, 'ids', most);
}
