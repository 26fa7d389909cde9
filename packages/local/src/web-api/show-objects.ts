import type { Operations } from 'spixie/operations';
import type { Show } from '../catalogue/catalogue-types.js';
import { availableMarkets, copyrights, images, links } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';

/** A show without its episodes. */
export type SimplifiedShowObject = Operations['GET /episodes/{id}']['response']['show'];

/**
 * A show, without its episodes.
 *
 * @param market - the market that was asked for; where there is one, the list of all markets is left out
 */
export function simplifiedShowObject(show: Show, context: WebApiContext, market: string | undefined): SimplifiedShowObject {
  const { external_urls, href, uri } = links('show', show.id, context);
  return {
    ...availableMarkets(show.markets, market),
    copyrights: copyrights(show.copyrights),
    description: show.description,
    explicit: show.explicit,
    external_urls,
    href,
    html_description: show.htmlDescription,
    id: show.id,
    images: images('show', show.id, context),
    is_externally_hosted: false,
    languages: [...show.languages],
    media_type: show.mediaType,
    name: show.name,
    publisher: show.publisher,
    total_episodes: show.totalEpisodes,
    type: 'show',
    uri,
  };
}
