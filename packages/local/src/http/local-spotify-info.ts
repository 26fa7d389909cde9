import type { LocalSpotify } from './local-spotify.js';

const names = [
  'accountsUrl',
  'apiUrl',
  'controlUrl',
  'clientId',
  'clientSecret',
  'redirectUris',
  'users',
  'tlsUrl',
  'proxyUrl',
  'caFile',
] as const satisfies readonly (keyof LocalSpotify)[];

/** Where everything of a local Spotify is, and who there is. The last three are absent unless these ways in are open. */
export type LocalSpotifyInfo = Pick<LocalSpotify, (typeof names)[number]>;

/** What programs are told about a local Spotify: by the command, and by the control plane. */
export function infoOf(local: LocalSpotifyInfo): LocalSpotifyInfo {
  return Object.fromEntries(
    names.filter((name) => local[name] !== undefined).map((name) => [name, local[name]]),
  ) as LocalSpotifyInfo;
}
