import type { Caller } from './handler.js';
import { WebApiError } from './web-api-error.js';

/**
 * The market that was asked for: the user's country, which wins over the parameter; else the parameter. Without a parameter there is
 * none: Spotify then says where something is available, and not whether it can be played.
 *
 * @throws WebApiError 400 where the parameter is no country
 */
export function readMarket(query: URLSearchParams, { user }: Caller): string | undefined {
  const asked = query.get('market') ?? undefined;
  if (asked === undefined || asked === '') return undefined;
  // What clients sent before a user's token brought its country by itself.
  if (asked !== 'from_token' && !/^[A-Za-z]{2}$/u.test(asked)) throw new WebApiError(400, 'Invalid market code');
  if (user !== undefined) return user.country;
  return asked === 'from_token' ? undefined : asked.toUpperCase();
}

/**
 * The country that the call is for: the user's, or the market that was asked for.
 *
 * @throws WebApiError 400 where the parameter is no country
 */
export function readCountry(query: URLSearchParams, caller: Caller): string | undefined {
  return readMarket(query, caller) ?? caller.user?.country;
}

/**
 * Shows, episodes, audiobooks and chapters are there only where they are available. To an app's own token that names no market
 * nothing is: the reference says so, and it was seen of what is spoken alone (spotipy#552, zmb3/spotify#187). Tracks and albums
 * are there everywhere.
 *
 * @throws WebApiError 400 where the parameter is no country
 */
export function availableTo<Item extends { readonly markets: readonly string[] }>(
  item: Item | undefined,
  query: URLSearchParams,
  caller: Caller,
): Item | undefined {
  const country = readCountry(query, caller);
  return country !== undefined && item?.markets.includes(country) ? item : undefined;
}
