import type { Operations } from 'spixie/operations';
import type { Episode } from '../catalogue/catalogue-types.js';
import type { Caller } from './handler.js';
import { images, links, marketRestriction } from './object-parts.js';
import { resumePoint } from './resume-point.js';
import { simplifiedShowObject } from './show-objects.js';
import type { WebApiContext } from './web-api-context.js';

/** An episode as the Web API shows it, with its show. */
export type EpisodeObject = Operations['GET /episodes/{id}']['response'];
/** An episode without its show. */
export type SimplifiedEpisodeObject = Operations['GET /shows/{id}/episodes']['response']['items'][number];

/**
 * An episode where its show names it.
 *
 * @param caller - whose resume point is told, if the token may know it
 */
export function simplifiedEpisodeObject(
  episode: Episode,
  context: WebApiContext,
  market: string | undefined,
  caller?: Caller,
): SimplifiedEpisodeObject {
  const { external_urls, href, uri } = links('episode', episode.id, context);
  return {
    audio_preview_url: null,
    description: episode.description,
    duration_ms: episode.durationMs,
    explicit: episode.explicit,
    external_urls,
    href,
    html_description: episode.htmlDescription,
    id: episode.id,
    images: images('show', episode.show.id, context),
    is_externally_hosted: false,
    is_playable: market === undefined || episode.markets.includes(market),
    language: episode.languages[0] ?? 'en',
    languages: [...episode.languages],
    name: episode.name,
    release_date: episode.releaseDate,
    release_date_precision: episode.releaseDatePrecision,
    ...marketRestriction(episode.markets, market),
    ...resumePoint(episode.id, context, caller),
    type: 'episode',
    uri,
  };
}

/**
 * An episode, with its show.
 *
 * @param caller - as of `simplifiedEpisodeObject`
 */
export function episodeObject(
  episode: Episode,
  context: WebApiContext,
  market: string | undefined,
  caller?: Caller,
): EpisodeObject {
  return {
    ...simplifiedEpisodeObject(episode, context, market, caller),
    show: simplifiedShowObject(episode.show, context, market),
  };
}
