import type { Context } from 'hono';
import { jsonAnswer } from '../answers/text-answer.js';
import { decide, type Exchange, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { AccountsContext } from './accounts-context.js';
import { exchangeCode } from './authorization-code-grant.js';
import { authenticateClient } from './client-authentication.js';
import { issueClientToken } from './client-credentials-grant.js';
import { obeysRfc, StrictRefusal, tolerate } from './deviations.js';
import { doubledParameters, type Parameters, readParameters } from './parameters.js';
import { refreshTokens } from './refresh-token-grant.js';
import { TokenError } from './token-error.js';
import type { TokenAnswer, TokenRequest } from './token-request.js';

const grants: Readonly<Record<string, (request: TokenRequest) => TokenAnswer>> = {
  authorization_code: exchangeCode,
  refresh_token: refreshTokens,
  client_credentials: issueClientToken,
};

// RFC 6749 §5.1
const answerHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };

/** `POST /api/token`: what comes in by any of the grants, and Spotify's errors, all with 400. */
export function answerTokenRequest(c: Context<ExchangeEnvironment>, context: AccountsContext): Response {
  const exchange = c.get('exchange');
  const { strict } = context.settings.get();
  try {
    return jsonAnswer(grantTokens(c, context, exchange, strict), 200, answerHeaders);
  } catch (error) {
    if (!(error instanceof TokenError || error instanceof StrictRefusal)) throw error;
    decide(exchange, exchange.decision ?? 'refused', error.message);
    const body = { error: error.error, ...(error.description !== undefined && { error_description: error.description }) };
    const byHeader = error.error === 'invalid_client' && c.req.header('authorization') !== undefined;
    if (!byHeader || !obeysRfc('invalid-client-status', strict, exchange)) return jsonAnswer(body, 400, answerHeaders);
    return jsonAnswer(body, 401, { ...answerHeaders, 'www-authenticate': 'Basic realm="accounts", charset="UTF-8"' });
  }
}

/** Any other method at `/api/token`. */
export function refuseTokenMethod(c: Context<ExchangeEnvironment>): Response {
  const description = 'The token endpoint takes POST, with the parameters as a form in the body.';
  decide(c.get('exchange'), 'refused', description);
  return c.json({ error: 'invalid_request', error_description: description }, 405, { Allow: 'POST' });
}

function grantTokens(c: Context<ExchangeEnvironment>, context: AccountsContext, exchange: Exchange, strict: boolean): TokenAnswer {
  const read = readBodyThenQuery(c, exchange, strict);
  const grantType = read('grant_type');
  // First of all, as Spotify does: a JSON body is told this even though its client cannot be known either.
  if (grantType === undefined) {
    tolerate('missing-grant-type', strict, exchange);
    throw new TokenError('unsupported_grant_type', 'grant_type parameter is missing');
  }
  exchange.grantType = grantType.slice(0, 60);
  const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
  if (grant === undefined) throw new TokenError('unsupported_grant_type', unsupportedGrantType(grantType, context, strict));
  const client = authenticateClient(c.req.header('authorization'), read, context.world.apps, exchange, strict);
  return grant({ read, client, exchange, context, strict });
}

function unsupportedGrantType(grantType: string, { settings }: AccountsContext, strict: boolean): string {
  // RFC 6749 §5.2: a description is ASCII without quotes. What was sent may be anything.
  if (strict || settings.get().unsupportedGrantTypeBody === 'classic') {
    return 'grant_type must be client_credentials, authorization_code or refresh_token';
  }
  return `grant_type ${grantType} is not supported`;
}

function readBodyThenQuery(c: Context<ExchangeEnvironment>, exchange: Exchange, strict: boolean): Parameters {
  const { form, body } = exchange;
  if (body !== '' && !isForm(c.req.header('content-type'))) tolerate('content-type', strict, exchange);
  for (const name of doubledParameters(form)) tolerate('doubled-parameter', strict, exchange, name);
  const fromBody = readParameters(form);
  const search = c.req.url.indexOf('?');
  if (search === -1) return fromBody;
  const query = new URLSearchParams(c.req.url.slice(search));
  if (query.size === 0) return fromBody;
  // A widely copied Express tutorial refreshes like this. In the body no log sees them.
  tolerate('query-parameters', strict, exchange);
  for (const name of doubledParameters(query)) tolerate('doubled-parameter', strict, exchange, name);
  const fromQuery = readParameters(query);
  return (name) => fromBody(name) ?? fromQuery(name);
}

function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/iu.test(contentType ?? '');
}
