import type { Operations } from 'spixie/operations';
import type { Episode } from '../catalogue/catalogue-types.js';
import { availableMarkets, images, links, marketRestriction } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';

type TrackObject = Operations['GET /tracks/{id}']['response'];

/**
 * An episode as a kind of track, for programs that did not say that they know episodes: its show is the album and the artist.
 *
 * @see https://github.com/ramsayleung/rspotify/issues/320
 */
export function episodeAsTrack(episode: Episode, context: WebApiContext, market: string | undefined): TrackObject {
  const { show, markets } = episode;
  const ofShow = { ...links('show', show.id, context), id: show.id, name: show.name };
  const artist = { ...ofShow, type: 'artist' as const };
  return {
    album: {
      ...ofShow,
      album_type: 'compilation',
      artists: [artist],
      ...availableMarkets(show.markets, market),
      images: images('show', show.id, context),
      release_date: episode.releaseDate,
      release_date_precision: episode.releaseDatePrecision,
      total_tracks: show.totalEpisodes,
      type: 'album',
    },
    artists: [artist],
    ...availableMarkets(markets, market),
    disc_number: 0,
    duration_ms: episode.durationMs,
    explicit: episode.explicit,
    external_ids: {},
    ...links('episode', episode.id, context),
    id: episode.id,
    is_local: false,
    ...(market !== undefined && { is_playable: markets.includes(market) }),
    ...marketRestriction(markets, market),
    name: episode.name,
    popularity: 0,
    preview_url: null,
    track_number: 0,
    type: 'track',
  };
}
