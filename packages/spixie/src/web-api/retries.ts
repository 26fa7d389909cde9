import type { SpotifyError } from '../errors/spotify-error.js';
import { type Sleep, sleep as waitFor } from '../transport/sleep.js';
import type { Call, CallPolicy } from './call-policy.js';
import type { CallWait } from './call-wait.js';
import { tell } from './tell.js';

export interface RetryOptions {
  /** How many milliseconds 429s and failures may keep a call waiting in all. Beyond that it fails. Default: 30,000. */
  maxWaitMs?: number | undefined;
  /** How often a call that fails is sent, 429s included. Only 429s alone may be more. Default: 3. */
  maxAttempts?: number | undefined;
  /** Is told of each wait. */
  onWait?: ((wait: CallWait) => void) | undefined;
  /** From 0 to below 1. Default: `Math.random`. */
  random?: (() => number) | undefined;
  /** How to wait. Default: by a timer. */
  sleep?: Sleep | undefined;
}

/**
 * Creates what repeats calls, bounded in number and in time. After a 429 any call is sent again, for nothing was done, except
 * where a quota is used up. After a 5xx or a network failure only one is that may be done twice, and over all calls no more than
 * one in ten, and ten: an outage is not made worse.
 */
export function createRetries(options: RetryOptions = {}): CallPolicy {
  const { maxWaitMs = 30_000, maxAttempts = 3, onWait, random = Math.random, sleep = waitFor } = options;
  let budget = 10;

  return async (call, attempt) => {
    budget = Math.min(10, budget + 0.1);
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt();
      } catch (error) {
        const { code, status, reason, retryAfterSeconds = 0 } = error as Partial<SpotifyError>;
        // The quota of Development Mode does not pass by waiting seconds. A 429 without a status is another call's.
        const limited = status === 429 && reason !== 'QUOTA_EXCEEDED';
        // Where nobody says how long: twice as long each time; after a failure by chance, so that not all come back at once.
        const waitMs = retryAfterSeconds * 1000 || (limited ? 1_000 : random() * 250) * 2 ** attempts;
        call.waitedMs += waitMs;
        const again =
          limited ||
          (/^(network|server)/.test(`${code}`) && status !== 501 && attempts < maxAttempts && isRepeatable(call) && budget >= 1);
        if (!again || call.waitedMs > maxWaitMs) throw error;
        if (!limited) budget--;
        tell(onWait, { operation: call.operation, reason: limited ? 'rate_limited' : 'retry', waitMs });
        await sleep(waitMs, call.signal);
      }
    }
  };
}

/** Whether it does no harm that a call is done twice. Moving and removing by position is another thing the second time. */
function isRepeatable({ operation, body }: Call): boolean {
  return !/^POST|"(range_start|positions)":/.test(operation + JSON.stringify(body));
}
