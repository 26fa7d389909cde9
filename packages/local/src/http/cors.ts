import type { Context, MiddlewareHandler } from 'hono';
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

/** Cross-origin headers on every answer of the Web API, errors included, unless a fault or a limit takes them away. */
export const webApiCors: MiddlewareHandler<ExchangeEnvironment> = async (c, next) => {
  await next();
  if (c.get('exchange').withoutCors) return;
  for (const [name, value] of Object.entries(webApiHeaders)) c.res.headers.set(name, value);
};

/**
 * Cross-origin headers of the token endpoint: for pages that send a form and no Authorization, as Spotify's own PKCE tutorial does.
 * Which headers Spotify sends there is not confirmed, nor that Basic stays refused, as its staff said in 2017.
 */
export const tokenCors: MiddlewareHandler<ExchangeEnvironment> = async (c, next) => {
  await next();
  const wanted = c.req.header('access-control-request-headers') ?? '';
  if (c.get('exchange').withoutCors || c.req.header('authorization') !== undefined || /\bauthorization\b/iu.test(wanted)) return;
  c.res.headers.set('access-control-allow-origin', '*');
  if (!isPreflight(c)) return;
  c.res.headers.set('access-control-allow-methods', 'POST, OPTIONS');
  c.res.headers.set('access-control-allow-headers', 'Accept, Content-Type');
  c.res.headers.set('access-control-max-age', '604800');
};

/** Answers a browser's question before a call. It stands behind the faults, so that a rule for OPTIONS can refuse it. */
export const answerPreflight: MiddlewareHandler<ExchangeEnvironment> = async (c, next) => {
  if (!isPreflight(c)) return next();
  decide(c.get('exchange'), 'preflight');
  return c.body(null, 204);
};

function isPreflight(c: Context<ExchangeEnvironment>): boolean {
  return c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined;
}
