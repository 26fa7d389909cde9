import type { MiddlewareHandler } from 'hono';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';

// As seen in answers of Spotify's. There is no Access-Control-Expose-Headers: a browser cannot read Retry-After.
const webApiHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS, PUT, DELETE, PATCH',
  'access-control-allow-headers':
    'Accept, App-Platform, Authorization, Content-Type, Origin, Retry-After, Spotify-App-Version, X-Cloud-Trace-Context, client-token, content-access-token',
  'access-control-allow-credentials': 'true',
  'access-control-max-age': '604800',
};

/** Cross-origin headers on every answer of the Web API, errors and faults included. */
export const webApiCors: MiddlewareHandler<ExchangeEnvironment> = async (c, next) => {
  if (isPreflight(c.req.method, c.req.header('access-control-request-method'))) {
    decide(c.get('exchange'), 'preflight');
    return c.body(null, 204, webApiHeaders);
  }
  await next();
  for (const [name, value] of Object.entries(webApiHeaders)) c.res.headers.set(name, value);
  return undefined;
};

/**
 * Cross-origin headers of the token endpoint: for pages that send a form and no Authorization, as Spotify's own PKCE tutorial does.
 * Which headers Spotify sends there is not confirmed, nor that Basic stays refused, as its staff said in 2017.
 */
export const tokenCors: MiddlewareHandler<ExchangeEnvironment> = async (c, next) => {
  if (isPreflight(c.req.method, c.req.header('access-control-request-method'))) {
    decide(c.get('exchange'), 'preflight');
    const wanted = (c.req.header('access-control-request-headers') ?? '').toLowerCase();
    if (/\bauthorization\b/u.test(wanted)) return c.body(null, 204);
    return c.body(null, 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': 'Accept, Content-Type',
      'access-control-max-age': '604800',
    });
  }
  await next();
  if (c.req.header('authorization') === undefined) c.res.headers.set('access-control-allow-origin', '*');
  return undefined;
};

function isPreflight(method: string, requested: string | undefined): boolean {
  return method === 'OPTIONS' && requested !== undefined;
}
