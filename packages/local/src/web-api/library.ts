import { noteDeviation } from '../inspector/exchange.js';
import type { SavedKind } from '../world/library.js';
import { followablePlaylist } from './followable-playlist.js';
import type { Caller, Handler, Handlers } from './handler.js';
import { parseUri, readList } from './ids.js';
import { isThere, type LibraryCall } from './saved-items.js';
import { signedInUser } from './signed-in-user.js';
import { WebApiError } from './web-api-error.js';

/** What a URI of the library names. */
interface LibraryItem {
  readonly kind: SavedKind | 'artist' | 'user' | 'playlist';
  readonly id: string;
}

/** What is done with one item of the library. */
interface Act {
  saved(kind: SavedKind, id: string): void;
  artist(id: string): void;
  user(id: string): void;
  playlist(id: string): void;
}

const MOST = 40;

const scopesToChange: Readonly<Record<LibraryItem['kind'], string>> = {
  ...forSaved('user-library-modify'),
  artist: 'user-follow-modify',
  user: 'user-follow-modify',
  playlist: 'playlist-modify-public',
};

const scopesToRead: Readonly<Record<LibraryItem['kind'], string>> = {
  ...forSaved('user-library-read'),
  artist: 'user-follow-read',
  user: 'user-follow-read',
  playlist: 'playlist-read-private',
};

const saveToLibrary: Handler<'PUT /me/library'> = (call) => {
  const items = readItems(call, scopesToChange);
  const user = signedInUser(call.caller);
  const { world, catalogue, clock } = call.context;
  const passOver = (uri: string): void => noteDeviation(call.exchange, `There is no ${uri}: it was passed over.`);
  const now = clock.now();
  change(items, call, {
    saved: (kind, id) => void (isThere(kind, id, call) && world.library.save(user.id, kind, id, now)),
    artist: (id) => (catalogue.artist(id) ? world.follows.artists.follow(user.id, id) : passOver(`spotify:artist:${id}`)),
    user: (id) => (world.users.find(id) ? world.follows.users.follow(user.id, id) : passOver(`spotify:user:${id}`)),
    playlist: (id) =>
      followablePlaylist(id, call.caller, call.context)
        ? world.follows.playlists.follow(user.id, id)
        : passOver(`spotify:playlist:${id}`),
  });
};

const removeFromLibrary: Handler<'DELETE /me/library'> = (call) => {
  const items = readItems(call, scopesToChange);
  const { id: userId } = signedInUser(call.caller);
  const { library, follows } = call.context.world;
  change(items, call, {
    saved: (kind, id) => library.remove(userId, kind, id),
    artist: (id) => follows.artists.unfollow(userId, id),
    user: (id) => follows.users.unfollow(userId, id),
    playlist: (id) => follows.playlists.unfollow(userId, id),
  });
};

const libraryContains: Handler<'GET /me/library/contains'> = (call) => {
  const items = readItems(call, scopesToRead);
  const { id: userId } = signedInUser(call.caller);
  const { library, follows } = call.context.world;
  return items.map(({ kind, id }) => {
    if (kind === 'artist') return follows.artists.follows(userId, id);
    if (kind === 'user') return follows.users.follows(userId, id);
    if (kind === 'playlist') return follows.playlists.follows(userId, id);
    return library.contains(userId, kind, id);
  });
};

// All of it or nothing.
function change(items: readonly LibraryItem[], { context }: LibraryCall, act: Act): undefined {
  context.world.transaction(() => {
    for (const { kind, id } of items) {
      if (kind === 'artist' || kind === 'user' || kind === 'playlist') act[kind](id);
      else act.saved(kind, id);
    }
  });
}

function readItems(call: LibraryCall, scopes: Readonly<Record<LibraryItem['kind'], string>>): LibraryItem[] {
  // Those of a body do not count: github.com/jpochyla/psst/pull/740
  const items = readList(call.query, 'uris', MOST).map((uri) => readItem(uri, call));
  for (const { kind } of items) checkScope(scopes[kind], call.caller);
  return items;
}

function readItem(uri: string, { context: { catalogue } }: LibraryCall): LibraryItem {
  const { type = '', id = '' } = parseUri(uri) ?? {};
  if (!Object.hasOwn(scopesToRead, type)) throw new WebApiError(400, `Invalid uri: ${uri}`);
  // Audiobooks have URIs of shows.
  const kind = type === 'show' && catalogue.show(id) === undefined && catalogue.audiobook(id) ? 'audiobook' : type;
  return { kind: kind as LibraryItem['kind'], id };
}

function checkScope(scope: string, { scopes }: Caller): void {
  if (!scopes.has(scope)) throw new WebApiError(403, 'Insufficient client scope');
}

function forSaved(scope: string): Record<SavedKind, string> {
  return { track: scope, album: scope, episode: scope, show: scope, audiobook: scope };
}

/** The library of everything that can be saved or followed, by URI. */
export const libraryHandlers = {
  'PUT /me/library': saveToLibrary,
  'DELETE /me/library': removeFromLibrary,
  'GET /me/library/contains': libraryContains,
} satisfies Partial<Handlers>;
