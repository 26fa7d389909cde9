import { WebApiError } from './web-api-error.js';

/**
 * What an id names.
 *
 * @throws WebApiError 404 where it names nothing
 */
export function existing<Item>(found: Item | undefined): Item {
  if (found === undefined) throw new WebApiError(404, 'non existing id');
  return found;
}
