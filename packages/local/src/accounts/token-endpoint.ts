import type { Context } from 'hono';
import { decide, type Exchange, type ExchangeEnvironment, noteDeviation } from '../inspector/exchange.js';
import type { AccountsContext } from './accounts-context.js';
import { exchangeCode } from './authorization-code-grant.js';
import { authenticateClient } from './client-authentication.js';
import { issueClientToken } from './client-credentials-grant.js';
import { type Parameters, readParameters } from './parameters.js';
import { refreshTokens } from './refresh-token-grant.js';
import { TokenError } from './token-error.js';
import type { TokenAnswer, TokenRequest } from './token-request.js';

const grants: Readonly<Record<string, (request: TokenRequest) => TokenAnswer>> = {
  authorization_code: exchangeCode,
  refresh_token: refreshTokens,
  client_credentials: issueClientToken,
};

/** `POST /api/token`: what comes in by any of the grants, and Spotify's errors, all with 400. */
export function answerTokenRequest(c: Context<ExchangeEnvironment>, context: AccountsContext): Response {
  const exchange = c.get('exchange');
  // RFC 6749 §5.1
  c.header('Cache-Control', 'no-store');
  c.header('Pragma', 'no-cache');
  try {
    return c.json(grantTokens(c, context, exchange));
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    decide(exchange, exchange.decision === 'reuse_detected' ? 'reuse_detected' : 'refused', error.message);
    return c.json({ error: error.error, ...(error.description !== undefined && { error_description: error.description }) }, 400);
  }
}

function grantTokens(c: Context<ExchangeEnvironment>, context: AccountsContext, exchange: Exchange): TokenAnswer {
  const read = readBodyThenQuery(c, exchange);
  const grantType = read('grant_type');
  // First of all, as Spotify does: a JSON body is told this even though its client cannot be known either.
  if (grantType === undefined) throw new TokenError('unsupported_grant_type', 'grant_type parameter is missing');
  exchange.grantType = grantType.slice(0, 60);
  const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
  if (grant === undefined) throw new TokenError('unsupported_grant_type', `grant_type ${grantType} is not supported`);
  const client = authenticateClient(c.req.header('authorization'), read, context.world.apps, exchange);
  return grant({ read, client, exchange, context });
}

function readBodyThenQuery(c: Context<ExchangeEnvironment>, exchange: Exchange): Parameters {
  const fromBody = readParameters(exchange.form, exchange);
  const query = new URL(c.req.url).searchParams;
  if (query.size === 0) return fromBody;
  // A widely copied Express tutorial refreshes like this. RFC 6749 §3.2: parameters belong in the body, where no log sees them.
  noteDeviation(exchange, 'Parameters stand in the query of the token request; they belong in its body.');
  const fromQuery = readParameters(query, exchange);
  return (name) => fromBody(name) ?? fromQuery(name);
}
