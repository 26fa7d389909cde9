import { readCatalogueIds } from './catalogue-ids.js';
import { episodeObject } from './episode-objects.js';
import { existing } from './existing.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { availableTo, readMarket } from './market.js';

const getEpisode: Handler<'GET /episodes/{id}'> = ({ path, query, caller, context }) => {
  const episode = existing(availableTo(context.catalogue.episode(checkId(path.id)), query, caller));
  return episodeObject(episode, context, readMarket(query, caller), caller);
};

const getEpisodes: Handler<'GET /episodes'> = ({ query, caller, context }) => {
  const market = readMarket(query, caller);
  const found = readCatalogueIds(query, 50).map((id) => availableTo(context.catalogue.episode(id), query, caller));
  return { episodes: found.map((episode) => (episode === undefined ? null : episodeObject(episode, context, market, caller))) };
};

/** The operations on episodes. */
export const episodeHandlers = { 'GET /episodes/{id}': getEpisode, 'GET /episodes': getEpisodes } satisfies Partial<Handlers>;
