import { albumObject } from './album-with-tracks.js';
import { readCatalogueIds } from './catalogue-ids.js';
import { existing } from './existing.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { readMarket } from './market.js';
import { readRange, toPage } from './paging.js';
import { simplifiedTrackObject } from './track-objects.js';

const getAlbum: Handler<'GET /albums/{id}'> = ({ path, query, caller, context }) => {
  const album = existing(context.catalogue.album(checkId(path.id)));
  return albumObject(album, context, readMarket(query, caller), query);
};

const getAlbums: Handler<'GET /albums'> = ({ query, caller, context }) => {
  const market = readMarket(query, caller);
  const albums = readCatalogueIds(query, 20).map((id) => context.catalogue.album(id));
  return { albums: albums.map((album) => (album === undefined ? null : albumObject(album, context, market, query))) };
};

const getAlbumTracks: Handler<'GET /albums/{id}/tracks'> = ({ path, query, caller, context }) => {
  const { id } = existing(context.catalogue.album(checkId(path.id)));
  const market = readMarket(query, caller);
  const range = readRange(query);
  const { total, items } = context.catalogue.albumTracks(id, range);
  const tracks = items.map((track) => simplifiedTrackObject(track, context, market));
  return toPage(`${context.apiUrl}/albums/${id}/tracks`, query, range, total, tracks);
};

/** The operations on albums. */
export const albumHandlers = {
  'GET /albums/{id}': getAlbum,
  'GET /albums': getAlbums,
  'GET /albums/{id}/tracks': getAlbumTracks,
} satisfies Partial<Handlers>;
