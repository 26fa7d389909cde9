import type { Operations } from 'spixie/operations';
import type { Album } from '../catalogue/catalogue-types.js';
import { simplifiedAlbumObject } from './album-objects.js';
import { copyrights } from './object-parts.js';
import { firstPage } from './paging.js';
import { simplifiedTrackObject } from './track-objects.js';
import type { WebApiContext } from './web-api-context.js';

/** An album as the Web API shows it, with the first page of its tracks. */
export type AlbumObject = Operations['GET /albums/{id}']['response'];

/**
 * An album, with the first page of its tracks.
 *
 * @param query - of the request: a market in it stays in the URLs of the pages
 */
export function albumObject(album: Album, context: WebApiContext, market: string | undefined, query: URLSearchParams): AlbumObject {
  const tracks = firstPage(`${context.apiUrl}/albums/${album.id}/tracks`, query, (range) => {
    const { total, items } = context.catalogue.albumTracks(album.id, range);
    return { total, items: items.map((track) => simplifiedTrackObject(track, context, market)) };
  });
  return {
    ...simplifiedAlbumObject(album, context, market),
    copyrights: copyrights(album.copyrights),
    external_ids: { upc: album.upc },
    // Spotify no longer says of what genre an album is.
    genres: [],
    label: album.label,
    popularity: album.popularity,
    tracks,
  };
}
