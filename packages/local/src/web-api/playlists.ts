import type { Page } from 'spixie/operations';
import { readAdditionalTypes } from './additional-types.js';
import { selectFields } from './fields-filter.js';
import { readPlaylistEntries } from './find-playlist.js';
import type { Call, Caller, Handler, Handlers } from './handler.js';
import { readMarket } from './market.js';
import { readRange, toPage } from './paging.js';
import { checkModifyScope, ownPlaylist, playlistWithItems, readablePlaylist, showsItems } from './playlist-access.js';
import { readChanges } from './playlist-details.js';
import { playlistEditHandlers } from './playlist-edits.js';
import { playlistImageHandlers } from './playlist-images.js';
import { playlistListHandlers } from './playlist-lists.js';
import {
  FIRST_TRACKS,
  fullPlaylistObject,
  type ItemsShown,
  type PlaylistItemObject,
  playlistItemObject,
} from './playlist-objects.js';
import { withoutRemovedFields } from './removed-fields.js';

type ItemsCall = Pick<Call<'GET /playlists/{playlist_id}/items'>, 'path' | 'query' | 'caller' | 'context'>;

const getPlaylist: Handler<'GET /playlists/{playlist_id}'> = ({ path, query, caller, context }) => {
  const playlist = readablePlaylist(path.playlist_id, caller, context);
  const shown = readShown(query, caller);
  const range = { limit: showsItems(playlist, caller) ? FIRST_TRACKS : 0, offset: 0 };
  const items = readPlaylistEntries(playlist, range, context).map((entry) => playlistItemObject(entry, context, shown));
  // The filter is one for the playlist, and would be another for its pages.
  const kept = new URLSearchParams(query);
  kept.delete('fields');
  return filtered(fullPlaylistObject(playlist, items, kept, context), query, caller);
};

function readShown(query: URLSearchParams, caller: Caller): ItemsShown {
  return { market: readMarket(query, caller), withEpisodes: readAdditionalTypes(query).has('episode') };
}

const changePlaylist: Handler<'PUT /playlists/{playlist_id}'> = ({ path, caller, context, exchange }) => {
  const playlist = ownPlaylist(path.playlist_id, 'change the details of', caller, context);
  const changes = readChanges(exchange, playlist);
  // What it becomes counts as well as what it is.
  checkModifyScope({ ...playlist, ...changes }, caller);
  if (changes.collaborative) checkModifyScope({ public: true }, caller);
  if (Object.keys(changes).length > 0) context.world.playlists.change(playlist.id, changes);
};

function readItems(
  { path, query, caller, context }: ItemsCall,
  name: 'items' | 'tracks',
  maxLimit: number,
): Page<PlaylistItemObject> {
  const playlist = playlistWithItems(path.playlist_id, caller, context);
  const range = readRange(query, { maxLimit });
  const shown = readShown(query, caller);
  const items = readPlaylistEntries(playlist, range, context).map((entry) => playlistItemObject(entry, context, shown));
  const url = `${context.apiUrl}/playlists/${playlist.id}/${name}`;
  return filtered(toPage(url, query, range, playlist.totalItems, items), query, caller);
}

// What is left out is absent, whatever the type says. What Development Mode lost is told by fields that may be left out: it goes first.
function filtered<Answer extends object>(answer: Answer, query: URLSearchParams, { tier, user }: ItemsCall['caller']): Answer {
  const fields = query.get('fields') ?? '';
  if (fields.trim() === '') return answer;
  return selectFields(tier === 'development-2026' ? withoutRemovedFields(answer, user?.id) : answer, fields) as Answer;
}

const getItems: Handler<'GET /playlists/{playlist_id}/items'> = (call) => readItems(call, 'items', 50);
// More than is documented, which clients have always relied on.
const getTracks: Handler<'GET /playlists/{playlist_id}/tracks'> = (call) => readItems(call, 'tracks', 100);

/** The operations on playlists. */
export const playlistHandlers = {
  'GET /playlists/{playlist_id}': getPlaylist,
  'PUT /playlists/{playlist_id}': changePlaylist,
  'GET /playlists/{playlist_id}/items': getItems,
  'GET /playlists/{playlist_id}/tracks': getTracks,
  ...playlistListHandlers,
  ...playlistEditHandlers,
  ...playlistImageHandlers,
} satisfies Partial<Handlers>;
