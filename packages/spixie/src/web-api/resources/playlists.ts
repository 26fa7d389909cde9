import { writeInParts } from '../batches.js';
import type { Image } from '../contract/object-parts.js';
import type { Page } from '../contract/page.js';
import type {
  AddItems,
  NewPlaylist,
  Playlist,
  PlaylistChanges,
  PlaylistItem,
  PlaylistItemsQuery,
  PlaylistSnapshot,
  ReplaceOrMoveItems,
} from '../contract/playlists.js';
import type { OperationMethods, Query } from '../operation-methods.js';
import { type ListOptions, type Paged, withFirst } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** Playlists, by their ids. */
export interface PlaylistsResource {
  /**
   * A playlist with the first of its items. Iterated, it gives all of them, as `items` does, whatever `fields` says.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
   */
  get(playlistId: string, query?: PlaylistItemsQuery, options?: ListOptions): Paged<PlaylistItem, Playlist, Page<PlaylistItem>>;
  /**
   * Creates a playlist of the signed-in user.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/create-playlist
   */
  create(playlist: NewPlaylist, call?: CallOptions): Promise<Playlist>;
  /**
   * Changes the name, the description, and who sees it.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/change-playlist-details
   */
  change(playlistId: string, changes: PlaylistChanges, call?: CallOptions): Promise<undefined>;
  /**
   * What stands in a playlist. Development Mode apps get this of the user’s own and collaborative playlists only.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
   */
  items(
    playlistId: string,
    query?: Query<'GET /playlists/{playlist_id}/items'>,
    options?: ListOptions,
  ): Paged<PlaylistItem, Page<PlaylistItem>>;
  /**
   * Adds any number of tracks and episodes, in parts of 100: to the end, or before a position.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/add-items-to-playlist
   */
  addItems(
    playlistId: string,
    uris: readonly string[],
    at?: Pick<AddItems, 'position'>,
    call?: CallOptions,
  ): Promise<PlaylistSnapshot>;
  /**
   * Puts any number of items in the place of all that are there; none empties the playlist. What is beyond 100 is added in parts.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-items
   */
  replaceItems(playlistId: string, uris: readonly string[], call?: CallOptions): Promise<PlaylistSnapshot>;
  /**
   * Moves a range of items.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-items
   */
  moveItems(playlistId: string, range: Omit<ReplaceOrMoveItems, 'uris'>, call?: CallOptions): Promise<PlaylistSnapshot>;
  /**
   * Empties every place where one of these stands, in parts of 100.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-items-playlist
   */
  removeItems(
    playlistId: string,
    uris: readonly string[],
    from?: { snapshot_id?: string },
    call?: CallOptions,
  ): Promise<PlaylistSnapshot>;
  /**
   * The cover of a playlist, in its sizes.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist-cover
   */
  images(playlistId: string, call?: CallOptions): Promise<Image[]>;
  /**
   * Puts a cover on a playlist: a JPEG in Base64, of at most 256 KB.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/upload-custom-playlist-cover
   */
  uploadImage(playlistId: string, jpeg: string, call?: CallOptions): Promise<undefined>;
  /**
   * What stands in a playlist.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-tracks
   * @deprecated Removed for Development Mode apps in February 2026: use `items`.
   */
  tracks(
    playlistId: string,
    query?: Query<'GET /playlists/{playlist_id}/tracks'>,
    options?: ListOptions,
  ): Paged<PlaylistItem, Page<PlaylistItem>>;
  /**
   * Adds any number of tracks and episodes, in parts of 100: to the end, or before a position.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/add-tracks-to-playlist
   * @deprecated Removed for Development Mode apps in February 2026: use `addItems`.
   */
  addTracks(
    playlistId: string,
    uris: readonly string[],
    at?: Pick<AddItems, 'position'>,
    call?: CallOptions,
  ): Promise<PlaylistSnapshot>;
  /**
   * Puts any number of items in the place of all that are there; none empties the playlist. What is beyond 100 is added in parts.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-tracks
   * @deprecated Removed for Development Mode apps in February 2026: use `replaceItems`.
   */
  replaceTracks(playlistId: string, uris: readonly string[], call?: CallOptions): Promise<PlaylistSnapshot>;
  /**
   * Moves a range of items.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-tracks
   * @deprecated Removed for Development Mode apps in February 2026: use `moveItems`.
   */
  moveTracks(playlistId: string, range: Omit<ReplaceOrMoveItems, 'uris'>, call?: CallOptions): Promise<PlaylistSnapshot>;
  /**
   * Empties every place where one of these stands, in parts of 100.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-tracks-playlist
   * @deprecated Removed for Development Mode apps in February 2026: use `removeItems`.
   */
  removeTracks(
    playlistId: string,
    uris: readonly string[],
    from?: { snapshot_id?: string },
    call?: CallOptions,
  ): Promise<PlaylistSnapshot>;
  /**
   * Follows a playlist.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/follow-playlist
   * @deprecated Removed for Development Mode apps in February 2026: use `library.save`.
   */
  follow(playlistId: string, body?: { public?: boolean }, call?: CallOptions): Promise<undefined>;
  /**
   * No longer follows a playlist.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/unfollow-playlist
   * @deprecated Removed for Development Mode apps in February 2026: use `library.remove`.
   */
  unfollow(playlistId: string, call?: CallOptions): Promise<undefined>;
  /**
   * Whether the user follows a playlist: one value.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-if-user-follows-playlist
   * @deprecated Removed for Development Mode apps in February 2026: use `library.contains`.
   */
  isFollowed(playlistId: string, call?: CallOptions): Promise<boolean[]>;
}

export function createPlaylists(api: OperationMethods): PlaylistsResource {
  const items = api.list('GET /playlists/{playlist_id}/items');
  const first = api.byQuery('GET /playlists/{playlist_id}');
  const toItems = createItemWrites(api, 'items');
  const toTracks = createItemWrites(api, 'tracks');
  return {
    get(id, query, options) {
      const { fields, ...rest } = query ?? {};
      return withFirst(items(id, rest, options), () => first(id, query, options));
    },
    create: api.byBody('POST /me/playlists'),
    change: api.byBody('PUT /playlists/{playlist_id}'),
    items,
    addItems: toItems.add,
    replaceItems: toItems.replace,
    moveItems: api.byBody('PUT /playlists/{playlist_id}/items'),
    removeItems: toItems.remove,
    images: api.byPath('GET /playlists/{playlist_id}/images'),
    uploadImage: api.byBody('PUT /playlists/{playlist_id}/images'),
    tracks: api.list('GET /playlists/{playlist_id}/tracks'),
    addTracks: toTracks.add,
    replaceTracks: toTracks.replace,
    moveTracks: api.byBody('PUT /playlists/{playlist_id}/tracks'),
    removeTracks: toTracks.remove,
    follow: api.byBody('PUT /playlists/{playlist_id}/followers'),
    unfollow: api.byPath('DELETE /playlists/{playlist_id}/followers'),
    isFollowed: api.byPath('GET /playlists/{playlist_id}/followers/contains'),
  };
}

/** The methods that write what stands in a playlist, in parts, by the operations of 2026 or by those of before. */
function createItemWrites(api: OperationMethods, kind: 'items' | 'tracks') {
  const write = (httpMethod: 'POST' | 'PUT' | 'DELETE', playlist_id: string, body: object, call?: CallOptions) =>
    api.ask(`${httpMethod} /playlists/{playlist_id}/${kind}`, { path: { playlist_id }, body: body as never }, call);
  const add: PlaylistsResource['addItems'] = (id, all, { position } = {}, call) =>
    writeInParts(all, 100, (uris, done) =>
      write('POST', id, { uris, ...(position !== undefined && { position: position + done }) }, call),
    );
  const replace: PlaylistsResource['replaceItems'] = (id, all, call) =>
    writeInParts(all, 100, (uris, done) => write(done ? 'POST' : 'PUT', id, { uris }, call));
  const remove: PlaylistsResource['removeItems'] = (id, all, from, call) =>
    writeInParts(all, 100, (uris) => write('DELETE', id, { ...from, [kind]: uris.map((uri) => ({ uri })) }, call));
  return { add, replace, remove };
}
