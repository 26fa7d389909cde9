import type { Page } from '../contract/page.js';
import type { PlaylistItem } from '../contract/playlists.js';
import type { CallOptions, OperationInput, SpotifyRequest } from '../spotify-request.js';

/** Playlists, by their id. */
export interface PlaylistsResource {
  /**
   * What stands in a playlist. Development Mode apps get this of the user's own and collaborative playlists only.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
   */
  items(
    playlistId: string,
    query?: OperationInput<'GET /playlists/{playlist_id}/items'>['query'],
    call?: CallOptions,
  ): Promise<Page<PlaylistItem>>;
}

export function createPlaylists(request: SpotifyRequest): PlaylistsResource {
  return {
    items: (playlistId, query = {}, call = {}) =>
      request('GET /playlists/{playlist_id}/items', { ...call, path: { playlist_id: playlistId }, query }),
  };
}
