import { SpotifyError } from '../errors/spotify-error.js';
import { toParameters } from '../transport/parameters.js';
import { spotifyAccountsUrl } from './accounts-url.js';
import { checkRedirectUri } from './redirect-uri.js';
import type { Scope } from './scopes.js';

/** What every authorization URL is made of. */
export interface AuthorizationUrlBase {
  /** The app's client id, from Spotify's dashboard. */
  clientId: string;
  /** Where Spotify sends the user afterwards: exactly as registered in the dashboard. */
  redirectUri: string;
  /** What the app asks the user for. None: public information only. */
  scopes?: readonly Scope[] | undefined;
  /** Shows the consent page even to a user who agreed before. */
  showDialog?: boolean | undefined;
  /** The accounts service. Default: `https://accounts.spotify.com`. */
  accountsUrl?: string | undefined;
  /** `code`. Spotify ended the implicit grant (`token`) on 2025-11-27. */
  responseType?: 'code' | undefined;
}

export interface AuthorizationUrlOptions extends AuthorizationUrlBase {
  /** At least 128 bits: see {@link createState}. */
  state: string;
  /** The S256 challenge: see {@link createCodeChallenge}. Only a server with a client secret may do without. */
  codeChallenge?: string | undefined;
}

/**
 * Creates the URL that the user has to be sent to. Navigate there: Spotify answers no `fetch` of it.
 *
 * @throws `invalid_redirect_uri`, `invalid_option`, `implicit_grant_removed`
 * @see RFC 6749 §4.1.1, RFC 7636 §4.3
 */
export function createAuthorizationUrl(options: AuthorizationUrlOptions): string {
  const { clientId, state, codeChallenge, responseType = 'code' } = options;
  if (responseType !== 'code') {
    throw new SpotifyError(
      'implicit_grant_removed',
      'fix_config',
      'Spotify ended the implicit grant on 2025-11-27. Use PKCE, without responseType.',
    );
  }
  if (!clientId) throw new SpotifyError('invalid_option', 'fix_config', 'clientId is missing. Copy it from the dashboard.');
  if (!(state?.length >= 22)) {
    throw new SpotifyError('invalid_option', 'fix_config', 'state is too short. Use createState().');
  }
  return `${spotifyAccountsUrl(options)}/authorize?${toParameters({
    response_type: responseType,
    client_id: clientId,
    redirect_uri: checkRedirectUri(options.redirectUri),
    scope: options.scopes?.join(' '),
    state,
    code_challenge: codeChallenge,
    code_challenge_method: codeChallenge && 'S256',
    show_dialog: options.showDialog || undefined,
  })}`;
}
