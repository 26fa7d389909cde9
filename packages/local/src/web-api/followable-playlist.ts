import type { Playlist } from '../world/playlists.js';
import type { User } from '../world/users.js';
import type { WebApiContext } from './web-api-context.js';

/** The playlist, if the user may have it in their list: a private one of another is not told apart from one that does not exist. */
export function followablePlaylist(id: string, user: User, { world }: WebApiContext): Playlist | undefined {
  const playlist = world.playlists.find(id);
  return playlist && (playlist.public || playlist.collaborative || playlist.ownerId === user.id) ? playlist : undefined;
}
