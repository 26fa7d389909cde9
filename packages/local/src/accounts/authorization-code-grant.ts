import { hash } from 'node:crypto';
import { decide, noteDeviation } from '../inspector/exchange.js';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../world/access-tokens.js';
import type { IssuedCode } from '../world/authorization-codes.js';
import { TokenError } from './token-error.js';
import type { TokenAnswer, TokenRequest } from './token-request.js';

// How long the answer says "expired" and not "invalid". Users saw the one turn into the other; after how long is not known.
const REMEMBERED_AFTER_EXPIRY = 3_600_000;

/** `grant_type=authorization_code`: with the app's secret, with PKCE, or with both. */
export function exchangeCode(request: TokenRequest): TokenAnswer {
  const { read, client, exchange, context } = request;
  const now = context.clock.now();
  const code = read('code') ?? '';
  const issued = context.world.codes.find(code);
  // A bad code comes before everything else that may be bad: Spotify checks it before the verifier.
  if (issued === undefined || issued.clientId !== client.app.clientId || issued.consumedAt !== null) throw invalidCode();
  if (now >= issued.expiresAt) {
    throw now < issued.expiresAt + REMEMBERED_AFTER_EXPIRY
      ? new TokenError('invalid_grant', 'Authorization code expired')
      : invalidCode();
  }
  if (read('redirect_uri') !== issued.redirectUri) throw new TokenError('invalid_grant', 'Invalid redirect URI');
  checkVerifier(issued, request);
  return context.world.transaction(() => {
    // From here the code is used up. Of twenty requests at once one gets past this line.
    if (!context.world.codes.consume(code, now)) throw invalidCode();
    const { clientId, userId, scope } = issued;
    const grant = context.world.grants.create({
      clientId,
      userId,
      scope,
      withPkce: issued.codeChallenge !== null,
      withSecret: client.withSecret,
      authorizedAt: issued.issuedAt,
    });
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
}

function checkVerifier(issued: IssuedCode, { read, client, exchange }: TokenRequest): void {
  const verifier = read('code_verifier');
  if (issued.codeChallenge === null) {
    if (!client.withSecret) throw new TokenError('invalid_client', 'Invalid client secret');
    if (verifier !== undefined) {
      noteDeviation(exchange, 'A code_verifier came for a code without a code_challenge: RFC 9700 §2.1.1 asks to refuse that.');
    }
    return;
  }
  if (verifier === undefined) throw new TokenError('invalid_request', 'invalid code_verifier');
  if (!/^[\w.~-]{43,128}$/u.test(verifier)) {
    noteDeviation(exchange, 'The code_verifier is not 43 to 128 letters, digits, "-", ".", "_" and "~" (RFC 7636 §4.1).');
  }
  if (hash('sha256', verifier, 'base64url') !== issued.codeChallenge) {
    throw new TokenError('invalid_grant', 'code_verifier was incorrect');
  }
}

function invalidCode(): TokenError {
  return new TokenError('invalid_grant', 'Invalid authorization code');
}
