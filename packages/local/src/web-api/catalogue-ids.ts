import { isId, readList } from './ids.js';
import { WebApiError } from './web-api-error.js';

/**
 * Reads the `ids` of several things of the catalogue.
 *
 * @param most - how many are taken
 * @throws WebApiError 400 where there are none or too many, or where one cannot be an id
 */
export function readCatalogueIds(query: URLSearchParams, most: number): string[] {
  const ids = readList(query, 'ids', most);
  // These words are Spotify's own example of an error, and were seen of the catalogue from 2017 to 2020; of playlists and libraries
  // the others are newer.
  if (!ids.every(isId)) throw new WebApiError(400, 'invalid id');
  return ids;
}
