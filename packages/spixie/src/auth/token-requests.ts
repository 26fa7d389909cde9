import { SpotifyError } from '../errors/spotify-error.js';
import { checkCodeVerifier } from './code-verifier.js';
import { checkRedirectUri } from './redirect-uri.js';
import type { Scope } from './scopes.js';
import { requestTokens, type TokenRequestOptions } from './token-endpoint.js';
import type { TokenSet } from './token-set.js';

export interface ExchangeCodeOptions extends TokenRequestOptions {
  /** From the callback: see {@link readCallback}. Good for one exchange within ten minutes. */
  code: string;
  /** The same as in the authorization URL, to the letter. */
  redirectUri: string;
  /** The verifier whose challenge stood in the authorization URL. A server with a secret sends both if it used PKCE. */
  codeVerifier?: string | undefined;
  /** What was asked for: granted as asked where the answer names no scopes. */
  scopes?: readonly Scope[] | undefined;
}

/**
 * Exchanges an authorization code for tokens.
 *
 * @throws `invalid_option`, `invalid_code_verifier`, `invalid_redirect_uri`, and the errors of the token endpoint
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5
 */
export async function exchangeCode(options: ExchangeCodeOptions): Promise<TokenSet> {
  const { code, redirectUri, codeVerifier, clientSecret } = options;
  if (!code || !(codeVerifier || clientSecret)) {
    throw new SpotifyError('invalid_option', 'fix_config', 'code or codeVerifier is missing. Pass both, or clientSecret.');
  }
  const grant = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: checkRedirectUri(redirectUri),
    code_verifier: codeVerifier && checkCodeVerifier(codeVerifier),
  };
  const tokenSet = await requestTokens(grant, options, options.scopes);
  return { ...tokenSet, authorizedAt: tokenSet.issuedAt };
}

export interface RefreshTokensOptions extends TokenRequestOptions {
  /** What is to be refreshed. */
  tokenSet: Pick<TokenSet, 'refreshToken'> & Partial<TokenSet>;
}

/**
 * Gets a new access token. What the answer does not bring stays: the refresh token, the scopes, and always `authorizedAt`.
 *
 * @throws `invalid_option` without a refresh token, and the errors of the token endpoint; `invalid_grant` means that this refresh
 * token is finished
 * @see RFC 6749 §6
 */
export async function refreshTokens(options: RefreshTokensOptions): Promise<TokenSet> {
  const { refreshToken, scopes, authorizedAt } = options.tokenSet;
  if (!refreshToken) throw new SpotifyError('invalid_option', 'fix_config', 'There is no refresh token. Sign the user in.');
  const next = await requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }, options, scopes);
  return { refreshToken, ...next, ...(authorizedAt !== undefined && { authorizedAt }) };
}

/**
 * Gets an access token for the app itself, which reads what is public. Servers only: it takes the secret.
 *
 * @throws `invalid_option` without a secret, and the errors of the token endpoint
 * @see RFC 6749 §4.4
 */
export async function requestClientCredentials(options: TokenRequestOptions): Promise<TokenSet> {
  if (!options.clientSecret) {
    throw new SpotifyError(
      'invalid_option',
      'fix_config',
      'clientSecret is missing. Client credentials are for servers that can keep a secret.',
    );
  }
  return requestTokens({ grant_type: 'client_credentials' }, options);
}
