/**
 * The scopes that Spotify documents.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/scopes
 */
export type KnownScope =
  | 'app-remote-control'
  | 'playlist-modify-private'
  | 'playlist-modify-public'
  | 'playlist-read-collaborative'
  | 'playlist-read-private'
  | 'streaming'
  | 'ugc-image-upload'
  | 'user-follow-modify'
  | 'user-follow-read'
  | 'user-library-modify'
  | 'user-library-read'
  | 'user-modify-playback-state'
  | 'user-read-currently-playing'
  | 'user-read-email'
  | 'user-read-playback-position'
  | 'user-read-playback-state'
  | 'user-read-private'
  | 'user-read-recently-played'
  | 'user-top-read'
  // On newer copies of the scopes page only, and not in the published schema.
  | 'user-personalized'
  // For partners of the Open Access programme.
  | 'user-soa-link'
  | 'user-soa-unlink'
  | 'soa-manage-entitlements'
  | 'soa-manage-partner'
  | 'soa-create-partner';

/** A scope: one that Spotify documents, which the editor completes, or any other string. */
export type Scope = KnownScope | (string & {});
