import type { Calls } from '../calls.js';
import { idsOf } from './catalogue-ids.js';

const [audiobook = ''] = idsOf('audiobook', 1);
const [chapter = '', another = ''] = idsOf('chapter', 2);

export const audiobookCalls = {
  'GET /audiobooks/{id}': [{ path: { id: audiobook } }, { path: { id: audiobook }, query: { market: 'SE' } }],
  'GET /audiobooks': [{ query: { ids: [audiobook, '0'.repeat(22)] } }],
  'GET /audiobooks/{id}/chapters': [{ path: { id: audiobook }, query: { limit: 2 } }],
  'GET /chapters/{id}': [{ path: { id: chapter } }, { path: { id: another }, query: { market: 'SE' } }],
  'GET /chapters': [{ query: { ids: [chapter, '0'.repeat(22), another] } }],
} satisfies Partial<Calls>;
