import type { DiscographyAlbum } from '../contract/albums.js';
import type { Artist } from '../contract/artists.js';
import type { MarketQuery } from '../contract/object-parts.js';
import type { Page } from '../contract/page.js';
import type { Track } from '../contract/tracks.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Artists, by their ids. */
export interface ArtistsResource {
  /**
   * An artist.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
   */
  get(id: string, call?: CallOptions): Promise<Artist>;
  /**
   * Artists of any number, in the order of the ids; in parts of 50, or one by one where the app’s tier has no operation for many. `null` where there is none with an id.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-artists
   */
  many(ids: readonly string[], options?: ListOptions): Promise<(Artist | null)[]>;
  /**
   * The albums of an artist. Iterated in pages of 50, or of 10 where the app’s tier gives no more.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-albums
   */
  albums(
    id: string,
    query?: Query<'GET /artists/{id}/albums'>,
    options?: ListOptions,
  ): Paged<DiscographyAlbum, Page<DiscographyAlbum>>;
  /**
   * What is played most of an artist.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-top-tracks
   * @deprecated Removed for Development Mode apps in February 2026, without a replacement.
   */
  topTracks(id: string, query?: MarketQuery, call?: CallOptions): Promise<{ tracks: Track[] }>;
  /**
   * Artists who are like an artist.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-related-artists
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  relatedArtists(id: string, call?: CallOptions): Promise<{ artists: Artist[] }>;
}

export function createArtists(api: OperationMethods): ArtistsResource {
  const several = api.many('GET /artists', 50, 'GET /artists/{id}');
  return {
    get: api.byPath('GET /artists/{id}'),
    many: (ids, options) => several(ids, {}, options),
    albums: api.list('GET /artists/{id}/albums', { smallPage: 10 }),
    topTracks: api.byQuery('GET /artists/{id}/top-tracks'),
    relatedArtists: api.byPath('GET /artists/{id}/related-artists'),
  };
}
