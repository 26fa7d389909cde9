import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import { requestClientCredentials } from '../auth/token-requests.js';
import type { TokenSet } from '../auth/token-set.js';
import type { AccessTokenSource } from './access-token-source.js';
import { isFresh } from './freshness.js';

/**
 * Creates the access token of a program without a user. It renews itself, and callers at the same moment share one request.
 *
 * @throws (from `getAccessToken`) the errors of {@link requestClientCredentials}
 * @see RFC 6749 §4.4
 */
export function createClientCredentials(options: TokenRequestOptions): AccessTokenSource {
  const { now = Date.now } = options;
  let current: TokenSet | undefined;
  let inFlight: Promise<TokenSet> | undefined;
  return {
    async getAccessToken({ minTtlSeconds = 60, rejected } = {}) {
      if (current && current.accessToken !== rejected && isFresh(current, now(), minTtlSeconds)) return current.accessToken;
      inFlight ??= requestClientCredentials(options).finally(() => {
        inFlight = undefined;
      });
      current = await inFlight;
      return current.accessToken;
    },
  };
}
