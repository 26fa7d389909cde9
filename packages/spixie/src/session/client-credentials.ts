import type { TokenRequestOptions } from '../auth/token-endpoint.js';
import { requestClientCredentials } from '../auth/token-requests.js';
import type { TokenSet } from '../auth/token-set.js';
import { isSpotifyError } from '../errors/spotify-error.js';
import type { AccessTokenSource, GetAccessTokenOptions } from './access-token-source.js';
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

  const suitable = ({ minTtlSeconds = 60, rejected }: GetAccessTokenOptions) =>
    current && current.accessToken !== rejected && isFresh(current, now(), minTtlSeconds) ? current.accessToken : undefined;

  return {
    async getAccessToken(wanted = {}) {
      const inHand = suitable(wanted);
      if (inHand) return inHand;
      inFlight ??= requestClientCredentials(options).finally(() => {
        inFlight = undefined;
      });
      try {
        current = await inFlight;
        return current.accessToken;
      } catch (error) {
        // In an outage the token in hand serves as long as it is good for anything.
        const last = isSpotifyError(error) && error.retryable && suitable({ ...wanted, minTtlSeconds: 0 });
        if (last) return last;
        throw error;
      }
    },
  };
}
