import type { Operations } from 'spixie/operations';
import type { Track } from '../catalogue/catalogue-types.js';
import { simplifiedAlbumObject } from './album-objects.js';
import { simplifiedArtistObject } from './artist-objects.js';
import { availableMarkets, links } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';

/** A track as the Web API shows it. */
export type TrackObject = Operations['GET /tracks/{id}']['response'];
/** A track without its album. */
export type SimplifiedTrackObject = Operations['GET /albums/{id}/tracks']['response']['items'][number];

/**
 * A track where its album names it.
 *
 * @param market - the market that counts: where the track cannot be played there, another of the same recording stands in for it
 */
export function simplifiedTrackObject(track: Track, context: WebApiContext, market: string | undefined): SimplifiedTrackObject {
  return withoutAlbum(inMarket(track, context, market), context, market);
}

/**
 * A track.
 *
 * @param market - as of `simplifiedTrackObject`
 */
export function trackObject(track: Track, context: WebApiContext, market: string | undefined): TrackObject {
  const shown = inMarket(track, context, market);
  return {
    album: simplifiedAlbumObject(shown.track.album, context, market),
    ...withoutAlbum(shown, context, market),
    external_ids: { isrc: shown.track.isrc },
    popularity: shown.track.popularity,
  };
}

interface ShownTrack {
  track: Track;
  isPlayable: boolean;
  linkedFrom?: string | undefined;
}

function inMarket(track: Track, { catalogue }: WebApiContext, market: string | undefined): ShownTrack {
  // Nearly every track can be played nearly everywhere: the catalogue is asked for another one only where it has to be.
  if (market === undefined || track.markets.includes(market)) return { track, isPlayable: true };
  return catalogue.playableTrack(track.id, market) ?? { track, isPlayable: false };
}

function withoutAlbum(
  { track, isPlayable, linkedFrom }: ShownTrack,
  context: WebApiContext,
  market: string | undefined,
): SimplifiedTrackObject {
  const { external_urls, href, uri } = links('track', track.id, context);
  return {
    artists: track.artists.map((artist) => simplifiedArtistObject(artist, context)),
    ...availableMarkets(track.markets, market),
    disc_number: track.discNumber,
    duration_ms: track.durationMs,
    explicit: track.explicit,
    external_urls,
    href,
    id: track.id,
    is_local: false,
    ...(market !== undefined && { is_playable: isPlayable }),
    ...(linkedFrom !== undefined && { linked_from: { id: linkedFrom, type: 'track', ...links('track', linkedFrom, context) } }),
    name: track.name,
    preview_url: null,
    ...(!isPlayable && { restrictions: { reason: 'market' } }),
    track_number: track.trackNumber,
    type: 'track',
    uri,
  };
}
