import type { LocalSpotify } from '@spixie/local';
import { createUserAgent } from '../user-agent.js';

/** A redirect URI that the local Spotify's app has from the start. Nobody listens there: the callback's URL is all that is wanted. */
export const redirectUri = 'http://127.0.0.1:5173/callback';

/** What the clients ask for. */
export const scopes = ['user-read-private', 'user-read-email'];

/**
 * Goes the way of a user in a fresh browser: the login form, the consent page if it comes, and back to the app.
 *
 * @param url - the authorization URL as the client made it, with Spotify's host or the local one
 * @param decision - the button that is pressed on the consent page
 * @returns the callback's URL
 */
export async function signInOnPages(local: LocalSpotify, url: string | URL, decision: 'agree' | 'cancel' = 'agree'): Promise<URL> {
  const { pathname, search } = new URL(url);
  const agent = createUserAgent();
  const login = await agent.visit(`${local.accountsUrl}${pathname}${search}`);
  const consent = await agent.submit(login, 'login-form', { username: 'ada', password: 'ada-password' });
  if (consent.html === '') return new URL(consent.url);
  return new URL((await agent.submit(consent, `consent-${decision}`, { decision })).url);
}

/** The code that the callback brings. */
export async function codeFromPages(local: LocalSpotify, url: string | URL): Promise<string> {
  return (await signInOnPages(local, url)).searchParams.get('code') ?? '';
}
