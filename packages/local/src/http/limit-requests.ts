import type { MiddlewareHandler } from 'hono';
import { limitContent } from '../faults/limit-body.js';
import type { RequestLimiter } from '../faults/request-limiter.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { WebApiContext } from '../web-api/web-api-context.js';

/** Answers 429 to an app that sent too many requests. Who has no good token is not counted, but told so by what comes behind. */
export function limitRequests(
  limiter: RequestLimiter,
  { settings, world, clock }: WebApiContext,
): MiddlewareHandler<ExchangeEnvironment> {
  return async (c, next) => {
    const { rateLimit, quota } = settings.get();
    if (rateLimit === null && quota === null) return next();
    const bearer = /^bearer +(\S+)\s*$/iu.exec(c.req.header('authorization') ?? '')?.[1];
    const token = bearer === undefined ? undefined : world.accessTokens.find(bearer);
    const now = clock.now();
    if (token === undefined || now >= token.expiresAt) return next();
    const refusal = limiter.take(token.clientId, { rateLimit, quota }, now);
    if (refusal === undefined) return next();
    const exchange = c.get('exchange');
    exchange.clientId = token.clientId;
    if (token.userId !== null) exchange.userId = token.userId;
    if (token.grantId !== null) exchange.grantId = token.grantId;
    if (refusal.withoutCors) exchange.withoutCors = true;
    decide(exchange, 'rate_limited', refusal.reason);
    const { content, type } = limitContent(refusal.body);
    c.header('Retry-After', String(refusal.retryAfterSeconds));
    if (type !== undefined) c.header('Content-Type', type);
    return content === null ? c.body(null, 429) : c.body(content, 429);
  };
}
