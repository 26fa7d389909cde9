import type { Operations } from 'spixie/operations';
import type { Album, DiscographyAlbum } from '../catalogue/catalogue-types.js';
import { simplifiedArtistObject } from './artist-objects.js';
import { availableMarkets, images, links, marketRestriction } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';

/** An album in an artist's discography. */
export type DiscographyAlbumObject = Operations['GET /artists/{id}/albums']['response']['items'][number];
/** An album without its tracks. */
export type SimplifiedAlbumObject = Operations['GET /tracks/{id}']['response']['album'];

/**
 * An album, without its tracks.
 *
 * @param market - the market that counts; where there is one, the list of all markets is left out
 */
export function simplifiedAlbumObject(album: Album, context: WebApiContext, market: string | undefined): SimplifiedAlbumObject {
  const { external_urls, href, uri } = links('album', album.id, context);
  return {
    album_type: album.albumType,
    artists: album.artists.map((artist) => simplifiedArtistObject(artist, context)),
    ...availableMarkets(album.markets, market),
    external_urls,
    href,
    id: album.id,
    images: images('album', album.id, context),
    name: album.name,
    release_date: album.releaseDate,
    release_date_precision: album.releaseDatePrecision,
    ...marketRestriction(album.markets, market),
    total_tracks: album.totalTracks,
    type: 'album',
    uri,
  };
}

/** An album in an artist's discography. */
export function discographyAlbumObject(
  { album, group }: DiscographyAlbum,
  context: WebApiContext,
  market: string | undefined,
): DiscographyAlbumObject {
  return { album_group: group, ...simplifiedAlbumObject(album, context, market) };
}
