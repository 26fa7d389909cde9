import type { Operations } from 'spixie/operations';
import type { Audiobook } from '../catalogue/catalogue-types.js';
import { simplifiedAudiobookObject } from './audiobook-objects.js';
import { simplifiedChapterObject } from './chapter-objects.js';
import type { Caller } from './handler.js';
import { firstPage } from './paging.js';
import type { WebApiContext } from './web-api-context.js';

/** An audiobook as the Web API shows it, with the first page of its chapters. */
export type AudiobookObject = Operations['GET /audiobooks/{id}']['response'];

/**
 * An audiobook, with the first page of its chapters.
 *
 * @param caller - whose resume points are told, if the token may know them
 * @param query - of the request: a market in it stays in the URLs of the pages
 */
export function audiobookObject(
  audiobook: Audiobook,
  context: WebApiContext,
  market: string | undefined,
  caller: Caller,
  query: URLSearchParams,
): AudiobookObject {
  const chapters = firstPage(`${context.apiUrl}/audiobooks/${audiobook.id}/chapters`, query, (range) => {
    const { total, items } = context.catalogue.audiobookChapters(audiobook.id, range);
    return { total, items: items.map((chapter) => simplifiedChapterObject(chapter, context, market, caller)) };
  });
  return { ...simplifiedAudiobookObject(audiobook, context, market), chapters };
}
