import { decide } from '../inspector/exchange.js';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../world/access-tokens.js';
import { TokenError } from './token-error.js';
import type { TokenAnswer, TokenRequest } from './token-request.js';

/** `grant_type=client_credentials`: a token for the app itself, without a user, a scope or a refresh token. */
export function issueClientToken({ client, exchange, context }: TokenRequest): TokenAnswer {
  if (!client.withSecret) throw new TokenError('invalid_client', 'Invalid client secret');
  const { clientId } = client.app;
  decide(exchange, 'token_issued');
  return {
    access_token: context.world.accessTokens.issue({ clientId, userId: null, grantId: null, scope: '' }, context.clock.now()),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_LIFETIME_SECONDS,
  };
}
