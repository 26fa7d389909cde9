import type { Calls } from '../calls.js';

const [longOfAda, emptyOfAda, everyonesOfAda] = [
  '6cVt1yGj9Eo4Ma7SkLd2Pf',
  '7pXd5aMo2Bs9Fl4JyEh3Wr',
  '1bNw3rHx7Iz5Ck8QvTf6Ug',
] as const;
const withEpisodesOfBen = '3kQg6uTn8Vc1Zi5RwPj7Lb';

export const playlistCalls = {
  'GET /me/playlists': [{}, { query: { limit: 1, offset: 1 } }],
  'GET /playlists/{playlist_id}/items': [
    { path: { playlist_id: longOfAda }, query: { limit: 50, offset: 10 } },
    { path: { playlist_id: emptyOfAda } },
    { path: { playlist_id: everyonesOfAda }, query: { market: 'SE' } },
    { path: { playlist_id: withEpisodesOfBen }, query: { additional_types: ['track', 'episode'] } },
  ],
} satisfies Calls;
