import type { User } from '../world/users.js';
import { followablePlaylist } from './followable-playlist.js';
import type { Caller, Handler, Handlers } from './handler.js';
import { checkId, readList } from './ids.js';
import { readJsonBody } from './json-body.js';
import { signedInUser } from './signed-in-user.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

const followPlaylist: Handler<'PUT /playlists/{playlist_id}/followers'> = ({ path, caller, context, exchange }) => {
  const id = checkId(path.playlist_id);
  const user = signedInUser(caller);
  // Clients send null for what they have no value of.
  const onProfile = readJsonBody(exchange)['public'] ?? true;
  if (typeof onProfile !== 'boolean') throw new WebApiError(400, 'Malformed json');
  if (!caller.scopes.has(onProfile ? 'playlist-modify-public' : 'playlist-modify-private')) {
    throw new WebApiError(403, 'Insufficient client scope');
  }
  if (followablePlaylist(id, caller, context) === undefined) throw notFound();
  context.world.follows.playlists.follow(user.id, id, onProfile);
};

const unfollowPlaylist: Handler<'DELETE /playlists/{playlist_id}/followers'> = ({ path, caller, context }) => {
  const id = checkId(path.playlist_id);
  const user = signedInUser(caller);
  checkKnown(id, user, caller, context);
  context.world.follows.playlists.unfollow(user.id, id);
};

const isPlaylistFollowed: Handler<'GET /playlists/{playlist_id}/followers/contains'> = ({ path, query, caller, context }) => {
  const id = checkId(path.playlist_id);
  const user = signedInUser(caller);
  // Once up to five users could be asked about; now it is the user who calls, named or not.
  if (query.get('ids')) readList(query, 'ids', 1);
  checkKnown(id, user, caller, context);
  return [context.world.follows.playlists.follows(user.id, id)];
};

// What was followed can be asked about and left, whatever became of it since. To others a private one is not there.
function checkKnown(id: string, user: User, caller: Caller, context: WebApiContext): void {
  if (context.world.follows.playlists.follows(user.id, id)) return;
  if (followablePlaylist(id, caller, context) === undefined) throw notFound();
}

function notFound(): WebApiError {
  return new WebApiError(404, 'Resource not found');
}

/** Who has a playlist in their list. */
export const playlistFollowerHandlers = {
  'PUT /playlists/{playlist_id}/followers': followPlaylist,
  'DELETE /playlists/{playlist_id}/followers': unfollowPlaylist,
  'GET /playlists/{playlist_id}/followers/contains': isPlaylistFollowed,
} satisfies Partial<Handlers>;
