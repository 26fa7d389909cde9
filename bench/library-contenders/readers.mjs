// How each client reads all saved tracks. Where it has no way of its own for a list, or for a 429, it gets the one that its users write.
import { createRequire } from 'node:module';
import { getSavedTracks, SpotifyClient } from '@soundify/web-api';
import { SpotifyApi } from '@spotify/web-api-ts-sdk';
import { createSpotify } from 'spixie';
import SpotifyWebApi from 'spotify-web-api-node';

const pageSize = 50;
const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Page after page, and each again after the wait that Spotify asked for. */
async function inTurn(getPage, retryAfterOf) {
  const tracks = [];
  for (let total = 1; tracks.length < total; ) {
    try {
      const page = await getPage(tracks.length);
      total = page.total;
      tracks.push(...page.items);
    } catch (error) {
      const seconds = retryAfterOf(error);
      if (!seconds) throw error;
      await sleep(seconds);
    }
  }
  return tracks;
}

/** @type {Record<string, (setup: { apiUrl: string, token: string, limit?: object }) => Promise<unknown[]>>} */
export const readers = {
  spixie: ({ apiUrl, token, limit }) =>
    createSpotify({ session: { getAccessToken: async () => token }, apiUrl, limit })
      .me.tracks({}, { concurrency: 8 })
      .all(),

  '@spotify/web-api-ts-sdk': ({ apiUrl, token }) => {
    let retryAfter = 0;
    const sdk = SpotifyApi.withAccessToken(
      'client-id',
      { access_token: token, token_type: 'Bearer', expires_in: 3600, expires: Date.now() + 3_600_000, refresh_token: '' },
      {
        // It knows one address of the Web API, and its errors do not say how long to wait.
        async fetch(url, init) {
          const answer = await fetch(String(url).replace('https://api.spotify.com/v1', apiUrl), init);
          retryAfter = Number(answer.headers.get('retry-after'));
          return answer;
        },
      },
    );
    return inTurn(
      (offset) => sdk.currentUser.tracks.savedTracks(pageSize, offset),
      () => retryAfter,
    );
  },

  'spotify-web-api-node': ({ apiUrl, token }) => {
    // It has no option for its host: its builder is put in another place.
    const require = createRequire(import.meta.url);
    const { builder } = require('spotify-web-api-node/src/base-request');
    const { hostname, port } = new URL(apiUrl);
    const here = (accessToken) => builder().withHost(hostname).withPort(Number(port)).withScheme('http').withAuth(accessToken);
    Object.assign(require('spotify-web-api-node/src/webapi-request'), { builder: here });
    const api = new SpotifyWebApi({ accessToken: token });
    return inTurn(
      async (offset) => (await api.getMySavedTracks({ limit: pageSize, offset })).body,
      (error) => Number(error.headers?.['retry-after']),
    );
  },

  '@soundify/web-api': ({ apiUrl, token }) => {
    const middleware = (next) => (url, options) => next(new URL(url.href.replace('https://api.spotify.com/v1', apiUrl)), options);
    const client = new SpotifyClient(token, { waitForRateLimit: true, middlewares: [middleware] });
    return inTurn(
      (offset) => getSavedTracks(client, { limit: pageSize, offset }),
      () => 0,
    );
  },
};
