import type { User } from '../world/users.js';
import { editorialPlaylists } from './editorial-playlists.js';
import { isId, parseUri } from './ids.js';
import type { PlayerCommand } from './player-command.js';
import { playerError } from './player-error.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

// More than a playlist or a library can hold.
const everything = { limit: 20_000, offset: 0 };
const MOST_OF_ARTIST = 100;

/** What plays one thing after the other, item by item. */
export interface ContextItems {
  uris: readonly string[];
  /** The URI under which it is told. */
  uri: string;
}

/**
 * What a context has to play, in its order.
 *
 * @param hasOffset - whether it is to begin elsewhere than at its beginning
 * @throws WebApiError where there is none, or where it cannot be played
 */
export function contextItems(asked: string, hasOffset: boolean, { user, context }: PlayerCommand): ContextItems {
  const saved = collectionItems(asked, user, context);
  if (saved !== undefined) return saved;
  const { type, id } = parseUri(asked) ?? {};
  if (type === undefined || id === undefined) throw new WebApiError(400, 'Invalid context uri');
  const read = Object.hasOwn(readers, type) ? readers[type as keyof typeof readers] : undefined;
  if (read === undefined) {
    // Audiobooks are told apart: they are contexts, but play nothing that the Web API could show.
    if (type === 'audiobook') throw playerError('CONTEXT_DISALLOW', context.settings);
    throw new WebApiError(400, `Unsupported context uri: ${asked.slice(0, 100)}`);
  }
  if (hasOffset && type === 'artist') throw new WebApiError(400, "Can't have offset for context type: ARTIST");
  const uris = isId(id) ? read(id, context, user) : undefined;
  if (uris === undefined) throw new WebApiError(404, 'non existing id');
  return { uris, uri: asked };
}

/** What a context has to play for a user, in its order: `undefined` where there is none. */
export function findContext(asked: string, user: User, context: ContextSource): ContextItems | undefined {
  const saved = collectionItems(asked, user, context);
  if (saved !== undefined) return saved;
  const { type = '', id = '' } = parseUri(asked) ?? {};
  const uris = Object.hasOwn(readers, type) ? readers[type as keyof typeof readers](id, context, user) : undefined;
  return uris && { uris, uri: asked };
}

/** Where contexts are looked up. */
type ContextSource = Pick<WebApiContext, 'world' | 'catalogue'>;

function collectionItems(asked: string, user: User, { world }: ContextSource): ContextItems | undefined {
  if (!isCollection(asked, user)) return undefined;
  const saved = world.library.page(user.id, 'track', everything).items;
  return { uris: saved.map(({ id }) => `spotify:track:${id}`), uri: `spotify:user:${encodeURIComponent(user.id)}:collection` };
}

const readers = {
  album(id: string, { catalogue }: ContextSource): string[] | undefined {
    if (catalogue.album(id) === undefined) return undefined;
    return catalogue.albumTracks(id, everything).items.map((track) => `spotify:track:${track.id}`);
  },
  artist(id: string, { catalogue }: ContextSource): string[] | undefined {
    if (catalogue.artist(id) === undefined) return undefined;
    return catalogue.artistTracks(id, { limit: MOST_OF_ARTIST, offset: 0 }).items.map((track) => `spotify:track:${track.id}`);
  },
  show(id: string, { catalogue }: ContextSource): string[] | undefined {
    if (catalogue.show(id) === undefined) return undefined;
    return catalogue.showEpisodes(id, everything).items.map((episode) => `spotify:episode:${episode.id}`);
  },
  playlist(id: string, { world, catalogue }: ContextSource, user: User): string[] | undefined {
    const editorial = editorialPlaylists(catalogue);
    if (editorial.find(id)) return editorial.entries(id, everything).map((entry) => entry.uri);
    const playlist = world.playlists.find(id);
    const isOpen = playlist !== undefined && (playlist.public || playlist.collaborative || playlist.ownerId === user.id);
    return isOpen ? world.playlists.items.read(id, everything).map((entry) => entry.uri) : undefined;
  },
};

function isCollection(uri: string, user: User): boolean {
  const [, owner] = /^spotify:user:([^:]+):collection$/u.exec(uri) ?? [];
  return uri === 'spotify:collection' || owner === user.id || owner === encodeURIComponent(user.id);
}
