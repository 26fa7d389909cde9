import type { Operations, Page } from 'spixie/operations';
import type { CatalogueItems } from '../catalogue/catalogue.js';
import type { Found, Range } from '../catalogue/catalogue-types.js';
import type { SearchedCatalogueKind } from '../catalogue/search-kinds.js';
import type { SearchQuery } from '../world/search-query.js';
import { parseSearch } from '../world/search-query.js';
import { simplifiedAlbumObject } from './album-objects.js';
import { artistObject } from './artist-objects.js';
import { simplifiedAudiobookObject } from './audiobook-objects.js';
import { simplifiedEpisodeObject } from './episode-objects.js';
import type { Call, Handler, Handlers } from './handler.js';
import { readMarket } from './market.js';
import { readRange, toPage } from './paging.js';
import { playlistObject } from './playlist-objects.js';
import { searchPlaylists } from './search-playlists.js';
import { simplifiedShowObject } from './show-objects.js';
import { trackObject } from './track-objects.js';
import { WebApiError } from './web-api-error.js';

type SearchType = Operations['GET /search']['query']['type'][number];
type SearchResult = Operations['GET /search']['response'];

const TYPES: readonly SearchType[] = ['track', 'artist', 'album', 'playlist', 'show', 'episode', 'audiobook'];
/** As it was seen in 2024. Before, the hundred-and-first character brought a 404. */
const LONGEST_QUERY = 250;

// One page for each type. `include_external` changes nothing: there is nothing that is played elsewhere.
const search: Handler<'GET /search'> = (call) => {
  const { query, caller, context } = call;
  const sought = readQuery(query);
  const types = readTypes(query);
  // Since February 2026 a page of Development Mode is small; with extended quota, and for apps from before, it is as it was.
  const limits = caller.tier === 'development-2026' ? { defaultLimit: 5, maxLimit: 10 } : {};
  const range = readRange(query, { ...limits, maxOffset: 1000 });
  // The reference has 1000 for the most; answered was an error then (spotipy#868).
  if (range.offset === 1000) throw new WebApiError(400, 'Bad request');
  const market = readMarket(query, caller);
  // What is available to the user is found also where no market was asked for.
  const within = market ?? caller.user?.country;
  const find = finder(call, sought, range, within);
  // To whom no country is known no spoken word is available: Spotify leaves a hole for each.
  const spoken = <Item, Shown>(show: (item: Item) => Shown) => (within === undefined ? (): null => null : show);

  const result: SearchResult = {};
  const page = <Item, Shown>(type: SearchType, { total, items }: Found<Item>, show: (item: Item) => Shown): Page<Shown> =>
    toPage(`${context.apiUrl}/search`, queryOfPages(query, type), range, total, items.map(show));
  if (types.has('track')) result.tracks = page('track', find('track'), (track) => trackObject(track, context, market));
  if (types.has('artist')) result.artists = page('artist', find('artist'), (artist) => artistObject(artist, context));
  if (types.has('album')) result.albums = page('album', find('album'), (album) => simplifiedAlbumObject(album, context, market));
  if (types.has('playlist')) {
    const found = searchPlaylists(sought, range, caller, context);
    result.playlists = page('playlist', found, (playlist) => playlistObject(playlist, context));
  }
  if (types.has('show'))
    result.shows = page(
      'show',
      find('show'),
      spoken((show) => simplifiedShowObject(show, context, market)),
    );
  if (types.has('episode')) {
    const shown = spoken((episode: CatalogueItems['episode']) => simplifiedEpisodeObject(episode, context, market, caller));
    result.episodes = page('episode', find('episode'), shown);
  }
  if (types.has('audiobook')) {
    const shown = spoken((audiobook: CatalogueItems['audiobook']) => simplifiedAudiobookObject(audiobook, context, market));
    result.audiobooks = page('audiobook', find('audiobook'), shown);
  }
  return result;
};

type Finder = <Kind extends SearchedCatalogueKind>(kind: Kind) => Found<CatalogueItems[Kind]>;

function finder({ context }: Call<'GET /search'>, query: SearchQuery, range: Range, market: string | undefined): Finder {
  const { catalogue } = context;
  // Where Spotify is not, nothing is available.
  if (market !== undefined && !catalogue.markets.includes(market)) return () => ({ total: 0, items: [] });
  // New is what is new in the catalogue, as in `GET /browse/new-releases`: a clock that is moved does not make it run out.
  const now = Date.parse(catalogue.today);
  return (kind) => catalogue.search(kind, query, { ...range, market, now });
}

function readQuery(query: URLSearchParams): SearchQuery {
  // The links to pages call it `query`, and so do many clients.
  const typed = query.get('q') ?? query.get('query') ?? '';
  if (typed.trim() === '') throw new WebApiError(400, 'No search query');
  if (typed.length > LONGEST_QUERY) throw new WebApiError(400, `Query exceeds maximum length of ${LONGEST_QUERY} characters`);
  return parseSearch(typed);
}

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

// Named and in the order that was seen: `search?query=…&type=track&market=…&offset=20&limit=20`.
function queryOfPages(query: URLSearchParams, type: SearchType): URLSearchParams {
  const { q, query: alias, type: _, ...rest } = Object.fromEntries(query);
  return new URLSearchParams({ query: q ?? alias ?? '', type, ...rest });
}

/** The search. */
export const searchHandlers = { 'GET /search': search } satisfies Partial<Handlers>;
