import type { SpotifyError } from '../errors/spotify-error.js';
import type { CallPolicy } from './call-policy.js';
import type { GateOptions, RateGate } from './rate-gate.js';

// What a 429 is worth whose Retry-After is missing, or hidden from a page by its browser.
const guessMs = 2_000;

/** Sends calls through a gate, and stops the gate at a 429. */
export function createGatePolicy(gate: RateGate, options: GateOptions): CallPolicy {
  return async (call, attempt) => {
    const leave = await gate.enter(call, options);
    let stopMs = 0;
    try {
      return await attempt();
    } catch (error) {
      const { reason, retryAfterSeconds } = error as Partial<SpotifyError>;
      // A quota is counted per kind of operation: others may go on. And what the accounts service refuses is its own affair.
      if (call.status === 429 && reason !== 'QUOTA_EXCEEDED') stopMs = retryAfterSeconds ? retryAfterSeconds * 1000 : guessMs;
      throw error;
    } finally {
      await leave(stopMs);
    }
  };
}
