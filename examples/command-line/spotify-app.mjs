// @ts-check

const clientId = process.env.SPOTIFY_CLIENT_ID;
if (!clientId) {
  console.error('Set SPOTIFY_CLIENT_ID to the client id of your app, from https://developer.spotify.com/dashboard.');
  process.exit(2);
}

/** Where Spotify sends the browser back to: registered for the app in the dashboard, to the letter. */
export const redirectUri = process.env.SPOTIFY_REDIRECT_URI ?? 'http://127.0.0.1:8898/callback';

/** Your app, and which Spotify it belongs to: the real one, unless the two URLs name the local one. */
export const app = {
  clientId,
  accountsUrl: process.env.SPIXIE_ACCOUNTS_URL,
  apiUrl: process.env.SPIXIE_API_URL,
};
