import { decide } from '../inspector/exchange.js';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../world/access-tokens.js';
import { type Grant, REFRESH_TOKEN_LIFETIME } from '../world/grants.js';
import type { RefreshMode } from '../world/settings.js';
import { obeysRfc, tolerate } from './deviations.js';
import { parseScopes } from './scopes.js';
import { TokenError } from './token-error.js';
import type { TokenAnswer, TokenRequest } from './token-request.js';

/** `grant_type=refresh_token`: with the app's secret, or for an app with PKCE by its id alone. */
export function refreshTokens(request: TokenRequest): TokenAnswer {
  const { read, client, exchange, context, strict } = request;
  const { world, settings } = context;
  const { graceSeconds, expiredRefreshToken } = settings.get();
  const now = context.clock.now();
  if (read('refresh_token') === undefined) tolerate('missing-parameter', strict, exchange, 'refresh_token');
  const token = read('refresh_token') ?? '';
  const found = world.grants.findByRefreshToken(token);
  if (found === undefined || found.grant.clientId !== client.app.clientId)
    throw new TokenError('invalid_grant', 'Invalid refresh token');
  const { grant } = found;
  exchange.userId = grant.userId;
  exchange.grantId = grant.id;
  // RFC 6749 §6: who has a secret has to show it. What Spotify answers to a client that does not is not known.
  if (!client.withSecret && !grant.withPkce) throw new TokenError('invalid_client', 'Invalid client secret');
  if (!client.withSecret && grant.withSecret) tolerate('secret-left-out', strict, exchange);
  const mode = refreshModeOf(grant, request);
  const reused = (): TokenError => {
    if (mode === 'rotate-with-reuse-detection') {
      world.grants.revoke(grant.id, now);
      world.accessTokens.expireGrant(grant.id, now);
      decide(exchange, 'reuse_detected');
    }
    return revoked();
  };
  // A client whose answer was lost, or two of whose tabs refreshed at once, asks again within moments.
  const inGrace = (consumedAt: number): boolean =>
    mode === 'rotate-with-reuse-detection' && graceSeconds > 0 && now < consumedAt + graceSeconds * 1000;
  if (found.consumedAt !== null && !inGrace(found.consumedAt)) throw reused();
  if (grant.revokedAt !== null) throw revoked();
  // Counted from the authorization: refreshing does not extend it.
  if (now >= grant.authorizedAt + REFRESH_TOKEN_LIFETIME) {
    throw new TokenError('invalid_grant', `Refresh token ${expiredRefreshToken}`);
  }
  const scope = scopeOf(grant, request);
  const issue = (): TokenAnswer | undefined => {
    if (mode !== 'keep' && !world.grants.consumeRefreshToken(token, now)) {
      const consumedAt = world.grants.findByRefreshToken(token)?.consumedAt ?? null;
      if (consumedAt === null || !inGrace(consumedAt)) return undefined;
      exchange.reason = 'The refresh token had been rotated out, and came back within the grace seconds';
    }
    return {
      access_token: world.accessTokens.issue({ clientId: grant.clientId, userId: grant.userId, grantId: grant.id, scope }, now),
      token_type: 'Bearer',
      scope,
      expires_in: ACCESS_TOKEN_LIFETIME_SECONDS,
      ...(mode !== 'keep' && { refresh_token: world.grants.issueRefreshToken(grant.id, now) }),
    };
  };
  // A token that is kept is one insertion, which needs no transaction around it.
  const answer = mode === 'keep' ? issue() : world.transaction(issue);
  // Thrown out here, so that what it revokes is not rolled back.
  if (answer === undefined) throw reused();
  decide(exchange, mode === 'keep' ? 'refreshed' : 'rotated');
  return answer;
}

// RFC 9700 §2.2.2: the refresh token of an app without a secret is bound to its sender, which no browser can do, or rotated.
function refreshModeOf(grant: Grant, { exchange, context, strict }: TokenRequest): RefreshMode {
  const mode = context.settings.get().refreshMode;
  if (grant.withSecret || mode === 'rotate-with-reuse-detection') return mode;
  return obeysRfc('public-refresh-token-kept', strict, exchange) ? 'rotate-with-reuse-detection' : mode;
}

function scopeOf(grant: Grant, { read, exchange, strict }: TokenRequest): string {
  const asked = read('scope');
  if (asked === undefined) return grant.scope;
  const granted = new Set(parseScopes(grant.scope));
  const wanted = parseScopes(asked);
  // RFC 6749 §6: fewer scopes may be asked for, more may not.
  if (strict && wanted.every((scope) => granted.has(scope))) return wanted.join(' ');
  tolerate('refresh-scope', strict, exchange);
  return grant.scope;
}

function revoked(): TokenError {
  return new TokenError('invalid_grant', 'Refresh token revoked');
}
