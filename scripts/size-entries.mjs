/**
 * What a user's bundle would contain, and how many bytes it may have after gzip.
 *
 * @type {readonly { name: string, source: string, budget: number }[]}
 */
export const entries = [
  {
    // Verifier, challenge, URL, redirect check, callback, exchange, typed errors with their sentences; and one typed call.
    name: 'bare PKCE and /me',
    source: `
      import { createAuthorizationRequest, createSpotifyRequest, exchangeCode, readCallback } from 'spixie';
      export const begin = createAuthorizationRequest;
      export const finish = async (options, begun, url) => {
        const tokenSet = await exchangeCode({ ...options, ...begun, code: readCallback(url, begun) });
        const request = createSpotifyRequest({ session: { getAccessToken: async () => tokenSet.accessToken } });
        return request('GET /me');
      };`,
    budget: 3_760,
  },
  {
    // Typed errors with their sentences, the refresh after a 401, and retries that are bounded in number, time and budget.
    name: 'one typed call',
    source: "export { createRetries, createSpotifyRequest } from 'spixie';",
    budget: 2_170,
  },
  {
    // With the gate, pacing, retries and hooks of the client.
    name: 'browser session and client',
    source: `
      export { createBrowserSession, createIndexedDbStore } from 'spixie/browser';
      export { createSpotify, isSpotifyError } from 'spixie';`,
    budget: 12_570,
  },
  {
    // Sign-in by redirect, refresh, the store that tabs share, its lock, and word of every change to the other tabs.
    name: 'full browser session',
    source: "export { createBrowserSession, createIndexedDbStore } from 'spixie/browser';",
    budget: 7_180,
  },
  {
    // Without React itself, the session and its store, which come on top.
    name: 'React hooks and client',
    source: "export { SpotifyProvider, useSession, useSpotify } from 'spixie/react';",
    budget: 7_400,
  },
  {
    name: 'client credentials and client',
    source: "export { createClientCredentials, createSpotify } from 'spixie';",
    budget: 7_330,
  },
  {
    // A method for each operation, lists, batches, the gate, retries and hooks.
    name: 'whole client',
    source: "export { createSpotify } from 'spixie';",
    budget: 6_580,
  },
  {
    name: 'ids, URIs and links',
    source: "export { parseSpotifyReference, toSpotifyId, toSpotifyUri, toSpotifyUrl } from 'spixie';",
    budget: 820,
  },
  {
    name: 'all of spixie',
    source: "export * from 'spixie';",
    budget: 12_680,
  },
];
