import type { Operations, Page } from 'spixie/operations';
import type { PlaylistEntry } from '../world/playlist-items.js';
import type { Playlist } from '../world/playlists.js';
import { episodeAsTrack } from './episode-as-track.js';
import { episodeObject } from './episode-objects.js';
import { localTrackObject } from './local-track-object.js';
import { images, links } from './object-parts.js';
import { toPage } from './paging.js';
import { trackObject } from './track-objects.js';
import { playlistOwner, userReference } from './user-objects.js';
import type { WebApiContext } from './web-api-context.js';

/** A playlist as the Web API shows it, without its items. */
export type SimplifiedPlaylistObject = Operations['GET /me/playlists']['response']['items'][number];
/** A playlist with the first page of its items. */
export type PlaylistObject = Operations['GET /playlists/{playlist_id}']['response'];
/** One position of a playlist. */
export type PlaylistItemObject = Operations['GET /playlists/{playlist_id}/items']['response']['items'][number];

/** How many items a playlist shows of itself under the deprecated name. */
export const FIRST_TRACKS = 100;
// A page of items has at most 50, as documented, and its link has to lead to one that is as long.
const FIRST_ITEMS = 50;

/** A playlist without its items. */
export function playlistObject(playlist: Playlist, context: WebApiContext): SimplifiedPlaylistObject {
  const { external_urls, href, uri } = links('playlist', playlist.id, context);
  const total = playlist.totalItems;
  return {
    collaborative: playlist.collaborative,
    description: playlist.description,
    external_urls,
    href,
    id: playlist.id,
    images: playlistImages(playlist, context),
    items: { href: `${href}/items`, total },
    name: playlist.name,
    owner: playlistOwner(playlist.ownerId, context),
    primary_color: null,
    public: playlist.public,
    snapshot_id: playlist.snapshotId,
    tracks: { href: `${href}/tracks`, total },
    type: 'playlist',
    uri,
  };
}

/**
 * A playlist with the first page of its items.
 *
 * @param items - the first ones
 * @param query - what stays in the links to further pages
 */
export function fullPlaylistObject(
  playlist: Playlist,
  items: readonly PlaylistItemObject[],
  query: URLSearchParams,
  context: WebApiContext,
): PlaylistObject {
  const page = (name: 'items' | 'tracks', limit: number): Page<PlaylistItemObject> => {
    const url = `${context.apiUrl}/playlists/${playlist.id}/${name}`;
    return toPage(url, query, { limit, offset: 0 }, playlist.totalItems, items.slice(0, limit));
  };
  return {
    ...playlistObject(playlist, context),
    followers: { href: null, total: context.world.follows.playlists.followers(playlist.id) },
    items: page('items', FIRST_ITEMS),
    tracks: page('tracks', FIRST_TRACKS),
  };
}

/** The picture that the owner gave it; else the one that Spotify puts together from its albums, which an empty one does not have. */
export function playlistImages(playlist: Playlist, context: WebApiContext): SimplifiedPlaylistObject['images'] {
  const { id, imageTag, totalItems } = playlist;
  if (imageTag !== null) {
    return [{ url: `${context.accountsUrl}/_images/playlist/${id}/${imageTag}.jpg`, height: null, width: null }];
  }
  return totalItems === 0 ? null : images('playlist', id, context, [640]);
}

/** How the items of a playlist are shown. */
export interface ItemsShown {
  readonly market: string | undefined;
  /** Whether the caller knows episodes: to others one comes as a kind of track. */
  readonly withEpisodes: boolean;
}

/** One position of a playlist, with what stands there under its new name and its deprecated one. */
export function playlistItemObject(entry: PlaylistEntry, context: WebApiContext, shown: ItemsShown): PlaylistItemObject {
  const item = findItem(entry.uri, context, shown);
  return {
    added_at: new Date(entry.addedAt).toISOString().replace(/\.\d+Z$/u, 'Z'),
    added_by: userReference(entry.addedBy, context),
    is_local: item?.type === 'track' && item.is_local,
    item,
    primary_color: null,
    track: item,
    video_thumbnail: { url: null },
  };
}

// Clients with strict models, such as tekore, cannot read a playlist without these, nor without its colour.
const isTrack = { episode: false, track: true };
const isEpisode = { episode: true, track: false };

function findItem(uri: string, context: WebApiContext, { market, withEpisodes }: ItemsShown): PlaylistItemObject['item'] {
  const [, type, id = ''] = uri.split(':');
  if (type === 'local') return { ...localTrackObject(uri), ...isTrack };
  if (type === 'episode') {
    const episode = context.catalogue.episode(id);
    if (episode === undefined) return null;
    return withEpisodes
      ? Object.assign(episodeObject(episode, context, market), isEpisode)
      : Object.assign(episodeAsTrack(episode, context, market), isTrack);
  }
  const track = context.catalogue.track(id);
  return track === undefined ? null : Object.assign(trackObject(track, context, market), isTrack);
}
