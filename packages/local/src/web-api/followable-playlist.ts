import type { Playlist } from '../world/playlists.js';
import { findPlaylist } from './find-playlist.js';
import type { Caller } from './handler.js';
import type { WebApiContext } from './web-api-context.js';

/** The playlist, if the caller may have it in their list: a private one of another is not told apart from one that does not exist. */
export function followablePlaylist(id: string, caller: Caller, context: WebApiContext): Playlist | undefined {
  const playlist = findPlaylist(id, caller, context);
  return playlist && (playlist.public || playlist.collaborative || playlist.ownerId === caller.user?.id) ? playlist : undefined;
}
