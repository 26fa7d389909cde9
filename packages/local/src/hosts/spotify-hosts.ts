/** Where Spotify's accounts service is. */
export const ACCOUNTS_HOST = 'accounts.spotify.com';

/** Where Spotify's Web API is. */
export const API_HOST = 'api.spotify.com';

/** Whether a host name is one of Spotify's two. */
export function isSpotifyHost(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === ACCOUNTS_HOST || lower === API_HOST;
}
