import type { Calls } from '../calls.js';
import { idsOf } from './catalogue-ids.js';

const [show = ''] = idsOf('show', 1);
const [episode = '', another = ''] = idsOf('episode', 2);

export const showCalls = {
  'GET /shows/{id}': [{ path: { id: show } }, { path: { id: show }, query: { market: 'SE' } }],
  'GET /shows': [{ query: { ids: [show, '0'.repeat(22)] } }],
  'GET /shows/{id}/episodes': [{ path: { id: show }, query: { limit: 2 } }],
  'GET /episodes/{id}': [{ path: { id: episode } }, { path: { id: another }, query: { market: 'SE' } }],
  'GET /episodes': [{ query: { ids: [episode, '0'.repeat(22), another] } }],
} satisfies Partial<Calls>;
