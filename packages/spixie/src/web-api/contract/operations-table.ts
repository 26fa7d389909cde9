import type { KnownScope } from '../../auth/scopes.js';
import type { OperationName } from './operations.js';

/** The facts of an operation that a program can use while it runs. */
export interface OperationFacts {
  /** The scopes that Spotify's reference names. */
  readonly scopes: readonly KnownScope[];
  /**
   * What the scopes do: `all` of them are needed; `any` of them, which one depends on the object; or none is needed and they add
   * to the answer (`optional`).
   */
  readonly scopeRule: 'all' | 'any' | 'optional';
  /** Those of the scopes that every call needs, where the rule speaks of the others only. */
  readonly alwaysScopes?: readonly KnownScope[];
  /**
   * `available` to every app; `removed` for Development Mode apps in February 2026; `restricted` since November 2024 to apps
   * that had extended access by then.
   */
  readonly status: 'available' | 'removed' | 'restricted';
  /** What to use instead, where something was removed. */
  readonly replacement?: OperationName;
  /** The status of an answer when all is well. Where nothing plays, the player answers 204 instead. */
  readonly success: 200 | 201 | 202 | 204;
}

/** The little of the contract that is data: every operation's scopes and tier. */
export const operations: { readonly [Name in OperationName]: OperationFacts } = {
  // albums.ts
  'GET /albums/{id}': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /albums': { scopes: [], scopeRule: 'all', status: 'removed', replacement: 'GET /albums/{id}', success: 200 },
  'GET /albums/{id}/tracks': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /me/albums': { scopes: ['user-library-read'], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /me/albums': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'PUT /me/library',
    success: 200,
  },
  'DELETE /me/albums': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'DELETE /me/library',
    success: 200,
  },
  'GET /me/albums/contains': {
    scopes: ['user-library-read'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'GET /me/library/contains',
    success: 200,
  },

  // artists.ts
  'GET /artists/{id}': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /artists': { scopes: [], scopeRule: 'all', status: 'removed', replacement: 'GET /artists/{id}', success: 200 },
  'GET /artists/{id}/albums': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /artists/{id}/top-tracks': { scopes: [], scopeRule: 'all', status: 'removed', success: 200 },
  'GET /artists/{id}/related-artists': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },

  // audio-features.ts
  'GET /audio-features': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },
  'GET /audio-features/{id}': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },
  'GET /audio-analysis/{id}': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },

  // audiobooks.ts
  'GET /audiobooks/{id}': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /audiobooks': { scopes: [], scopeRule: 'all', status: 'removed', replacement: 'GET /audiobooks/{id}', success: 200 },
  'GET /audiobooks/{id}/chapters': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /me/audiobooks': { scopes: ['user-library-read'], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /me/audiobooks': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'PUT /me/library',
    success: 200,
  },
  'DELETE /me/audiobooks': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'DELETE /me/library',
    success: 200,
  },
  'GET /me/audiobooks/contains': {
    scopes: ['user-library-read'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'GET /me/library/contains',
    success: 200,
  },

  // browse.ts
  'GET /browse/featured-playlists': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },
  'GET /browse/categories': { scopes: [], scopeRule: 'all', status: 'removed', success: 200 },
  'GET /browse/categories/{category_id}': { scopes: [], scopeRule: 'all', status: 'removed', success: 200 },
  'GET /browse/categories/{category_id}/playlists': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },
  'GET /browse/new-releases': { scopes: [], scopeRule: 'all', status: 'removed', success: 200 },
  'GET /markets': { scopes: [], scopeRule: 'all', status: 'removed', success: 200 },

  // chapters.ts
  'GET /chapters/{id}': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /chapters': { scopes: [], scopeRule: 'all', status: 'removed', replacement: 'GET /chapters/{id}', success: 200 },

  // episodes.ts
  'GET /episodes/{id}': { scopes: ['user-read-playback-position'], scopeRule: 'optional', status: 'available', success: 200 },
  'GET /episodes': {
    scopes: ['user-read-playback-position'],
    scopeRule: 'optional',
    status: 'removed',
    replacement: 'GET /episodes/{id}',
    success: 200,
  },
  'GET /me/episodes': {
    scopes: ['user-library-read', 'user-read-playback-position'],
    scopeRule: 'optional',
    alwaysScopes: ['user-library-read'],
    status: 'available',
    success: 200,
  },
  'PUT /me/episodes': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'PUT /me/library',
    success: 200,
  },
  'DELETE /me/episodes': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'DELETE /me/library',
    success: 200,
  },
  'GET /me/episodes/contains': {
    scopes: ['user-library-read'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'GET /me/library/contains',
    success: 200,
  },

  // library.ts
  'PUT /me/library': {
    scopes: ['user-library-modify', 'user-follow-modify', 'playlist-modify-public'],
    scopeRule: 'any',
    status: 'available',
    success: 200,
  },
  'DELETE /me/library': {
    scopes: ['user-library-modify', 'user-follow-modify', 'playlist-modify-public'],
    scopeRule: 'any',
    status: 'available',
    success: 200,
  },
  'GET /me/library/contains': {
    scopes: ['user-library-read', 'user-follow-read', 'playlist-read-private'],
    scopeRule: 'any',
    status: 'available',
    success: 200,
  },

  // player.ts
  'GET /me/player': { scopes: ['user-read-playback-state'], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /me/player': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'GET /me/player/devices': { scopes: ['user-read-playback-state'], scopeRule: 'all', status: 'available', success: 200 },
  'GET /me/player/currently-playing': {
    scopes: ['user-read-currently-playing'],
    scopeRule: 'all',
    status: 'available',
    success: 200,
  },
  'PUT /me/player/play': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'PUT /me/player/pause': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'POST /me/player/next': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'POST /me/player/previous': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'PUT /me/player/seek': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'PUT /me/player/repeat': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'PUT /me/player/volume': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'PUT /me/player/shuffle': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },
  'GET /me/player/recently-played': { scopes: ['user-read-recently-played'], scopeRule: 'all', status: 'available', success: 200 },
  'GET /me/player/queue': {
    scopes: ['user-read-currently-playing', 'user-read-playback-state'],
    scopeRule: 'all',
    status: 'available',
    success: 200,
  },
  'POST /me/player/queue': { scopes: ['user-modify-playback-state'], scopeRule: 'all', status: 'available', success: 204 },

  // playlists.ts
  'GET /playlists/{playlist_id}': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /playlists/{playlist_id}': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'available',
    success: 200,
  },
  'GET /playlists/{playlist_id}/items': {
    scopes: ['playlist-read-private'],
    scopeRule: 'optional',
    status: 'available',
    success: 200,
  },
  'POST /playlists/{playlist_id}/items': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'available',
    success: 201,
  },
  'PUT /playlists/{playlist_id}/items': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'available',
    success: 200,
  },
  'DELETE /playlists/{playlist_id}/items': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'available',
    success: 200,
  },
  'GET /playlists/{playlist_id}/tracks': {
    scopes: ['playlist-read-private'],
    scopeRule: 'optional',
    status: 'removed',
    replacement: 'GET /playlists/{playlist_id}/items',
    success: 200,
  },
  'POST /playlists/{playlist_id}/tracks': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'removed',
    replacement: 'POST /playlists/{playlist_id}/items',
    success: 201,
  },
  'PUT /playlists/{playlist_id}/tracks': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'removed',
    replacement: 'PUT /playlists/{playlist_id}/items',
    success: 200,
  },
  'DELETE /playlists/{playlist_id}/tracks': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'removed',
    replacement: 'DELETE /playlists/{playlist_id}/items',
    success: 200,
  },
  'GET /playlists/{playlist_id}/images': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /playlists/{playlist_id}/images': {
    scopes: ['ugc-image-upload', 'playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    alwaysScopes: ['ugc-image-upload'],
    status: 'available',
    success: 202,
  },
  'GET /me/playlists': { scopes: ['playlist-read-private'], scopeRule: 'optional', status: 'available', success: 200 },
  'POST /me/playlists': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'available',
    success: 201,
  },
  'GET /users/{user_id}/playlists': {
    scopes: ['playlist-read-private', 'playlist-read-collaborative'],
    scopeRule: 'optional',
    status: 'removed',
    success: 200,
  },
  'POST /users/{user_id}/playlists': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'removed',
    replacement: 'POST /me/playlists',
    success: 201,
  },
  'PUT /playlists/{playlist_id}/followers': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'removed',
    replacement: 'PUT /me/library',
    success: 200,
  },
  'DELETE /playlists/{playlist_id}/followers': {
    scopes: ['playlist-modify-public', 'playlist-modify-private'],
    scopeRule: 'any',
    status: 'removed',
    replacement: 'DELETE /me/library',
    success: 200,
  },
  'GET /playlists/{playlist_id}/followers/contains': {
    scopes: [],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'GET /me/library/contains',
    success: 200,
  },

  // recommendations.ts
  'GET /recommendations': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },
  'GET /recommendations/available-genre-seeds': { scopes: [], scopeRule: 'all', status: 'restricted', success: 200 },

  // search.ts
  'GET /search': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },

  // shows.ts
  'GET /shows/{id}': { scopes: ['user-read-playback-position'], scopeRule: 'optional', status: 'available', success: 200 },
  'GET /shows': { scopes: [], scopeRule: 'all', status: 'removed', replacement: 'GET /shows/{id}', success: 200 },
  'GET /shows/{id}/episodes': { scopes: ['user-read-playback-position'], scopeRule: 'optional', status: 'available', success: 200 },
  'GET /me/shows': { scopes: ['user-library-read'], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /me/shows': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'PUT /me/library',
    success: 200,
  },
  'DELETE /me/shows': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'DELETE /me/library',
    success: 200,
  },
  'GET /me/shows/contains': {
    scopes: ['user-library-read'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'GET /me/library/contains',
    success: 200,
  },

  // tracks.ts
  'GET /tracks/{id}': { scopes: [], scopeRule: 'all', status: 'available', success: 200 },
  'GET /tracks': { scopes: [], scopeRule: 'all', status: 'removed', replacement: 'GET /tracks/{id}', success: 200 },
  'GET /me/tracks': { scopes: ['user-library-read'], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /me/tracks': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'PUT /me/library',
    success: 200,
  },
  'DELETE /me/tracks': {
    scopes: ['user-library-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'DELETE /me/library',
    success: 200,
  },
  'GET /me/tracks/contains': {
    scopes: ['user-library-read'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'GET /me/library/contains',
    success: 200,
  },

  // users.ts
  'GET /me': { scopes: ['user-read-private', 'user-read-email'], scopeRule: 'optional', status: 'available', success: 200 },
  'GET /me/top/artists': { scopes: ['user-top-read'], scopeRule: 'all', status: 'available', success: 200 },
  'GET /me/top/tracks': { scopes: ['user-top-read'], scopeRule: 'all', status: 'available', success: 200 },
  'GET /users/{user_id}': { scopes: [], scopeRule: 'all', status: 'removed', success: 200 },
  'GET /me/following': { scopes: ['user-follow-read'], scopeRule: 'all', status: 'available', success: 200 },
  'PUT /me/following': {
    scopes: ['user-follow-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'PUT /me/library',
    success: 204,
  },
  'DELETE /me/following': {
    scopes: ['user-follow-modify'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'DELETE /me/library',
    success: 204,
  },
  'GET /me/following/contains': {
    scopes: ['user-follow-read'],
    scopeRule: 'all',
    status: 'removed',
    replacement: 'GET /me/library/contains',
    success: 200,
  },
};
