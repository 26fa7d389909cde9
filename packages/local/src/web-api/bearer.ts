import type { Exchange } from '../inspector/exchange.js';
import type { SettingValues } from '../world/settings.js';
import { checkDevelopmentMode } from './development-mode.js';
import type { Caller } from './handler.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

/**
 * Finds out who calls, by the access token.
 *
 * @throws WebApiError 401 where there is no good token, 400 where the header is of another kind, 403 where Development Mode refuses
 */
export function authenticateCaller(authorization: string | undefined, context: WebApiContext, exchange: Exchange): Caller {
  const { unauthorizedBody } = context.settings.get();
  if (authorization === undefined) throw unauthorized('missing_token', 'No token provided', unauthorizedBody);
  const token = /^bearer +(\S+)\s*$/iu.exec(authorization)?.[1];
  // RFC 6750 suggests 401 here.
  if (token === undefined) throw new WebApiError(400, 'Only valid bearer authentication supported');
  const found = context.world.accessTokens.find(token);
  if (found === undefined) throw unauthorized('invalid_token', 'Invalid access token', unauthorizedBody);
  exchange.clientId = found.clientId;
  if (found.userId !== null) exchange.userId = found.userId;
  if (found.grantId !== null) exchange.grantId = found.grantId;
  if (context.clock.now() >= found.expiresAt) throw unauthorized('invalid_token', 'The access token expired', unauthorizedBody);
  const tier = checkDevelopmentMode(found.clientId, found.userId, context);
  return {
    clientId: found.clientId,
    user: found.userId === null ? undefined : context.world.users.find(found.userId),
    scopes: new Set(found.scope.split(' ')),
    tier,
  };
}

// Since 2026 the body no longer says which of the three it is, and the header does.
function unauthorized(error: string, description: string, body: SettingValues['unauthorizedBody']): WebApiError {
  const message = body === '2026' ? 'Missing/invalid/expired access token' : description;
  return new WebApiError(401, message, {
    headers: { 'www-authenticate': `Bearer realm="spotify", error="${error}", error_description="${description}"` },
  });
}
