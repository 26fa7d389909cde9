import type { Operations } from 'spixie/operations';
import type { Chapter } from '../catalogue/catalogue-types.js';
import { simplifiedAudiobookObject } from './audiobook-objects.js';
import type { Caller } from './handler.js';
import { availableMarkets, images, links, marketRestriction } from './object-parts.js';
import { resumePoint } from './resume-point.js';
import type { WebApiContext } from './web-api-context.js';

/** A chapter as the Web API shows it, with its audiobook. */
export type ChapterObject = Operations['GET /chapters/{id}']['response'];
/** A chapter without its audiobook. */
export type SimplifiedChapterObject = Operations['GET /audiobooks/{id}/chapters']['response']['items'][number];

/**
 * A chapter where its audiobook names it.
 *
 * @param caller - whose resume point is told, if the token may know it
 */
export function simplifiedChapterObject(
  chapter: Chapter,
  context: WebApiContext,
  market: string | undefined,
  caller: Caller,
): SimplifiedChapterObject {
  // To Spotify's site and to its URIs a chapter is an episode.
  const { external_urls, uri } = links('episode', chapter.id, context);
  return {
    audio_preview_url: null,
    ...availableMarkets(chapter.markets, market),
    chapter_number: chapter.chapterNumber,
    description: chapter.description,
    duration_ms: chapter.durationMs,
    explicit: chapter.explicit,
    external_urls,
    href: links('chapter', chapter.id, context).href,
    html_description: chapter.htmlDescription,
    id: chapter.id,
    images: images('audiobook', chapter.audiobook.id, context),
    is_playable: market === undefined || chapter.markets.includes(market),
    languages: [...chapter.languages],
    name: chapter.name,
    release_date: chapter.releaseDate,
    release_date_precision: chapter.releaseDatePrecision,
    ...marketRestriction(chapter.markets, market),
    ...resumePoint(chapter.id, context, caller),
    type: 'episode',
    uri,
  };
}

/**
 * A chapter, with its audiobook.
 *
 * @param caller - as of `simplifiedChapterObject`
 */
export function chapterObject(chapter: Chapter, context: WebApiContext, market: string | undefined, caller: Caller): ChapterObject {
  return {
    ...simplifiedChapterObject(chapter, context, market, caller),
    audiobook: simplifiedAudiobookObject(chapter.audiobook, context, market),
  };
}
