import { checkRedirectUri } from '../auth/redirect-uri.js';

/** Whether a page is where Spotify sends the user back to, with something to handle. */
export function isCallbackPage({ origin, pathname, searchParams }: URL, redirectUri: string): boolean {
  const callback = new URL(checkRedirectUri(redirectUri));
  return origin === callback.origin && pathname === callback.pathname && (searchParams.has('code') || searchParams.has('error'));
}

/** The path of this origin that a user can be brought back to: what leads elsewhere, or is a callback itself, becomes the folder above it. */
export function localPath(path: string, redirectUri: string): string {
  const url = new URL(path, location.origin);
  const { origin, pathname, search, hash } = url;
  // `/.//evil.example` is of this origin, and its path would be of another.
  const isSafe = origin === location.origin && !pathname.startsWith('//') && !isCallbackPage(url, redirectUri);
  return isSafe ? pathname + search + hash : new URL('.', redirectUri).pathname;
}
