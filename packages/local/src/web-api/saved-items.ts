import { type Exchange, noteDeviation } from '../inspector/exchange.js';
import type { SavedKind } from '../world/library.js';
import { readGivenIds } from './given-ids.js';
import type { Caller, Handlers } from './handler.js';
import { readIds } from './ids.js';
import { readMarket } from './market.js';
import { signedInUser } from './signed-in-user.js';
import { readTimestampedIds, type TimestampedId } from './timestamped-ids.js';
import type { WebApiContext } from './web-api-context.js';

/** What saving needs to know of a call, whatever its operation. */
export interface LibraryCall {
  readonly query: URLSearchParams;
  readonly caller: Caller;
  readonly context: WebApiContext;
  readonly exchange: Exchange;
}

const MOST = 50;
const MOST_ALBUMS = 20;

/** Whether something of this kind is there to be saved. What is not is passed over: what Spotify does then is not known. */
export function isThere(kind: SavedKind, id: string, { context, exchange }: LibraryCall): boolean {
  if (context.catalogue[kind](id) !== undefined) return true;
  noteDeviation(exchange, `There is no ${kind} ${id}: it was passed over.`);
  return false;
}

function saver(kind: SavedKind, most: number) {
  return (call: LibraryCall): undefined => {
    const { context, caller } = call;
    const user = signedInUser(caller);
    const ids = readGivenIds(call, most).filter((id) => isThere(kind, id, call));
    const now = context.clock.now();
    context.world.transaction(() => {
      for (const id of ids) context.world.library.save(user.id, kind, id, now);
    });
  };
}

const saveTracks = (call: LibraryCall): undefined => {
  const timestamped = readTimestampedIds(call.exchange, MOST);
  if (timestamped === undefined) return saver('track', MOST)(call);
  saveAtTimes(timestamped, call);
};

function saveAtTimes(timestamped: readonly TimestampedId[], call: LibraryCall): void {
  const { library, transaction } = call.context.world;
  const user = signedInUser(call.caller);
  transaction(() => {
    for (const { id, addedAt } of timestamped) if (isThere('track', id, call)) library.saveAt(user.id, 'track', id, addedAt);
  });
}

function remover(kind: SavedKind, most: number) {
  return (call: LibraryCall): undefined => {
    const { library, transaction } = call.context.world;
    const user = signedInUser(call.caller);
    const ids = readGivenIds(call, most);
    transaction(() => {
      for (const id of ids) library.remove(user.id, kind, id);
    });
  };
}

// Its `market` changes nothing, and is read all the same.
const removeShows = (call: LibraryCall): undefined => {
  readMarket(call.query, call.caller);
  remover('show', MOST)(call);
};

function finder(kind: SavedKind, most: number) {
  return ({ query, caller, context }: LibraryCall): boolean[] => {
    const user = signedInUser(caller);
    return readIds(query, most).map((id) => context.world.library.contains(user.id, kind, id));
  };
}

/** What saves, removes and looks for what is of one kind: for new apps `/me/library` took the place of all of them in February 2026. */
export const savedItemHandlers = {
  'PUT /me/albums': saver('album', MOST_ALBUMS),
  'DELETE /me/albums': remover('album', MOST_ALBUMS),
  'GET /me/albums/contains': finder('album', MOST_ALBUMS),
  'PUT /me/audiobooks': saver('audiobook', MOST),
  'DELETE /me/audiobooks': remover('audiobook', MOST),
  'GET /me/audiobooks/contains': finder('audiobook', MOST),
  'PUT /me/episodes': saver('episode', MOST),
  'DELETE /me/episodes': remover('episode', MOST),
  'GET /me/episodes/contains': finder('episode', MOST),
  'PUT /me/shows': saver('show', MOST),
  'DELETE /me/shows': removeShows,
  'GET /me/shows/contains': finder('show', MOST),
  'PUT /me/tracks': saveTracks,
  'DELETE /me/tracks': remover('track', MOST),
  'GET /me/tracks/contains': finder('track', MOST),
} satisfies Partial<Handlers>;
