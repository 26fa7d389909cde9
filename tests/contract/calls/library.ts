import type { Calls } from '../calls.js';

// Nothing has this id: an answer about it is the same as about any other.
const ids = ['0'.repeat(22), '0kMQwhN2nJi5Py5W1yGnvG'] as const;
const uris = ids.flatMap((id) =>
  ['track', 'album', 'episode', 'show', 'audiobook', 'artist', 'playlist'].map((type) => `spotify:${type}:${id}`),
);
const publicOfChioma = '0iRl7vBz3Jw8Hu2PxSc5Mo';

const pages = [{}, { query: { limit: 50, offset: 1 } }] as const;
const marketPages = [...pages, { query: { market: 'SE', limit: 2 } }] as const;
const given = [{ query: { ids } }] as const;

export const libraryCalls = {
  'GET /me/albums': marketPages,
  'PUT /me/albums': given,
  'DELETE /me/albums': given,
  'GET /me/albums/contains': given,
  'GET /me/audiobooks': pages,
  'PUT /me/audiobooks': given,
  'DELETE /me/audiobooks': given,
  'GET /me/audiobooks/contains': given,
  'GET /me/episodes': marketPages,
  'PUT /me/episodes': given,
  'DELETE /me/episodes': given,
  'GET /me/episodes/contains': given,
  'GET /me/shows': pages,
  'PUT /me/shows': given,
  'DELETE /me/shows': given,
  'GET /me/shows/contains': given,
  'GET /me/tracks': marketPages,
  'PUT /me/tracks': [{ body: { ids } }, { body: { ids: [], timestamped_ids: [{ id: ids[0], added_at: '2026-03-01T12:00:00Z' }] } }],
  'DELETE /me/tracks': given,
  'GET /me/tracks/contains': given,
  'PUT /me/library': [{ query: { uris } }, { query: { uris: ['spotify:user:chioma'] } }],
  'DELETE /me/library': [{ query: { uris } }],
  'GET /me/library/contains': [{ query: { uris: [...uris, 'spotify:user:ben'] } }],
  'PUT /playlists/{playlist_id}/followers': [
    { path: { playlist_id: publicOfChioma } },
    { path: { playlist_id: publicOfChioma }, body: { public: false } },
  ],
  'DELETE /playlists/{playlist_id}/followers': [{ path: { playlist_id: publicOfChioma } }],
  'GET /playlists/{playlist_id}/followers/contains': [
    { path: { playlist_id: publicOfChioma } },
    { path: { playlist_id: publicOfChioma }, query: { ids: ['ada'] } },
  ],
} satisfies Partial<Calls>;
