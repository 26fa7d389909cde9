import type { Calls } from '../calls.js';

const ids = ['0'.repeat(22)] as const;

export const userCalls = {
  'GET /me': [{}],
  'GET /users/{user_id}': [{ path: { user_id: 'chioma' } }],
  'GET /me/following': [{ query: { type: 'artist' } }, { query: { type: 'artist', limit: 2, after: '3'.repeat(22) } }],
  'PUT /me/following': [{ query: { type: 'artist', ids } }, { query: { type: 'user', ids: ['chioma'] } }],
  'DELETE /me/following': [{ query: { type: 'artist', ids } }, { query: { type: 'user', ids: ['chioma'] } }],
  'GET /me/following/contains': [{ query: { type: 'artist', ids } }, { query: { type: 'user', ids: ['ben', 'chioma'] } }],
} satisfies Partial<Calls>;
