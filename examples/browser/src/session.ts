// Signing in with Spotify, all of it. This is the file to copy into an app of your own: the rest of the example is its page.
import { type CallWait, createSpotify } from 'spixie';
import { createBrowserSession, createIndexedDbStore } from 'spixie/browser';
import { explainError } from 'spixie/operations';

// What the user is asked for. Ask for what the page shows and does, and for nothing else.
const scopes = [
  'user-read-private',
  'playlist-read-private',
  'playlist-read-collaborative',
  'playlist-modify-public',
  'playlist-modify-private',
  'ugc-image-upload',
  'user-library-read',
  'user-library-modify',
  'user-read-playback-state',
  'user-read-currently-playing',
  'user-modify-playback-state',
  'user-read-recently-played',
] as const;

/**
 * The session: who is signed in. A page does three things with it.
 *
 * - When it loads: `await session.handleCallback()`. It finishes a sign-in, and does nothing on a page that is no callback.
 * - When the user clicks "Sign in": `await session.beginSignIn()`. It leaves for Spotify, and Spotify comes back to `redirectUri`.
 * - When the user clicks "Sign out": `await session.signOut()`.
 */
export const session = createBrowserSession({
  clientId: import.meta.env.VITE_SPOTIFY_CLIENT_ID,
  redirectUri: import.meta.env.VITE_SPOTIFY_REDIRECT_URI,
  scopes,
  // Whoever signed in when the page asked for less is asked again.
  requiredScopes: scopes,
  // Kept over a reload, and the same in every tab. Leave it out to keep tokens in memory only.
  store: createIndexedDbStore(),
  // Only for a local Spotify. Without it: https://accounts.spotify.com
  accountsUrl: import.meta.env.VITE_SPOTIFY_ACCOUNTS_URL,
});

/** Is told when calls wait, because Spotify wants fewer of them or did not answer. */
export const waits = new EventTarget();

/** The Web API, called as whoever is signed in. Access tokens are refreshed when they have to be. */
export const spotify = createSpotify({
  session,
  // Only for a local Spotify. Without it: https://api.spotify.com/v1
  apiUrl: import.meta.env.VITE_SPOTIFY_API_URL,
  // Errors then say which tier or scope is missing. It brings the table of operations into the bundle.
  explain: explainError,
  onWait: (wait) => waits.dispatchEvent(new CustomEvent<CallWait>('wait', { detail: wait })),
});
