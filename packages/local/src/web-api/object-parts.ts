import type { Operations } from 'spixie/operations';
import type * as catalogue from '../catalogue/catalogue-types.js';
import type { WebApiContext } from './web-api-context.js';

type Artist = Operations['GET /artists/{id}']['response'];
type Album = Operations['GET /albums/{id}']['response'];

/** The places where an object of the Web API is found. */
export function links(
  type: string,
  id: string,
  { apiUrl }: WebApiContext,
): { external_urls: { spotify: string }; href: string; uri: string } {
  return {
    external_urls: { spotify: `https://open.spotify.com/${type}/${id}` },
    href: `${apiUrl}/${type}s/${id}`,
    uri: `spotify:${type}:${id}`,
  };
}

/** A picture in the sizes that Spotify has. They are drawn here, from the id. */
export function images(
  kind: string,
  id: string,
  { accountsUrl }: WebApiContext,
  sizes: readonly number[] = [640, 300, 64],
): Artist['images'] {
  return sizes.map((size) => ({ url: `${accountsUrl}/_images/${kind}/${id}/${size}.svg`, height: size, width: size }));
}

/** Where something is available: shown where no market was asked for. */
export function availableMarkets(
  markets: readonly string[],
  market: string | undefined,
): { available_markets: string[] } | undefined {
  return market === undefined ? { available_markets: [...markets] } : undefined;
}

/** Why something cannot be played in a market, where it cannot. */
export function marketRestriction(
  markets: readonly string[],
  market: string | undefined,
): { restrictions: { reason: 'market' } } | undefined {
  return market === undefined || markets.includes(market) ? undefined : { restrictions: { reason: 'market' } };
}

/** Who holds the rights. */
export function copyrights(those: readonly catalogue.Copyright[]): Album['copyrights'] {
  return those.map(({ text, type }) => ({ text, type }));
}
