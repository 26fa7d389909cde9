import type { Calls } from '../calls.js';
import { catalogue, idsOf } from './catalogue-ids.js';

const tracks = idsOf('track', 8);
const [track = ''] = tracks;
// In Sweden another one stands in for it.
const relinked = Array.from({ length: catalogue.count('track') }, (_, index) => catalogue.idAt('track', index) ?? '').find(
  (id) => catalogue.playableTrack(id, 'SE')?.linkedFrom !== undefined,
);

export const trackCalls = {
  'GET /tracks/{id}': [{ path: { id: track } }, { path: { id: relinked ?? '' }, query: { market: 'SE' } }],
  'GET /tracks': [{ query: { ids: ['0'.repeat(22), ...tracks] } }, { query: { ids: [...tracks, relinked ?? ''], market: 'SE' } }],
  'GET /audio-features/{id}': [{ path: { id: track } }],
  'GET /audio-features': [{ query: { ids: [...tracks, '0'.repeat(22)] } }],
  'GET /audio-analysis/{id}': [{ path: { id: track } }],
} satisfies Partial<Calls>;
