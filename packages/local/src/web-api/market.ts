import type { Caller } from './handler.js';
import { WebApiError } from './web-api-error.js';

/**
 * The market that counts for a call: the user's country, which wins over the parameter; else the parameter; else none.
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
