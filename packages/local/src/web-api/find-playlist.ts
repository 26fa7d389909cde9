import type { Range } from '../catalogue/catalogue-types.js';
import type { PlaylistEntry } from '../world/playlist-items.js';
import type { Playlist } from '../world/playlists.js';
import { type EditorialPlaylists, editor, editorialPlaylists } from './editorial-playlists.js';
import type { Caller } from './handler.js';
import type { WebApiContext } from './web-api-context.js';

/**
 * A user's playlist, or one that the local Spotify puts forward. Since November 2024 the latter are for apps with extended access
 * alone: to others it is as if there were none.
 */
export function findPlaylist(id: string, caller: Caller, context: WebApiContext): Playlist | undefined {
  return context.world.playlists.find(id) ?? furtherPlaylists(caller, context)?.(id);
}

/** Finds those that are in no world, where the caller may know of them. */
export function furtherPlaylists({ tier }: Caller, { catalogue }: WebApiContext): EditorialPlaylists['find'] | undefined {
  return tier === 'extended' ? (id) => editorialPlaylists(catalogue).find(id) : undefined;
}

/** What stands in a playlist that `findPlaylist` found. */
export function readPlaylistEntries(playlist: Playlist, range: Range, { world, catalogue }: WebApiContext): PlaylistEntry[] {
  const isEditorial = playlist.ownerId === editor.id && world.playlists.find(playlist.id) === undefined;
  return isEditorial ? editorialPlaylists(catalogue).entries(playlist.id, range) : world.playlists.items.read(playlist.id, range);
}
