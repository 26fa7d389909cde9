import type { Exchange } from '../inspector/exchange.js';
import { noteDeviation } from '../inspector/exchange.js';
import type { ItemMove, ItemRemoval } from '../world/playlist-items.js';
import { PlaylistRefusal, type PlaylistRefusalReason } from '../world/playlist-refusal.js';
import type { Call, Handler, Handlers } from './handler.js';
import { editablePlaylist } from './playlist-access.js';
import { doesNotConform, isPlayable, MOST_URIS, readItemsBody, readUris, tooMany } from './playlist-uris.js';
import { signedInUser } from './signed-in-user.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

// The deprecated operations on tracks are the same but for one name in the body.
type ItemsCall = Pick<Call<'POST /playlists/{playlist_id}/items'>, 'path' | 'query' | 'caller' | 'context' | 'exchange'>;
type PlaylistSnapshot = ReturnType<Handler<'POST /playlists/{playlist_id}/items'>>;
type Body = Readonly<Record<string, unknown>>;

const addItems = ({ path, query, caller, context, exchange }: ItemsCall): PlaylistSnapshot => {
  const playlist = editablePlaylist(path.playlist_id, 'add tracks to', caller, context);
  const body = readItemsBody(exchange);
  const uris = readUris(query, body, 'add', context);
  if (uris === undefined || uris.length === 0) throw noUris();
  const inQuery = query.get('position');
  const position = inQuery ? Number(inQuery.trim() || NaN) : optionalWhole(body, 'position');
  if (position !== undefined && !Number.isSafeInteger(position)) throw new WebApiError(400, 'Invalid position');
  return snapshot(() => context.world.playlists.items.add(playlist.id, uris, addedBy({ caller, context }), position));
};

const replaceOrMoveItems = ({ path, query, caller, context, exchange }: ItemsCall): PlaylistSnapshot => {
  const body = readItemsBody(exchange);
  const moves = body['range_start'] !== undefined || body['insert_before'] !== undefined;
  const playlist = editablePlaylist(path.playlist_id, moves ? 'reorder tracks in' : 'replace tracks in', caller, context);
  const uris = readUris(query, body, 'replace', context);
  const { items } = context.world.playlists;
  if (moves) {
    // It is one or the other, as documented.
    if (uris !== undefined) throw doesNotConform();
    const move = readMove(body);
    return snapshot(() => items.move(playlist.id, move));
  }
  if (uris === undefined) throw noUris();
  return snapshot(() => items.replace(playlist.id, uris, addedBy({ caller, context })));
};

const removeItems = ({ path, caller, context, exchange }: ItemsCall, name: 'items' | 'tracks'): PlaylistSnapshot => {
  const playlist = editablePlaylist(path.playlist_id, 'remove tracks from', caller, context);
  const body = readItemsBody(exchange);
  const removals = readRemovals(body[name], context, exchange);
  const version = optionalText(body, 'snapshot_id');
  return snapshot(() => context.world.playlists.items.remove(playlist.id, removals, version));
};

function readMove(body: Body): ItemMove {
  const from = optionalWhole(body, 'range_start');
  const before = optionalWhole(body, 'insert_before');
  if (from === undefined || before === undefined) throw doesNotConform();
  return { from, before, count: optionalWhole(body, 'range_length') ?? 1, version: optionalText(body, 'snapshot_id') };
}

function readRemovals(named: unknown, { settings }: WebApiContext, exchange: Exchange): ItemRemoval[] {
  if (named === undefined || named === null) throw noUris();
  if (!Array.isArray(named)) throw doesNotConform();
  if (named.length > MOST_URIS) throw tooMany('remove');
  return (named as unknown[]).map((item) => {
    const { uri, positions } = typeof item === 'object' && item !== null ? (item as Body) : {};
    if (typeof uri !== 'string') throw doesNotConform();
    if (!isPlayable(uri)) throw new WebApiError(400, `JSON body contains an invalid track uri: ${uri.slice(0, 200)}`);
    if (positions === undefined || positions === null) return { uri };
    if (settings.get().removalPositions === 'ignored') {
      noteDeviation(
        exchange,
        '"positions" is ignored, as Spotify has done since 2024: the item goes from every place where it stands.',
      );
      return { uri };
    }
    if (!Array.isArray(positions) || positions.length === 0 || !positions.every((one) => Number.isSafeInteger(one))) {
      throw new WebApiError(400, 'Missing or invalid positions');
    }
    return { uri, positions: positions as number[] };
  });
}

function addedBy({ caller, context }: Pick<ItemsCall, 'caller' | 'context'>): { by: string; at: number } {
  return { by: signedInUser(caller).id, at: context.clock.now() };
}

function snapshot(change: () => string): PlaylistSnapshot {
  try {
    return { snapshot_id: change() };
  } catch (error) {
    throw error instanceof PlaylistRefusal ? refused(error.reason) : error;
  }
}

function refused(reason: PlaylistRefusalReason): WebApiError {
  // https://github.com/spotipy-dev/spotipy/issues/716
  if (reason === 'position') return new WebApiError(403, 'Index out of bounds.');
  // https://github.com/jwilsson/spotify-web-api-php/issues/271
  if (reason === 'version') return new WebApiError(400, 'Missing or bad version tag');
  // https://github.com/spotify/web-api/issues/989
  if (reason === 'item') return new WebApiError(400, 'Could not remove tracks, please check parameters.');
  // As documented for a playlist that is full.
  return new WebApiError(403, 'Forbidden');
}

function optionalWhole(body: Body, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw doesNotConform();
  return value;
}

function optionalText(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw doesNotConform();
  return value;
}

function noUris(): WebApiError {
  return new WebApiError(400, 'No uris provided');
}

// Each by its own name, whose type they are.
const postItems: Handler<'POST /playlists/{playlist_id}/items'> = addItems;
const postTracks: Handler<'POST /playlists/{playlist_id}/tracks'> = addItems;
const putItems: Handler<'PUT /playlists/{playlist_id}/items'> = replaceOrMoveItems;
const putTracks: Handler<'PUT /playlists/{playlist_id}/tracks'> = replaceOrMoveItems;
const deleteItems: Handler<'DELETE /playlists/{playlist_id}/items'> = (call) => removeItems(call, 'items');
const deleteTracks: Handler<'DELETE /playlists/{playlist_id}/tracks'> = (call) => removeItems(call, 'tracks');

/** What changes the items of a playlist. */
export const playlistEditHandlers = {
  'POST /playlists/{playlist_id}/items': postItems,
  'PUT /playlists/{playlist_id}/items': putItems,
  'DELETE /playlists/{playlist_id}/items': deleteItems,
  'POST /playlists/{playlist_id}/tracks': postTracks,
  'PUT /playlists/{playlist_id}/tracks': putTracks,
  'DELETE /playlists/{playlist_id}/tracks': deleteTracks,
} satisfies Partial<Handlers>;
