import { SpotifyError } from '../errors/spotify-error.js';

const localhost = /^https?:\/\/localhost(?=[:/?]|$)/i;

/**
 * Takes a redirect URI that Spotify will accept: https, http on a loopback literal, or a scheme of the app's own
 * (`myapp://callback`).
 *
 * @returns the same URI
 * @throws `invalid_redirect_uri` with what to write instead
 * @see https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
 */
export function checkRedirectUri(redirectUri: string): string {
  let mistake: string | undefined;
  if (!/^(?!https?:(?!\/\/[^/?#]))[a-z][a-z\d+.-]*:\S+$/i.test(redirectUri)) {
    mistake = 'is not absolute. Write it in full, like http://127.0.0.1/callback';
  } else if (redirectUri.includes('#')) {
    // RFC 6749 §3.1.2
    mistake = 'has a fragment. Write none';
  } else if (localhost.test(redirectUri)) {
    mistake = `names localhost, which Spotify refuses. Write ${redirectUri.replace(localhost, 'http://127.0.0.1')}`;
  } else if (/^http:(?!\/\/(127\.0\.0\.1|\[::1\])(:\d+)?([/?]|$))/i.test(redirectUri)) {
    mistake = 'is plain http, which Spotify refuses. Write https or http://127.0.0.1';
  }
  if (mistake) {
    throw new SpotifyError('invalid_redirect_uri', 'fix_config', `The redirect URI ${mistake}, also in the dashboard.`);
  }
  return redirectUri;
}
