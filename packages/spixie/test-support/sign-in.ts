import type { LocalSpotify } from '@spixie/local';
import { createAuthorizationRequest } from '../src/auth/authorization-request.js';
import { readCallback } from '../src/auth/callback.js';
import type { KnownScope } from '../src/auth/scopes.js';
import { exchangeCode } from '../src/auth/token-requests.js';
import type { TokenSet } from '../src/auth/token-set.js';

export const redirectUri = 'http://127.0.0.1:5173/callback';

const scopes: readonly KnownScope[] = ['user-read-private', 'playlist-read-private'];

/** Goes to the authorization URL as a browser does, at a local Spotify that approves by itself, and gives the callback's URL. */
export async function visit(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  const callback = response.headers.get('location');
  if (!callback) throw new Error(`The local Spotify answered ${response.status} and no redirect.`);
  return callback;
}

/** Signs in at a local Spotify that approves by itself, with PKCE. */
export async function signIn(local: LocalSpotify): Promise<TokenSet> {
  const { clientId, accountsUrl, clock } = local;
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes });
  const code = readCallback(await visit(request.url), request);
  return exchangeCode({ ...request, clientId, accountsUrl, code, scopes, now: clock.now });
}
