import { isSpotifyError } from '../errors/spotify-error.js';
import type { AccessTokenSource } from '../session/access-token-source.js';
import { type CallHooks, createCallHooks } from './call-hooks.js';
import type { CallPolicy, Explain } from './call-policy.js';
import { createRateGate, type RateGate, type RateGateOptions } from './rate-gate.js';
import { createGatePolicy } from './rate-gate-policy.js';
import { createRetries, type RetryOptions } from './retries.js';

/** How a client waits, repeats, tells and explains. */
export interface ClientPolicyOptions extends RetryOptions, RateGateOptions, CallHooks {
  /** The gate that stops all calls at a 429, to be shared with other clients of the app. Default: one of its own, with `limit`. */
  gate?: RateGate | undefined;
  /**
   * `explainError` of `spixie/operations`: errors then name the scopes and the tier that an operation needs. A bundle has the table of
   * operations only with it.
   */
  explain?: Explain | undefined;
}

/** Creates what stands around each call of a client. */
export function createClientPolicy(options: ClientPolicyOptions & { session: AccessTokenSource }): CallPolicy {
  const { session, explain, gate = createRateGate(options), maxWaitMs = 30_000, onWait } = options;
  const retries = createRetries(options);
  const atGate = createGatePolicy(gate, { maxWaitMs, onWait });
  const hooks = createCallHooks(options);

  return async (call, attempt) => {
    try {
      // A call that is repeated goes through the gate again, and hooks see each time that it is sent.
      return await retries(call, () => atGate(call, () => hooks(call, attempt)));
    } catch (error) {
      throw explain && isSpotifyError(error) ? await explain(error, call.operation, session) : error;
    }
  };
}
