import type { AlbumGroup } from '../catalogue/catalogue-types.js';
import { discographyAlbumObject } from './album-objects.js';
import { artistObject } from './artist-objects.js';
import { readCatalogueIds } from './catalogue-ids.js';
import { existing } from './existing.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { readCountry, readMarket } from './market.js';
import { readRange, toPage } from './paging.js';
import { trackObject } from './track-objects.js';
import { WebApiError } from './web-api-error.js';

const groups: readonly AlbumGroup[] = ['album', 'single', 'compilation', 'appears_on'];

const getArtist: Handler<'GET /artists/{id}'> = ({ path, context }) =>
  artistObject(existing(context.catalogue.artist(checkId(path.id))), context);

const getArtists: Handler<'GET /artists'> = ({ query, context }) => {
  const artists = readCatalogueIds(query, 50).map((id) => context.catalogue.artist(id));
  return { artists: artists.map((artist) => (artist === undefined ? null : artistObject(artist, context))) };
};

const getArtistsAlbums: Handler<'GET /artists/{id}/albums'> = ({ path, query, caller, context }) => {
  const { id } = existing(context.catalogue.artist(checkId(path.id)));
  const market = readMarket(query, caller);
  // No changelog says so, but for apps of 2026 the page is as small as that of a search.
  const range = readRange(query, caller.tier === 'development-2026' ? { defaultLimit: 5, maxLimit: 10 } : {});
  const { total, items } = context.catalogue.artistAlbums(id, { groups: readGroups(query), market, ...range });
  const albums = items.map((album) => discographyAlbumObject(album, context, market));
  return toPage(`${context.apiUrl}/artists/${id}/albums`, query, range, total, albums);
};

const getArtistsTopTracks: Handler<'GET /artists/{id}/top-tracks'> = ({ path, query, caller, context }) => {
  const { id } = existing(context.catalogue.artist(checkId(path.id)));
  const country = readCountry(query, caller);
  const tracks =
    country === undefined
      ? context.catalogue.artistTracks(id, { limit: 10, offset: 0 }).items
      : context.catalogue.artistTopTracks(id, country);
  return { tracks: tracks.map((track) => trackObject(track, context, country)) };
};

const getRelatedArtists: Handler<'GET /artists/{id}/related-artists'> = ({ path, context }) => {
  const { id } = existing(context.catalogue.artist(checkId(path.id)));
  return { artists: context.catalogue.relatedArtists(id).map((artist) => artistObject(artist, context)) };
};

function readGroups(query: URLSearchParams): readonly AlbumGroup[] {
  const asked = (query.get('include_groups') ?? '').split(',').map((group) => group.trim());
  if (asked.every((group) => group === '')) return groups;
  // What Spotify says of a group that there is not is not known.
  if (!asked.every((group) => (groups as readonly string[]).includes(group))) throw new WebApiError(400, 'Invalid album type');
  return groups.filter((group) => asked.includes(group));
}

/** The operations on artists. */
export const artistHandlers = {
  'GET /artists/{id}': getArtist,
  'GET /artists': getArtists,
  'GET /artists/{id}/albums': getArtistsAlbums,
  'GET /artists/{id}/top-tracks': getArtistsTopTracks,
  'GET /artists/{id}/related-artists': getRelatedArtists,
} satisfies Partial<Handlers>;
