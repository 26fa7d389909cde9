import { createAuthorizationRequest, exchangeCode, readCallback, type TokenSet } from 'spixie';
import { createUserAgent } from '../user-agent.js';
import { type AuthorizationServer, redirectUri, scopes } from './authorization-server.js';

/** A user who signs in on the server's own pages and agrees. @returns the callback URL */
export async function agree(url: string, user = 'ada'): Promise<string> {
  const userAgent = createUserAgent();
  const login = await userAgent.visit(url);
  const consent = await userAgent.submit(login, 'value="login"', { login: user, password: 'any will do' });
  return (await userAgent.submit(consent, 'value="consent"')).url;
}

/** A user who goes away from the server's login page. @returns the callback URL */
export async function decline(url: string): Promise<string> {
  const userAgent = createUserAgent();
  return (await userAgent.follow(await userAgent.visit(url), '/abort')).url;
}

/** A user agent that the server sends back without a page, because of what the URL asks. @returns the callback URL */
export async function bounce(url: string): Promise<string> {
  return (await createUserAgent().visit(url)).url;
}

/** What has come back from a sign-in, and is not exchanged yet. */
export interface Returned {
  code: string;
  codeVerifier: string;
}

/** Signs a user in with PKCE, up to the code. */
export async function returnWithCode({ issuer }: AuthorizationServer, clientId: string, user?: string): Promise<Returned> {
  const request = await createAuthorizationRequest({ clientId, redirectUri, scopes, accountsUrl: issuer });
  const code = readCallback(await agree(request.url, user), { state: request.state, issuer });
  return { code, codeVerifier: request.codeVerifier };
}

/** Signs a user in with PKCE, all the way to the tokens. */
export async function signIn(
  server: AuthorizationServer,
  client: { clientId: string; clientSecret?: string },
  options: { user?: string; now?: () => number } = {},
): Promise<TokenSet> {
  const returned = await returnWithCode(server, client.clientId, options.user);
  return exchangeCode({ ...client, ...returned, redirectUri, accountsUrl: server.issuer, now: options.now });
}
