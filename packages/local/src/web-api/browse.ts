import type { Operations } from 'spixie/operations';
import type { Category, Found, Range } from '../catalogue/catalogue-types.js';
import type { Playlist } from '../world/playlists.js';
import { simplifiedAlbumObject } from './album-objects.js';
import { editorialPlaylists } from './editorial-playlists.js';
import type { Handler, Handlers } from './handler.js';
import { images } from './object-parts.js';
import { readRange, toPage } from './paging.js';
import { playlistObject } from './playlist-objects.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

type CategoryObject = Operations['GET /browse/categories/{category_id}']['response'];
type FeaturedPlaylists = Operations['GET /browse/featured-playlists']['response'];

const getNewReleases: Handler<'GET /browse/new-releases'> = ({ query, caller, context }) => {
  const range = readRange(query);
  const { total, items } = context.catalogue.newReleases(range, caller.user?.country);
  const albums = items.map((album) => simplifiedAlbumObject(album, context, undefined));
  return { albums: toPage(`${context.apiUrl}/browse/new-releases`, query, range, total, albums) };
};

const getFeaturedPlaylists: Handler<'GET /browse/featured-playlists'> = ({ query, context }) => ({
  message: 'Put together here, for you to try',
  playlists: playlistPage('featured-playlists', query, context, (range) => editorialPlaylists(context.catalogue).featured(range)),
});

const getCategories: Handler<'GET /browse/categories'> = ({ query, context }) => {
  const range = readRange(query);
  const { total, items } = context.catalogue.categories(range);
  const categories = items.map((category) => categoryObject(category, context));
  return { categories: toPage(`${context.apiUrl}/browse/categories`, query, range, total, categories) };
};

const getCategory: Handler<'GET /browse/categories/{category_id}'> = ({ path, context }) =>
  categoryObject(findCategory(path.category_id, context), context);

const getCategoryPlaylists: Handler<'GET /browse/categories/{category_id}/playlists'> = ({ path, query, context }) => {
  const { id, name } = findCategory(path.category_id, context);
  const playlists = playlistPage(`categories/${id}/playlists`, query, context, (range) =>
    editorialPlaylists(context.catalogue).ofCategory(id, range),
  );
  return { message: name, playlists };
};

const getMarkets: Handler<'GET /markets'> = ({ context }) => ({ markets: [...context.catalogue.markets] });

function playlistPage(
  path: string,
  query: URLSearchParams,
  context: WebApiContext,
  read: (range: Range) => Found<Playlist>,
): FeaturedPlaylists['playlists'] {
  const range = readRange(query);
  const { total, items } = read(range);
  const playlists = items.map((playlist) => playlistObject(playlist, context));
  return toPage(`${context.apiUrl}/browse/${path}`, query, range, total, playlists);
}

function findCategory(id: string, { catalogue }: WebApiContext): Category {
  const category = catalogue.category(id);
  // The words of 2015 to 2019 (spotify/web-api#123 and #1249).
  if (category === undefined) throw new WebApiError(404, "Specified id doesn't exist");
  return category;
}

function categoryObject({ id, name }: Category, context: WebApiContext): CategoryObject {
  return {
    href: `${context.apiUrl}/browse/categories/${id}`,
    icons: images('category', id, context, [274]),
    id,
    name,
  };
}

/** The operations on what the local Spotify puts forward. */
export const browseHandlers = {
  'GET /browse/new-releases': getNewReleases,
  'GET /browse/featured-playlists': getFeaturedPlaylists,
  'GET /browse/categories': getCategories,
  'GET /browse/categories/{category_id}': getCategory,
  'GET /browse/categories/{category_id}/playlists': getCategoryPlaylists,
  'GET /markets': getMarkets,
} satisfies Partial<Handlers>;
