import { readCatalogueIds } from './catalogue-ids.js';
import { existing } from './existing.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { readMarket } from './market.js';
import { trackObject } from './track-objects.js';

const getTrack: Handler<'GET /tracks/{id}'> = ({ path, query, caller, context }) =>
  trackObject(existing(context.catalogue.track(checkId(path.id))), context, readMarket(query, caller));

const getTracks: Handler<'GET /tracks'> = ({ query, caller, context }) => {
  const market = readMarket(query, caller);
  const tracks = readCatalogueIds(query, 50).map((id) => context.catalogue.track(id));
  return { tracks: tracks.map((track) => (track === undefined ? null : trackObject(track, context, market))) };
};

/** The operations on tracks. */
export const trackHandlers = { 'GET /tracks/{id}': getTrack, 'GET /tracks': getTracks } satisfies Partial<Handlers>;
