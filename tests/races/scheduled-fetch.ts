import type { FaultEffect } from '@spixie/local';
import { type Facts, type Holder, nameOf, type SentRequest } from './facts.js';
import type { Origin } from './origin.js';
import type { Fault } from './plan.js';
import type { Actor, Scheduler } from './scheduler.js';

/** What the local Spotify itself does to the request. The rest is done on the way to it and back. */
const effects: Partial<Record<Fault, FaultEffect>> = {
  outage: { html: true },
  'rate-limit': { retryAfter: 30 },
  truncated: { truncate: true },
  'false-invalid-grant': { grantError: { error: 'invalid_grant', description: 'Invalid refresh token' } },
};

/**
 * Makes the `fetch` of a holder: each request reaches the local Spotify, and each answer the holder, when the schedule says so.
 *
 * @param nextFault what becomes of the next request
 */
export function scheduledFetch(
  { local, send }: Origin,
  scheduler: Scheduler,
  facts: Facts,
  nextFault: () => Fault,
): (holder: Holder) => typeof fetch {
  // What is on the way arrives even when its sender is dead.
  const network: Actor = { dead: false, asleepUntil: 0 };

  const answerOf = (url: string, init: RequestInit, request: SentRequest) =>
    scheduler.alone(async () => {
      const effect = effects[request.fault];
      if (effect) local.faults.add({ path: '/api/token', times: 1, effect });
      const answer = await send(url, init);
      if (effect) local.faults.clear();
      const entry = local.journal.entries().at(-1);
      request.refreshed = entry?.decision === 'refreshed' || entry?.decision === 'rotated';
      if (entry?.grantId) request.grant = entry.grantId;
      const text = await answer.text();
      const token = request.refreshed && request.fault !== 'truncated' ? (JSON.parse(text) as Record<string, string>) : {};
      if (token['access_token']) {
        request.accessToken = token['access_token'];
        facts.grantOf.set(token['access_token'], request.grant ?? '');
      }
      facts.story.push(
        `${request.holder.name} is answered ${answer.status} (${request.fault}): ${nameOf(request.accessToken, facts)}`,
      );
      return new Response(text, answer);
    });

  return (holder) => async (url, init) => {
    const signal = init?.signal;
    const { grant, accessToken: inPlaceOf } = facts.content ?? {};
    const request: SentRequest = {
      ...{ holder, fault: 'none', refreshed: false, delivered: false, stored: false },
      ...(grant !== undefined && { grant }),
      ...(inPlaceOf !== undefined && { inPlaceOf }),
    };
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('It was aborted.', 'AbortError')));
      const exchange = async () => {
        await scheduler.turn(holder);
        if (signal?.aborted) return;
        request.fault = nextFault();
        facts.requests.push(request);
        const broken = new TypeError('fetch failed');
        if (request.fault === 'unsent') throw broken;
        const isGivenUp = () => signal?.aborted === true || holder.dead;
        await scheduler.turn(network, request.fault === 'late' ? { until: isGivenUp } : {});
        const answer = await answerOf(String(url), init ?? {}, request);
        if (request.fault === 'slow') return;
        await scheduler.turn(holder);
        if (request.fault === 'lost') throw broken;
        request.delivered = request.fault !== 'truncated' && signal?.aborted !== true;
        resolve(answer);
      };
      exchange().catch(reject);
    });
  };
}
