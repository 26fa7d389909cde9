import type { Operations } from 'spixie/operations';
import type { PlaylistEntry } from '../world/playlist-items.js';
import type { Playlist } from '../world/playlists.js';
import { episodeObject } from './episode-objects.js';
import { images, links } from './object-parts.js';
import { trackObject } from './track-objects.js';
import { playlistOwner, userReference } from './user-objects.js';
import type { WebApiContext } from './web-api-context.js';

type PlaylistObject = Operations['GET /me/playlists']['response']['items'][number];
type PlaylistItemObject = Operations['GET /playlists/{playlist_id}/items']['response']['items'][number];

/** A playlist without its items. */
export function playlistObject(playlist: Playlist, context: WebApiContext): PlaylistObject {
  const { external_urls, href, uri } = links('playlist', playlist.id, context);
  const total = playlist.totalItems;
  return {
    collaborative: playlist.collaborative,
    description: playlist.description,
    external_urls,
    href,
    id: playlist.id,
    // Spotify puts a playlist's picture together from its albums: an empty one has none.
    images: total === 0 ? null : images('playlist', playlist.id, context, [640]),
    items: { href: `${href}/items`, total },
    name: playlist.name,
    owner: playlistOwner(playlist.ownerId, context),
    public: playlist.public,
    snapshot_id: playlist.snapshotId,
    tracks: { href: `${href}/tracks`, total },
    type: 'playlist',
    uri,
  };
}

/** One position of a playlist, with what stands there under its new name and its deprecated one. */
export function playlistItemObject(entry: PlaylistEntry, context: WebApiContext, market: string | undefined): PlaylistItemObject {
  const item = findItem(entry.uri, context, market);
  return {
    added_at: new Date(entry.addedAt).toISOString().replace(/\.\d+Z$/u, 'Z'),
    added_by: userReference(entry.addedBy, context),
    is_local: false,
    item,
    track: item,
  };
}

function findItem(uri: string, context: WebApiContext, market: string | undefined): PlaylistItemObject['item'] {
  const [, type, id = ''] = uri.split(':');
  if (type === 'episode') {
    const episode = context.catalogue.episode(id);
    return episode === undefined ? null : episodeObject(episode, context, market);
  }
  const track = context.catalogue.track(id);
  return track === undefined ? null : trackObject(track, context, market);
}
