import { obeysRfc } from '../accounts/deviations.js';
import type { Exchange } from '../inspector/exchange.js';
import { WebApiError } from './web-api-error.js';

/** A refusal as RFC 6750 wants it in strict mode; by default it stays as it is, and the journal names what differs. */
export function asChallenge(
  error: WebApiError,
  authorization: string | undefined,
  strict: boolean,
  exchange: Exchange,
): WebApiError {
  const withChallenge = (status: 401 | 403, challenge: string): WebApiError =>
    new WebApiError(status, error.message, { headers: { 'www-authenticate': challenge } });
  if (error.status === 401 && authorization === undefined) {
    return obeysRfc('missing-token-error', strict, exchange) ? withChallenge(401, 'Bearer realm="spotify"') : error;
  }
  if (error.message === 'Only valid bearer authentication supported') {
    return obeysRfc('authorization-scheme', strict, exchange) ? withChallenge(401, 'Bearer realm="spotify"') : error;
  }
  if (error.message === 'Insufficient client scope') {
    const challenge = 'Bearer realm="spotify", error="insufficient_scope", error_description="Insufficient client scope"';
    return obeysRfc('scope-challenge', strict, exchange) ? withChallenge(403, challenge) : error;
  }
  return error;
}
