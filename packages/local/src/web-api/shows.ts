import { readCatalogueIds } from './catalogue-ids.js';
import { simplifiedEpisodeObject } from './episode-objects.js';
import { existing } from './existing.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { availableTo, readMarket } from './market.js';
import { readRange, toPage } from './paging.js';
import { simplifiedShowObject } from './show-objects.js';
import { showObject } from './show-with-episodes.js';

const getShow: Handler<'GET /shows/{id}'> = ({ path, query, caller, context }) => {
  const show = existing(availableTo(context.catalogue.show(checkId(path.id)), query, caller));
  return showObject(show, context, readMarket(query, caller), caller, query);
};

const getShows: Handler<'GET /shows'> = ({ query, caller, context }) => {
  const market = readMarket(query, caller);
  const shows = readCatalogueIds(query, 50).map((id) => availableTo(context.catalogue.show(id), query, caller));
  return { shows: shows.map((show) => (show === undefined ? null : simplifiedShowObject(show, context, market))) };
};

const getShowEpisodes: Handler<'GET /shows/{id}/episodes'> = ({ path, query, caller, context }) => {
  const { id } = existing(availableTo(context.catalogue.show(checkId(path.id)), query, caller));
  const market = readMarket(query, caller);
  const range = readRange(query);
  const { total, items } = context.catalogue.showEpisodes(id, range);
  const episodes = items.map((episode) => simplifiedEpisodeObject(episode, context, market, caller));
  return toPage(`${context.apiUrl}/shows/${id}/episodes`, query, range, total, episodes);
};

/** The operations on shows. */
export const showHandlers = {
  'GET /shows/{id}': getShow,
  'GET /shows': getShows,
  'GET /shows/{id}/episodes': getShowEpisodes,
} satisfies Partial<Handlers>;
