import type { Calls } from '../calls.js';

export const searchCalls = {
  'GET /search': [
    { query: { q: 'a', type: ['album', 'artist', 'playlist', 'track', 'show', 'episode', 'audiobook'] } },
    { query: { q: 'a', type: ['album', 'track', 'show', 'episode', 'audiobook'], market: 'GR', limit: 10 } },
  ],
} satisfies Partial<Calls>;
