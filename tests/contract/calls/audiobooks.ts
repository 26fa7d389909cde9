import type { Calls } from '../calls.js';
import { idsOf } from './catalogue-ids.js';

const [audiobook = ''] = idsOf('audiobook', 1);
const [chapter = '', another = ''] = idsOf('chapter', 2);

export const audiobookCalls = {
  'GET /audiobooks/{id}':
    audiobook === '' ? [] : [{ path: { id: audiobook } }, { path: { id: audiobook }, query: { market: 'SE' } }],
  'GET /audiobooks': audiobook === '' ? [] : [{ query: { ids: [audiobook, '0'.repeat(22)] } }],
  'GET /audiobooks/{id}/chapters': audiobook === '' ? [] : [{ path: { id: audiobook }, query: { limit: 2 } }],
  'GET /chapters/{id}': audiobook === '' ? [] : [{ path: { id: chapter } }, { path: { id: another }, query: { market: 'SE' } }],
  'GET /chapters': audiobook === '' ? [] : [{ query: { ids: [chapter, '0'.repeat(22), another] } }],
} satisfies Calls;
