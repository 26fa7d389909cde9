import { decide, noteDeviation } from '../inspector/exchange.js';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../world/access-tokens.js';
import { REFRESH_TOKEN_LIFETIME } from '../world/grants.js';
import { TokenError } from './token-error.js';
import type { TokenAnswer, TokenRequest } from './token-request.js';

/** `grant_type=refresh_token`: with the app's secret, or for an app with PKCE by its id alone. */
export function refreshTokens({ read, client, exchange, context }: TokenRequest): TokenAnswer {
  const { world, settings } = context;
  const now = context.clock.now();
  const token = read('refresh_token') ?? '';
  const found = world.grants.findByRefreshToken(token);
  if (found === undefined || found.grant.clientId !== client.app.clientId)
    throw new TokenError('invalid_grant', 'Invalid refresh token');
  const { grant } = found;
  exchange.userId = grant.userId;
  exchange.grantId = grant.id;
  // RFC 6749 §6: who has a secret has to show it. What Spotify answers to a client that does not is not known.
  if (!client.withSecret && !grant.withPkce) throw new TokenError('invalid_client', 'Invalid client secret');
  const mode = settings.get().refreshMode;
  const reused = (): TokenError => {
    if (mode === 'rotate-with-reuse-detection') {
      world.grants.revoke(grant.id, now);
      world.accessTokens.expireGrant(grant.id, now);
      decide(exchange, 'reuse_detected');
    }
    return new TokenError('invalid_grant', 'Refresh token revoked');
  };
  if (found.consumedAt !== null) throw reused();
  if (grant.revokedAt !== null) throw new TokenError('invalid_grant', 'Refresh token revoked');
  // Counted from the authorization: refreshing does not extend it.
  if (now >= grant.authorizedAt + REFRESH_TOKEN_LIFETIME) throw new TokenError('invalid_grant', 'Refresh token expired');
  if (read('scope') !== undefined)
    noteDeviation(exchange, 'A refresh asked for a scope; it was ignored, and the scope stays as it was granted.');
  const answer = world.transaction((): TokenAnswer | undefined => {
    if (mode !== 'keep' && !world.grants.consumeRefreshToken(token, now)) return undefined;
    return {
      access_token: world.accessTokens.issue(
        { clientId: grant.clientId, userId: grant.userId, grantId: grant.id, scope: grant.scope },
        now,
      ),
      token_type: 'Bearer',
      scope: grant.scope,
      expires_in: ACCESS_TOKEN_LIFETIME_SECONDS,
      ...(mode !== 'keep' && { refresh_token: world.grants.issueRefreshToken(grant.id, now) }),
    };
  });
  // Thrown out here, so that what it revokes is not rolled back.
  if (answer === undefined) throw reused();
  decide(exchange, mode === 'keep' ? 'refreshed' : 'rotated');
  return answer;
}
