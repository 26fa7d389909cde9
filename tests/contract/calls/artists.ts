import type { Calls } from '../calls.js';
import { idsOf } from './catalogue-ids.js';

const [artist = '', another = ''] = idsOf('artist', 2);

export const artistCalls = {
  'GET /artists/{id}': [{ path: { id: artist } }],
  'GET /artists': [{ query: { ids: [artist, '0'.repeat(22), another] } }],
  'GET /artists/{id}/albums': [
    { path: { id: artist } },
    { path: { id: another }, query: { include_groups: ['single', 'appears_on'], limit: 10, market: 'SE' } },
  ],
  'GET /artists/{id}/top-tracks': [{ path: { id: artist } }, { path: { id: another }, query: { market: 'SE' } }],
  'GET /artists/{id}/related-artists': [{ path: { id: artist } }],
} satisfies Partial<Calls>;
