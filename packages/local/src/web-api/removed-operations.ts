/**
 * The operations that Development Mode apps lost in February 2026, where the contract does not have them yet. One that comes into
 * the contract says so by its status, and can be struck out here.
 */
export const removedOperations: readonly string[] = [
  'GET /albums',
  'GET /artists',
  'GET /artists/{id}/top-tracks',
  'GET /audiobooks',
  'GET /browse/categories',
  'GET /browse/categories/{category_id}',
  'GET /browse/new-releases',
  'GET /chapters',
  'GET /episodes',
  'GET /markets',
  'GET /shows',
  'GET /tracks',
  'GET /users/{user_id}',
  'GET /users/{user_id}/playlists',
  'POST /users/{user_id}/playlists',
  'PUT /me/following',
  'DELETE /me/following',
  'GET /me/following/contains',
  'GET /playlists/{playlist_id}/followers/contains',
  'PUT /playlists/{playlist_id}/followers',
  'DELETE /playlists/{playlist_id}/followers',
  ...['GET', 'POST', 'PUT', 'DELETE'].map((method) => `${method} /playlists/{playlist_id}/tracks`),
  ...['albums', 'audiobooks', 'episodes', 'shows', 'tracks'].flatMap((kind) => [
    `PUT /me/${kind}`,
    `DELETE /me/${kind}`,
    `GET /me/${kind}/contains`,
  ]),
];
