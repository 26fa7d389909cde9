import type { Calls } from '../calls.js';
import { catalogue, idsOf } from './catalogue-ids.js';

const category_id = catalogue.categories({ limit: 1, offset: 0 }).items[0]?.id ?? '';
const [artist = ''] = idsOf('artist', 1);
const [track = ''] = idsOf('track', 1);

export const browseCalls = {
  'GET /browse/new-releases': [{}, { query: { limit: 50, offset: 10 } }],
  'GET /browse/featured-playlists': [{}, { query: { limit: 2, locale: 'sv_SE' } }],
  'GET /browse/categories': [{}, { query: { limit: 2, offset: 1 } }],
  'GET /browse/categories/{category_id}': [{ path: { category_id } }],
  'GET /browse/categories/{category_id}/playlists': [{ path: { category_id } }],
  'GET /markets': [{}],
  'GET /recommendations': [
    { query: { seed_artists: [artist], seed_tracks: [track], seed_genres: ['folk'], limit: 10 } },
    { query: { seed_artists: [artist], market: 'SE', min_energy: 0.2, target_tempo: 120 } },
  ],
  'GET /recommendations/available-genre-seeds': [{}],
} satisfies Partial<Calls>;
