import type { Calls } from '../calls.js';
import { catalogue, idsOf } from './catalogue-ids.js';

const tracks = idsOf('track', 8);
const [track = ''] = tracks;

export const trackCalls = {
  'GET /tracks/{id}': [{ path: { id: track } }, { path: { id: track }, query: { market: 'SE' } }],
  'GET /tracks': [{ query: { ids: ['0'.repeat(22), ...tracks] } }, { query: { ids: tracks, market: 'SE' } }],
  'GET /audio-features/{id}': catalogue.audioFeatures(track) === undefined ? [] : [{ path: { id: track } }],
  'GET /audio-features': [{ query: { ids: [...tracks, '0'.repeat(22)] } }],
  'GET /audio-analysis/{id}': catalogue.audioFeatures(track) === undefined ? [] : [{ path: { id: track } }],
} satisfies Calls;
