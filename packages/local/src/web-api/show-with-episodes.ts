import type { Operations } from 'spixie/operations';
import type { Show } from '../catalogue/catalogue-types.js';
import { simplifiedEpisodeObject } from './episode-objects.js';
import type { Caller } from './handler.js';
import { firstPage } from './paging.js';
import { simplifiedShowObject } from './show-objects.js';
import type { WebApiContext } from './web-api-context.js';

/** A show as the Web API shows it, with the first page of its episodes. */
export type ShowObject = Operations['GET /shows/{id}']['response'];

/**
 * A show, with the first page of its episodes.
 *
 * @param caller - whose resume points are told, if the token may know them
 * @param query - of the request: a market in it stays in the URLs of the pages
 */
export function showObject(
  show: Show,
  context: WebApiContext,
  market: string | undefined,
  caller: Caller,
  query: URLSearchParams,
): ShowObject {
  const episodes = firstPage(`${context.apiUrl}/shows/${show.id}/episodes`, query, (range) => {
    const { total, items } = context.catalogue.showEpisodes(show.id, range);
    return { total, items: items.map((episode) => simplifiedEpisodeObject(episode, context, market, caller)) };
  });
  return { ...simplifiedShowObject(show, context, market), episodes };
}
