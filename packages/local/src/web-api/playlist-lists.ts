import type { Page } from 'spixie/operations';
import type { PlaylistVisibility } from '../world/playlists.js';
import { furtherPlaylists } from './find-playlist.js';
import type { Call, Caller, Handler, Handlers } from './handler.js';
import { readRange, toPage } from './paging.js';
import { checkModifyScope } from './playlist-access.js';
import { readNewPlaylist } from './playlist-details.js';
import { fullPlaylistObject, type PlaylistObject, playlistObject, type SimplifiedPlaylistObject } from './playlist-objects.js';
import { signedInUser } from './signed-in-user.js';
import { WebApiError } from './web-api-error.js';

// The user's own and those that they follow; those that are not public as far as the scopes go.
const getCurrentUsersPlaylists: Handler<'GET /me/playlists'> = (call) => {
  const user = signedInUser(call.caller);
  return listPlaylists(call, '/me/playlists', user.id, visibleToThemselves(call.caller));
};

const getUsersPlaylists: Handler<'GET /users/{user_id}/playlists'> = (call) => {
  const { path, caller, context } = call;
  if (context.world.users.find(path.user_id) === undefined) throw new WebApiError(404, 'No such user');
  const visible = caller.user?.id === path.user_id ? visibleToThemselves(caller) : { private: false, collaborative: false };
  return listPlaylists(call, `/users/${encodeURIComponent(path.user_id)}/playlists`, path.user_id, visible);
};

type CreateCall = Pick<Call<'POST /me/playlists'>, 'caller' | 'context' | 'exchange'>;

const create = ({ caller, context, exchange }: CreateCall): PlaylistObject => {
  const user = signedInUser(caller);
  const details = readNewPlaylist(exchange);
  checkModifyScope(details, caller);
  // A collaborative one can be made public at any time.
  if (details.collaborative) checkModifyScope({ public: true }, caller);
  const playlist = context.world.playlists.create(user.id, details);
  return fullPlaylistObject(playlist, [], new URLSearchParams(), context);
};

const createPlaylist: Handler<'POST /me/playlists'> = create;

const createUsersPlaylist: Handler<'POST /users/{user_id}/playlists'> = (call) => {
  if (signedInUser(call.caller).id !== call.path.user_id) {
    throw new WebApiError(403, 'You cannot create a playlist for another user');
  }
  return create(call);
};

function visibleToThemselves({ scopes }: Caller): PlaylistVisibility {
  return { private: scopes.has('playlist-read-private'), collaborative: scopes.has('playlist-read-collaborative') };
}

function listPlaylists(
  { query, caller, context }: Pick<Call<'GET /me/playlists'>, 'query' | 'caller' | 'context'>,
  path: string,
  userId: string,
  visible: PlaylistVisibility,
): Page<SimplifiedPlaylistObject> {
  const range = readRange(query);
  const { total, playlists } = context.world.playlists.ofUser(
    userId,
    { ...visible, findFurther: furtherPlaylists(caller, context) },
    range,
  );
  const items = playlists.map((playlist) => playlistObject(playlist, context));
  return toPage(`${context.apiUrl}${path}`, query, range, total, items);
}

/** The lists of playlists, to which a new one is added. */
export const playlistListHandlers = {
  'GET /me/playlists': getCurrentUsersPlaylists,
  'POST /me/playlists': createPlaylist,
  'GET /users/{user_id}/playlists': getUsersPlaylists,
  'POST /users/{user_id}/playlists': createUsersPlaylist,
} satisfies Partial<Handlers>;
