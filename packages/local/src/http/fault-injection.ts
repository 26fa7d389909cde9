import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { FaultEffect } from '../faults/fault-rule.js';
import type { FaultMatcher } from '../faults/faults.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { AccessTokens } from '../world/access-tokens.js';

/** Lets the fault rules have their way with a request. */
export function injectFaults(faults: FaultMatcher, accessTokens: AccessTokens): MiddlewareHandler<ExchangeEnvironment> {
  return async (c, next) => {
    const exchange = c.get('exchange');
    const grantType = exchange.form.get('grant_type') ?? c.req.query('grant_type');
    const hit = faults.match({ method: c.req.method, path: c.req.path, grantType, clientId: clientOf(c, accessTokens) });
    if (hit === undefined) return next();
    const { effect } = hit;
    exchange.fault = hit.id;
    if (effect.delayMs !== undefined) await delay(effect.delayMs);
    if (effect.drop === 'before') {
      decide(exchange, 'fault', 'The connection was broken before the request was processed');
      return breakConnection(c);
    }
    if (isReplaced(effect) && effect.drop === undefined) {
      decide(exchange, 'fault', `Answered by the rule ${hit.id}`);
      const clientId = clientOf(c, accessTokens);
      if (clientId !== undefined) exchange.clientId = clientId;
      if (grantType !== undefined) exchange.grantType = grantType;
      return shorten(fabricate(effect), effect);
    }
    await next();
    for (const [name, value] of Object.entries(effect.headers ?? {})) c.res.headers.set(name, value);
    const real = c.res;
    const answer = effect.drop === 'after' ? breakConnection(c, await partOf(real, effect)) : await shorten(real, effect);
    // Once there is an answer Hono ignores what is returned, and merges the headers of the old one into a new one: hence twice.
    c.res = undefined;
    c.res = answer;
    return undefined;
  };
}

function isReplaced({ status, body, html }: FaultEffect): boolean {
  return status !== undefined || body !== undefined || html === true;
}

function fabricate({ status, body, html, headers }: FaultEffect): Response {
  const answer = (content: string | null, type: string | undefined, defaultStatus: number): Response => {
    const all = new Headers(headers);
    if (type !== undefined && !all.has('content-type')) all.set('content-type', type);
    return new Response(content, { status: status ?? defaultStatus, headers: all });
  };
  if (html === true) return answer(errorPage(status ?? 503), 'text/html; charset=utf-8', 503);
  if (body === undefined) return answer(null, undefined, 200);
  if (typeof body === 'string') return answer(body, 'text/plain; charset=utf-8', 200);
  return answer(JSON.stringify(body), 'application/json; charset=utf-8', 200);
}

// What a gateway in front of a service says when the service is gone.
function errorPage(status: number): string {
  return `<!DOCTYPE html>\n<html><head><title>${status} Error</title></head>\n<body><h1>Error: ${status}</h1><p>The service is not available. Try again later.</p></body></html>\n`;
}

async function shorten(response: Response, effect: FaultEffect): Promise<Response> {
  if (effect.truncate === undefined) return response;
  const { status, headers } = response;
  headers.delete('content-length');
  return new Response(await partOf(response, effect), { status, headers });
}

async function partOf(response: Response, { truncate }: FaultEffect): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.slice(0, truncate === true ? Math.floor(bytes.length / 2) : (truncate ?? 0));
}

// With a part of the body the headers go out first, and promise more than comes.
function breakConnection(c: Context<ExchangeEnvironment>, part: Uint8Array = new Uint8Array()): Response {
  c.get('exchange').dropped = true;
  const { incoming, outgoing } = c.env;
  if (part.length === 0) incoming.socket.destroy();
  else {
    outgoing.writeHead(c.res.status, {
      'content-type': c.res.headers.get('content-type') ?? 'text/plain',
      'content-length': part.length * 2 + 1,
    });
    outgoing.write(part, () => incoming.socket.destroy());
  }
  return RESPONSE_ALREADY_SENT;
}

function clientOf(c: Context<ExchangeEnvironment>, accessTokens: AccessTokens): string | undefined {
  const [scheme, credentials] = (c.req.header('authorization') ?? '').split(/\s+/u, 2);
  if (credentials && /^basic$/iu.test(scheme ?? '')) return Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0];
  if (credentials && /^bearer$/iu.test(scheme ?? '')) return accessTokens.find(credentials)?.clientId;
  return c.get('exchange').form.get('client_id') ?? c.req.query('client_id') ?? undefined;
}
