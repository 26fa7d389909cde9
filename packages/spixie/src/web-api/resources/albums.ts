import type { Album } from '../contract/albums.js';
import type { MarketQuery } from '../contract/object-parts.js';
import type { Page } from '../contract/page.js';
import type { SimplifiedTrack } from '../contract/tracks.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Albums, by their ids. */
export interface AlbumsResource {
  /**
   * An album.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
   */
  get(id: string, query?: MarketQuery, call?: CallOptions): Promise<Album>;
  /**
   * Albums of any number, in the order of the ids; in parts of 20, or one by one where the app’s tier has no operation for many. `null` where there is none with an id.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-albums
   */
  many(ids: readonly string[], query?: MarketQuery, options?: ListOptions): Promise<(Album | null)[]>;
  /**
   * The tracks of an album.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-albums-tracks
   */
  tracks(
    id: string,
    query?: Query<'GET /albums/{id}/tracks'>,
    options?: ListOptions,
  ): Paged<SimplifiedTrack, Page<SimplifiedTrack>>;
}

export function createAlbums(api: OperationMethods): AlbumsResource {
  return {
    get: api.byQuery('GET /albums/{id}'),
    many: api.many('GET /albums', 20, 'GET /albums/{id}'),
    tracks: api.list('GET /albums/{id}/tracks'),
  };
}
