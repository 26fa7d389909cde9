import { noteDeviation } from '../inspector/exchange.js';
import type { Playlist } from '../world/playlists.js';
import { findPlaylist, readPlaylistEntries } from './find-playlist.js';
import type { Caller, Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { readRange, toPage } from './paging.js';
import { playlistItemObject, playlistObject } from './playlist-objects.js';
import { signedInUser } from './signed-in-user.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

// The user's own, those that are not public as far as the scopes go.
const getCurrentUsersPlaylists: Handler<'GET /me/playlists'> = ({ caller, query, context }) => {
  const user = signedInUser(caller);
  const range = readRange(query);
  const visible = {
    private: caller.scopes.has('playlist-read-private'),
    collaborative: caller.scopes.has('playlist-read-collaborative'),
  };
  const { total, playlists } = context.world.playlists.ofUser(user.id, visible, range);
  return toPage(
    `${context.apiUrl}/me/playlists`,
    query,
    range,
    total,
    playlists.map((playlist) => playlistObject(playlist, context)),
  );
};

const getPlaylistItems: Handler<'GET /playlists/{playlist_id}/items'> = ({ path, query, caller, context, exchange }) => {
  const playlist = findReadable(path.playlist_id, caller, context);
  if (caller.tier === 'development-2026' && playlist.ownerId !== caller.user?.id && !playlist.collaborative) {
    throw new WebApiError(403, 'Forbidden');
  }
  const range = readRange(query);
  if (query.has('fields')) noteDeviation(exchange, 'The "fields" filter is not applied yet: the answer has every field.');
  const market = query.get('market') ?? undefined;
  const items = readPlaylistEntries(playlist, range, context).map((entry) => playlistItemObject(entry, context, market));
  return toPage(`${context.apiUrl}/playlists/${playlist.id}/items`, query, range, playlist.totalItems, items);
};

function findReadable(id: string, caller: Caller, context: WebApiContext): Playlist {
  const playlist = findPlaylist(checkId(id), caller, context);
  if (playlist?.public) return playlist;
  const isOwn = playlist !== undefined && playlist.ownerId === caller.user?.id;
  const mayRead = caller.scopes.has(playlist?.collaborative ? 'playlist-read-collaborative' : 'playlist-read-private');
  // A foreign private playlist is not told apart from one that does not exist. A collaborative one is open to whoever knows its id.
  if (playlist === undefined || !(isOwn || (playlist.collaborative && mayRead))) throw new WebApiError(404, 'Resource not found');
  if (!mayRead) throw new WebApiError(403, 'Insufficient client scope');
  return playlist;
}

/** The operations on playlists. */
export const playlistHandlers = {
  'GET /me/playlists': getCurrentUsersPlaylists,
  'GET /playlists/{playlist_id}/items': getPlaylistItems,
} satisfies Handlers;
