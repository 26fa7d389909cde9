import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type OperationFacts, type OperationName, operations } from 'spixie/operations';
import { jsonAnswer, TextAnswer } from '../answers/text-answer.js';
import { withLinks } from '../hosts/links.js';
import { decide, type Exchange, type ExchangeEnvironment } from '../inspector/exchange.js';
import { authenticateCaller } from './bearer.js';
import type { Call, Caller, Handler } from './handler.js';
import { handlers } from './handlers.js';
import { withoutRemovedFields } from './removed-fields.js';
import { asChallenge } from './strict-challenge.js';
import { checkTier } from './tier.js';
import type { WebApiContext } from './web-api-context.js';
import { PlainTextError, WebApiError } from './web-api-error.js';

/** The routes of the Web API, as the contract's table lists them. */
export function webApiRoutes(context: WebApiContext): Hono<ExchangeEnvironment> {
  const routes = new Hono<ExchangeEnvironment>();
  for (const name of Object.keys(operations) as OperationName[]) {
    const [method = 'GET', path = '/'] = name.split(' ');
    const handler = handlers[name] as Handler<OperationName>;
    const route = path.replace(/\{(\w+)\}/gu, ':$1');
    // A slash at the end changes nothing: spotify-web-api-node searches at `/v1/search/`.
    routes.on(method, [route, `${route}/`], (c) =>
      answer(c, context, operations[name].success, (exchange, caller) => {
        checkTier(name, operations[name], caller);
        checkScopes(operations[name], caller, path.startsWith('/me'));
        const call: Call<OperationName> = {
          path: c.req.param(),
          query: new URL(c.req.url).searchParams,
          caller,
          context: withLinks(context, c.req.url),
          exchange,
        };
        return handler(call);
      }),
    );
  }
  routes.all('/*', (c) =>
    answer(c, context, 404, (exchange) => {
      decide(exchange, 'not_found');
      throw noOperation(c.req.path.replace(/^\/v1/u, ''));
    }),
  );
  return routes;
}

function answer(
  c: Context<ExchangeEnvironment>,
  context: WebApiContext,
  success: number,
  work: (exchange: Exchange, caller: Caller) => object | undefined,
): Response {
  const exchange = c.get('exchange');
  try {
    const caller = authenticateCaller(c.req.header('authorization'), context, exchange);
    const body = work(exchange, caller);
    decide(exchange, 'answered');
    // The player has nothing to say when nothing plays.
    if (body === undefined && c.req.method === 'GET') return c.body(null, 204);
    if (body === undefined && isPlayerCommand(c) && context.settings.get().playerSuccessBody === 'random-text') return randomText();
    if (body === undefined) return success === 204 ? c.body(null, 204) : new TextAnswer('', success, {});
    return jsonAnswer(caller.tier === 'development-2026' ? withoutRemovedFields(body, caller.user?.id) : body, success);
  } catch (error) {
    if (!(error instanceof WebApiError)) throw error;
    decide(exchange, exchange.decision ?? 'refused', reasonOf(error));
    if (error instanceof PlainTextError) return c.text(error.message, error.status, { ...error.headers });
    const { status, message, headers, reason } = asChallenge(
      error,
      c.req.header('authorization'),
      context.settings.get().strict,
      exchange,
    );
    return jsonAnswer({ error: { status, message, ...(reason !== undefined && { reason }) } }, status, headers);
  }
}

function isPlayerCommand({ req }: Context<ExchangeEnvironment>): boolean {
  return req.path.startsWith('/v1/me/player');
}

// Since August 2024 a command is answered with such a text. Clients that go by the type tried to read it as JSON.
function randomText(): Response {
  return new TextAnswer(randomBytes(20).toString('base64url'), 200, { 'content-type': 'application/json; charset=utf-8' });
}

// The 401's body says the same for everything; its header tells the three cases apart.
function reasonOf(error: WebApiError): string {
  return /error_description="([^"]*)"/u.exec(error.headers['www-authenticate'] ?? '')?.[1] ?? error.message;
}

function checkScopes(facts: OperationFacts, caller: Caller, aboutUser: boolean): void {
  const has = (scope: string): boolean => caller.scopes.has(scope);
  const { scopeRule, alwaysScopes = [] } = facts;
  const others = facts.scopes.filter((scope) => !alwaysScopes.includes(scope));
  const enough =
    (caller.user !== undefined || !aboutUser) &&
    alwaysScopes.every(has) &&
    (scopeRule === 'optional' || others.length === 0 || (scopeRule === 'all' ? others.every(has) : others.some(has)));
  if (!enough) throw new WebApiError(403, 'Insufficient client scope');
}

// The first was seen (spotifyr#156), its words are not confirmed; of the second both were (jwilsson/spotify-web-api-php#266).
function noOperation(path: string): WebApiError {
  const isKnown = Object.keys(operations).some((name) => {
    const pattern = name.replace(/^\w+ /u, '').replace(/\{\w+\}/gu, '[^/]+');
    return new RegExp(`^${pattern}/?$`, 'u').test(path);
  });
  return isKnown ? new WebApiError(405, 'Method not allowed') : new WebApiError(404, 'Service not found');
}
