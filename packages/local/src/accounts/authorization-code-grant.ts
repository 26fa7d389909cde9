import { hash } from 'node:crypto';
import { decide } from '../inspector/exchange.js';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../world/access-tokens.js';
import type { IssuedCode } from '../world/authorization-codes.js';
import { obeysRfc, tolerate } from './deviations.js';
import { TokenError } from './token-error.js';
import type { TokenAnswer, TokenRequest } from './token-request.js';

// How long the answer says "expired" and not "invalid". Users saw the one turn into the other; after how long is not known.
const REMEMBERED_AFTER_EXPIRY = 3_600_000;

/** `grant_type=authorization_code`: with the app's secret, with PKCE, or with both. */
export function exchangeCode(request: TokenRequest): TokenAnswer {
  const { read, client, exchange, context, strict } = request;
  const now = context.clock.now();
  for (const name of ['code', 'redirect_uri']) {
    if (read(name) === undefined) tolerate('missing-parameter', strict, exchange, name);
  }
  const code = read('code') ?? '';
  const issued = context.world.codes.find(code);
  // A bad code comes before everything else that may be bad: Spotify checks it before the verifier.
  if (issued === undefined || issued.clientId !== client.app.clientId) throw invalidCode();
  if (issued.consumedAt !== null) throw replayed(issued, request);
  if (now >= issued.expiresAt) {
    throw now < issued.expiresAt + REMEMBERED_AFTER_EXPIRY
      ? new TokenError('invalid_grant', 'Authorization code expired')
      : invalidCode();
  }
  if (read('redirect_uri') !== issued.redirectUri) throw new TokenError('invalid_grant', 'Invalid redirect URI');
  checkVerifier(issued, request);
  const answer = context.world.transaction((): TokenAnswer | undefined => {
    // From here the code is used up. Of twenty requests at once one gets past this line.
    if (!context.world.codes.consume(code, now)) return undefined;
    const { clientId, userId, scope } = issued;
    const grant = context.world.grants.create({
      clientId,
      userId,
      scope,
      withPkce: issued.codeChallenge !== null,
      withSecret: client.withSecret,
      authorizedAt: issued.issuedAt,
    });
    context.world.codes.linkGrant(code, grant.id);
    exchange.userId = userId;
    exchange.grantId = grant.id;
    decide(exchange, 'token_issued');
    return {
      access_token: context.world.accessTokens.issue({ clientId, userId, grantId: grant.id, scope }, now),
      token_type: 'Bearer',
      scope,
      expires_in: ACCESS_TOKEN_LIFETIME_SECONDS,
      refresh_token: context.world.grants.issueRefreshToken(grant.id, now),
    };
  });
  // Another process, on the same file, was quicker.
  if (answer === undefined) throw replayed(context.world.codes.find(code) ?? issued, request);
  return answer;
}

// Also where the verifier is wrong: whoever has the code has what was meant for one use.
function replayed({ grantId }: IssuedCode, { exchange, context, strict }: TokenRequest): TokenError {
  if (grantId !== null) {
    exchange.grantId = grantId;
    if (obeysRfc('code-replay', strict, exchange)) {
      const now = context.clock.now();
      context.world.grants.revoke(grantId, now);
      context.world.accessTokens.expireGrant(grantId, now);
      decide(exchange, 'replay_detected');
    }
  }
  return invalidCode();
}

function checkVerifier(issued: IssuedCode, { read, client, exchange, strict }: TokenRequest): void {
  const verifier = read('code_verifier');
  if (issued.codeChallenge === null) {
    if (!client.withSecret) throw new TokenError('invalid_client', 'Invalid client secret');
    // The challenge may have been cut out on the way (RFC 9700 §4.8).
    if (verifier !== undefined) tolerate('verifier-without-challenge', strict, exchange);
    return;
  }
  if (verifier === undefined) throw new TokenError('invalid_request', 'invalid code_verifier');
  if (!/^[\w.~-]{43,128}$/u.test(verifier)) tolerate('malformed-verifier', strict, exchange);
  if (hash('sha256', verifier, 'base64url') !== issued.codeChallenge) {
    throw new TokenError('invalid_grant', 'code_verifier was incorrect');
  }
}

function invalidCode(): TokenError {
  return new TokenError('invalid_grant', 'Invalid authorization code');
}
