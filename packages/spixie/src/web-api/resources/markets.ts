import type { Market } from '../contract/object-parts.js';
import type { OperationMethods } from '../operation-methods.js';
import type { CallOptions } from '../spotify-request.js';

/** Where Spotify is. */
export interface MarketsResource {
  /**
   * The countries in which Spotify is available.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-available-markets
   * @deprecated Removed for Development Mode apps in February 2026, without a replacement.
   */
  list(call?: CallOptions): Promise<{ markets: Market[] }>;
}

export function createMarkets(api: OperationMethods): MarketsResource {
  return {
    list: api.byPath('GET /markets'),
  };
}
