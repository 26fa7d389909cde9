import type { Calls } from '../calls.js';
import { idsOf } from './catalogue-ids.js';

const [longOfAda, emptyOfAda, everyonesOfAda, firstOfAda] = [
  '6cVt1yGj9Eo4Ma7SkLd2Pf',
  '7pXd5aMo2Bs9Fl4JyEh3Wr',
  '1bNw3rHx7Iz5Ck8QvTf6Ug',
  '4hJq0wXv2Lr7Nd9TbYc1Ae',
] as const;
const withEpisodesOfBen = '3kQg6uTn8Vc1Zi5RwPj7Lb';
// With a file on somebody's device, and something that is gone.
const everyonesOfChioma = '6oLj2cQs5Ri7Nm9HbXe4Yv';

const tracks = idsOf('track', 6).map((id) => `spotify:track:${id}`);
const [episode = ''] = idsOf('episode', 1).map((id) => `spotify:episode:${id}`);
const [track = '', another = ''] = tracks;
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xd9]).toString('base64');

const reads = [longOfAda, emptyOfAda, everyonesOfAda, withEpisodesOfBen, everyonesOfChioma].map((id) => ({
  path: { playlist_id: id },
}));
const itemReads = [
  { path: { playlist_id: longOfAda }, query: { limit: 50, offset: 10 } },
  { path: { playlist_id: emptyOfAda } },
  { path: { playlist_id: everyonesOfAda }, query: { market: 'SE' } },
  { path: { playlist_id: withEpisodesOfBen }, query: { additional_types: ['track', 'episode'] as const } },
  { path: { playlist_id: everyonesOfChioma } },
];
const additions = [
  { path: { playlist_id: emptyOfAda }, body: { uris: [...tracks, episode], position: 0 } },
  { path: { playlist_id: everyonesOfChioma }, query: { uris: [track, episode], position: 1 } },
];
const changes = [
  { path: { playlist_id: emptyOfAda }, body: { range_start: 1, range_length: 2, insert_before: 0 } },
  { path: { playlist_id: everyonesOfChioma }, body: { uris: [another, episode] } },
];

export const playlistCalls = {
  'GET /me/playlists': [{}, { query: { limit: 1, offset: 1 } }],
  'POST /me/playlists': [
    { body: { name: 'Two minutes' } },
    { body: { name: 'Ours', public: false, collaborative: true, description: 'Add to it.' } },
  ],
  'GET /users/{user_id}/playlists': [{ path: { user_id: 'ada' } }, { path: { user_id: 'chioma' }, query: { limit: 1 } }],
  'POST /users/{user_id}/playlists': [{ path: { user_id: 'ada' }, body: { name: 'By id', public: false } }],
  'GET /playlists/{playlist_id}': [...reads, { path: { playlist_id: longOfAda }, query: { market: 'SE' } }],
  'PUT /playlists/{playlist_id}': [{ path: { playlist_id: firstOfAda }, body: { name: 'Evening ferry', public: false } }],
  'GET /playlists/{playlist_id}/items': itemReads,
  'POST /playlists/{playlist_id}/items': additions,
  'PUT /playlists/{playlist_id}/items': changes,
  'DELETE /playlists/{playlist_id}/items': [{ path: { playlist_id: emptyOfAda }, body: { items: [{ uri: track }] } }],
  'GET /playlists/{playlist_id}/tracks': itemReads,
  'POST /playlists/{playlist_id}/tracks': additions,
  'PUT /playlists/{playlist_id}/tracks': changes,
  'DELETE /playlists/{playlist_id}/tracks': [{ path: { playlist_id: emptyOfAda }, body: { tracks: [{ uri: another }] } }],
  'PUT /playlists/{playlist_id}/images': [{ path: { playlist_id: firstOfAda }, body: jpeg }],
  'GET /playlists/{playlist_id}/images': [...reads, { path: { playlist_id: firstOfAda } }],
} satisfies Partial<Calls>;
