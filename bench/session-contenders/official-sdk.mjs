// Its token requests know the global fetch only.
import '@spixie/local/rewrite-fetch';
import { GenericCache, SpotifyApi } from '@spotify/web-api-ts-sdk';

/** @param {import('./measure.mjs').Setup} setup */
export function create({ clientId, redirectUri, tokenSet }) {
  const { accessToken, refreshToken, expiresAt: expires } = tokenSet;
  const record = { access_token: accessToken, token_type: 'Bearer', expires_in: 3600, refresh_token: refreshToken, expires };
  const items = new Map([['spotify-sdk:AuthorizationCodeWithPKCEStrategy:token', JSON.stringify(record)]]);
  const store = {
    get: (key) => items.get(key) ?? null,
    set: (key, value) => void items.set(key, value),
    remove: (key) => void items.delete(key),
  };
  const sdk = SpotifyApi.withUserAuthorization(clientId, redirectUri, [], { cachingStrategy: new GenericCache(store) });
  return async () => (await sdk.authenticate()).accessToken.access_token;
}
