import type { Operations, Page } from 'spixie/operations';
import { simplifiedAlbumObject } from './album-objects.js';
import { artistObject } from './artist-objects.js';
import type { Handler, Handlers } from './handler.js';
import { readRange, toPage } from './paging.js';
import { playlistObject } from './playlist-objects.js';
import { trackObject } from './track-objects.js';
import { WebApiError } from './web-api-error.js';

type SearchType = Operations['GET /search']['query']['type'][number];

const TYPES: readonly SearchType[] = ['track', 'artist', 'album', 'playlist', 'show', 'episode', 'audiobook'];

// One page for each type. Of shows, episodes and audiobooks nothing can be found yet.
const search: Handler<'GET /search'> = ({ query, caller, context }) => {
  const words = query.get('q') ?? '';
  if (words.trim() === '') throw new WebApiError(400, 'No search query');
  const types = readTypes(query);
  // Since February 2026 a page of Development Mode is small; with extended quota, and for apps from before, it is as it was.
  const limits = caller.tier === 'development-2026' ? { defaultLimit: 5, maxLimit: 10 } : {};
  const range = readRange(query, { ...limits, maxOffset: 1000 });
  const market = query.get('market') ?? undefined;
  const { catalogue, world } = context;

  const page = <Found, Item>(
    type: SearchType,
    found: { total: number; items: Found[] },
    show: (item: Found) => Item,
  ): Page<Item> => {
    const ofType = new URLSearchParams(query);
    ofType.set('type', type);
    return toPage(`${context.apiUrl}/search`, ofType, range, found.total, found.items.map(show));
  };
  const nothing = (type: SearchType): Page<never> => page(type, { total: 0, items: [] }, (item: never) => item);
  const result: Operations['GET /search']['response'] = {};
  if (types.has('track'))
    result.tracks = page('track', catalogue.searchTracks(words, range), (track) => trackObject(track, context, market));
  if (types.has('artist'))
    result.artists = page('artist', catalogue.searchArtists(words, range), (artist) => artistObject(artist, context));
  if (types.has('album'))
    result.albums = page('album', catalogue.searchAlbums(words, range), (album) => simplifiedAlbumObject(album, context, market));
  if (types.has('playlist')) {
    const { total, playlists } = world.playlists.search(words, range);
    result.playlists = page('playlist', { total, items: playlists }, (playlist) => playlistObject(playlist, context));
  }
  if (types.has('show')) result.shows = nothing('show');
  if (types.has('episode')) result.episodes = nothing('episode');
  if (types.has('audiobook')) result.audiobooks = nothing('audiobook');
  return result;
};

function readTypes(query: URLSearchParams): Set<string> {
  const types = new Set(
    (query.get('type') ?? '')
      .split(',')
      .map((type) => type.trim())
      .filter((type) => type !== ''),
  );
  if (types.size === 0) throw new WebApiError(400, 'Missing parameter type');
  const unknown = [...types].find((type) => !(TYPES as readonly string[]).includes(type));
  if (unknown !== undefined) throw new WebApiError(400, `Bad search type field ${unknown}`);
  return types;
}

/** The search. */
export const searchHandlers = { 'GET /search': search } satisfies Handlers;
