import type { Operations } from 'spixie/operations';
import type { Audiobook } from '../catalogue/catalogue-types.js';
import { availableMarkets, copyrights, images, links } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';

/** An audiobook without its chapters. */
export type SimplifiedAudiobookObject = Operations['GET /chapters/{id}']['response']['audiobook'];

/**
 * An audiobook, without its chapters.
 *
 * @param market - the market that was asked for; where there is one, the list of all markets is left out
 */
export function simplifiedAudiobookObject(
  audiobook: Audiobook,
  context: WebApiContext,
  market: string | undefined,
): SimplifiedAudiobookObject {
  // To Spotify's site and to its URIs an audiobook is a show.
  const { external_urls, uri } = links('show', audiobook.id, context);
  return {
    authors: audiobook.authors.map((name) => ({ name })),
    ...availableMarkets(audiobook.markets, market),
    copyrights: copyrights(audiobook.copyrights),
    description: audiobook.description,
    edition: audiobook.edition,
    explicit: audiobook.explicit,
    external_urls,
    href: links('audiobook', audiobook.id, context).href,
    html_description: audiobook.htmlDescription,
    id: audiobook.id,
    images: images('audiobook', audiobook.id, context),
    languages: [...audiobook.languages],
    media_type: audiobook.mediaType,
    name: audiobook.name,
    narrators: audiobook.narrators.map((name) => ({ name })),
    publisher: audiobook.publisher,
    total_chapters: audiobook.totalChapters,
    type: 'audiobook',
    uri,
  };
}
