import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { FaultEffect } from '../faults/fault-rule.js';
import type { FaultMatcher } from '../faults/faults.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { World } from '../world/world.js';
import { partiesOf } from './call-parties.js';
import { fabricate, isFabricated } from './fabricated-answer.js';
import { slowBody } from './slow-body.js';

/**
 * Lets the fault rules have their way with a request.
 *
 * @param closing - ends every wait, so that nothing outlives the server
 */
export function injectFaults(faults: FaultMatcher, world: World, closing: AbortSignal): MiddlewareHandler<ExchangeEnvironment> {
  return async (c, next) => {
    // Looking up whose call it is costs as much as a token request does otherwise.
    if (faults.isEmpty) return next();
    const exchange = c.get('exchange');
    const grantType = exchange.form.get('grant_type') ?? c.req.query('grant_type');
    const parties = partiesOf(c, world);
    const hit = faults.match({ method: c.req.method, path: c.req.path, grantType, ...parties });
    if (hit === undefined) return next();
    const { effect, id } = hit;
    exchange.fault = id;
    if (effect.cors === false) exchange.withoutCors = true;
    if (hit.delayMs > 0) await delay(hit.delayMs, undefined, { signal: closing }).catch(() => undefined);
    if (effect.drop === 'before' || closing.aborted) {
      decide(exchange, 'fault', 'The connection was broken before the request was processed');
      return breakConnection(c);
    }
    if (isFabricated(effect) && effect.drop === undefined) {
      decide(exchange, 'fault', `Answered by the rule ${id}`);
      if (parties.clientId !== undefined) exchange.clientId = parties.clientId;
      if (parties.userId !== undefined) exchange.userId = parties.userId;
      if (grantType !== undefined) exchange.grantType = grantType;
      return impair(fabricate(effect), effect, closing);
    }
    await next();
    for (const [name, value] of Object.entries(effect.headers ?? {})) c.res.headers.set(name, value);
    const real = c.res;
    const answer =
      effect.drop === 'after' ? breakConnection(c, await partOf(real, effect.truncate ?? 0)) : await impair(real, effect, closing);
    // Once there is an answer Hono ignores what is returned, and merges the headers of the old one into a new one: hence twice.
    c.res = undefined;
    c.res = answer;
    return undefined;
  };
}

// Cuts the body, or slows it down, or both.
async function impair(response: Response, { truncate, bodyDelayMs }: FaultEffect, closing: AbortSignal): Promise<Response> {
  if (response.body === null || (truncate === undefined && bodyDelayMs === undefined)) return response;
  const { status, headers } = response;
  headers.delete('content-length');
  const bytes = await partOf(response, truncate ?? Number.POSITIVE_INFINITY);
  return new Response(bodyDelayMs === undefined ? bytes : slowBody(bytes, bodyDelayMs, closing), { status, headers });
}

async function partOf(response: Response, most: true | number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.slice(0, most === true ? Math.floor(bytes.length / 2) : most);
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
