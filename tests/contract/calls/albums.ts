import type { Calls } from '../calls.js';
import { idsOf } from './catalogue-ids.js';

const [album = '', another = ''] = idsOf('album', 2);

export const albumCalls = {
  'GET /albums/{id}': [{ path: { id: album } }, { path: { id: another }, query: { market: 'SE' } }],
  'GET /albums': [{ query: { ids: [album, '0'.repeat(22), another] } }, { query: { ids: [another], market: 'SE' } }],
  'GET /albums/{id}/tracks': [
    { path: { id: album }, query: { limit: 2 } },
    { path: { id: another }, query: { market: 'SE', offset: 1 } },
  ],
} satisfies Partial<Calls>;
