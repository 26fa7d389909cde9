import * as oauth from 'oauth4webapi';

/** What oauth4webapi has to know of an accounts service laid out as Spotify's is. */
export function referenceServer(accountsUrl: string): oauth.AuthorizationServer {
  return { issuer: accountsUrl, authorization_endpoint: `${accountsUrl}/authorize`, token_endpoint: `${accountsUrl}/api/token` };
}

/** Plain http, because the other side is on this machine; and no request waits for ever. */
export const overLoopback = {
  [oauth.allowInsecureRequests]: true,
  signal: () => AbortSignal.timeout(10_000),
} as const;

/** What an app that is built on oauth4webapi asks for. */
export interface ReferenceAuthorization {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string;
  /** Without one the sign-in does without PKCE. */
  codeVerifier?: string;
  showDialog?: boolean;
}

/**
 * The authorization URL as the examples of oauth4webapi make it: it has the challenge to offer, and leaves the URL to the app.
 *
 * @see https://github.com/panva/oauth4webapi/blob/main/examples/public.ts
 */
export async function referenceAuthorizationUrl(
  server: oauth.AuthorizationServer,
  { clientId, redirectUri, scopes, state, codeVerifier, showDialog }: ReferenceAuthorization,
): Promise<string> {
  const url = new URL(server.authorization_endpoint!);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('response_type', 'code');
  if (scopes.length > 0) url.searchParams.set('scope', scopes.join(' '));
  if (codeVerifier !== undefined) {
    url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(codeVerifier));
    url.searchParams.set('code_challenge_method', 'S256');
  }
  url.searchParams.set('state', state);
  if (showDialog) url.searchParams.set('show_dialog', 'true');
  return url.href;
}
