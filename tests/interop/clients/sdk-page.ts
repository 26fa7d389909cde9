import type { LocalSpotify } from '@spixie/local';
import { GenericCache, SpotifyApi } from '@spotify/web-api-ts-sdk';
import { expect, vi } from 'vitest';
import { redirectUri, scopes, signInOnPages } from './sign-in.js';

const tokenKey = 'spotify-sdk:AuthorizationCodeWithPKCEStrategy:token';

/**
 * The official SDK on a page: what it reads of `window` and `document`, a storage, and where it sent the browser. Its token requests
 * know the global fetch only: import `@spixie/local/rewrite-fetch` first.
 */
export function openSdkPage(local: LocalSpotify) {
  const items = new Map<string, string>();
  const store = {
    get: (key: string) => items.get(key) ?? null,
    set: (key: string, value: string) => void items.set(key, value),
    remove: (key: string) => void items.delete(key),
  };
  const location = { href: redirectUri, search: '' };
  const history = {
    replaceState: (_state: unknown, _title: string, url: string) =>
      Object.assign(location, { href: url, search: new URL(url).search }),
  };
  vi.stubGlobal('window', { location, history, crypto: globalThis.crypto });
  vi.stubGlobal('document', { title: '' });
  const sentTo: string[] = [];
  const sdk = SpotifyApi.withUserAuthorization(local.clientId, redirectUri, scopes, {
    cachingStrategy: new GenericCache(store),
    redirectionStrategy: { redirect: async (url) => void sentTo.push(String(url)), onReturnFromRedirect: async () => {} },
  });
  return {
    sdk,
    location,
    sentTo,
    stored: () => JSON.parse(items.get(tokenKey) ?? 'null') as Record<string, unknown> | null,
    /** The text that it keeps in localStorage. */
    text: () => items.get(tokenKey),
    /** The next call finds the token to be over: the SDK refreshes from two minutes before. */
    async runDown(): Promise<void> {
      items.set(tokenKey, JSON.stringify({ ...JSON.parse(items.get(tokenKey)!), expires: 1 }));
    },
    async signIn(): Promise<void> {
      await sdk.authenticate();
      await vi.waitFor(() => expect(sentTo).toHaveLength(1));
      const callback = await signInOnPages(local, sentTo.pop()!);
      Object.assign(location, { href: callback.href, search: callback.search });
      await sdk.authenticate();
    },
  };
}
