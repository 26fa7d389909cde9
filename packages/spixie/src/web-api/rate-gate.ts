import { SpotifyError } from '../errors/spotify-error.js';
import { type Sleep, sleep as waitFor } from '../transport/sleep.js';
import type { Call } from './call-policy.js';
import type { CallWait } from './call-wait.js';
import { tell } from './tell.js';

/** How long a call may be kept out, and who is told of it. */
export interface GateOptions {
  /** How many milliseconds 429s may keep the call waiting, with what it waited before. */
  readonly maxWaitMs: number;
  /** Is told of each wait. */
  readonly onWait?: ((wait: CallWait) => void) | undefined;
}

/**
 * Says that the answer of a call is there, or that none will come.
 *
 * @param stopMs - the answer was a 429: for so long all calls stop
 */
export type LeaveGate = (stopMs?: number) => Promise<void>;

/** What calls go through one by one. Clients that share a gate stop together, and are paced together. */
export interface RateGate {
  /**
   * Waits for the call's turn. A call that comes back goes before those that came after it. One that is aborted passes at once,
   * uncounted, and finds out by itself.
   *
   * @returns what has to be called when the answer is there
   * @throws `rate_limited` where 429s would keep it out for too long
   */
  enter(call: Call, options: GateOptions): Promise<LeaveGate>;
}

/** A gate of one program, which can be told what others have met. */
export interface StoppableRateGate extends RateGate {
  /** Stops all calls for so long, as if one of them had been answered with 429. */
  stop(stopMs: number): void;
}

export interface RateGateOptions {
  /**
   * How many calls are sent within a window that rolls. Spotify does not publish its own (the window is 30 seconds): without this,
   * calls stop only when it says 429.
   */
  limit?: { readonly requests: number; readonly perSeconds: number } | undefined;
  /** The clock, epoch milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** How to wait. Default: by a timer. */
  sleep?: Sleep | undefined;
}

interface Turn {
  /** When the call came first. */
  readonly since: number;
  pass(): void;
  /** Tells the call of a wait, or turns it away where that is too long. */
  keepOut(): void;
}

/**
 * Creates a gate for the calls of one program. A 429 stops all of them, and the first one after it goes alone, until its answer is
 * there.
 *
 * @throws `invalid_option` for a limit that lets nobody through
 * @example
 * ```ts
 * import { type AccessTokenSource, createRateGate, createSpotify } from 'spixie';
 *
 * // Spotify counts the calls of an app, whichever of its users they are for.
 * const gate = createRateGate({ limit: { requests: 90, perSeconds: 30 } });
 * const clientOf = (session: AccessTokenSource) => createSpotify({ session, gate });
 * ```
 */
export function createRateGate({ limit, now = Date.now, sleep = waitFor }: RateGateOptions = {}): StoppableRateGate {
  if (limit && !(limit.requests >= 1 && limit.perSeconds > 0)) {
    throw new SpotifyError('invalid_option', 'fix_config', 'limit lets nobody through. Pass numbers above zero.');
  }
  const queue: Turn[] = [];
  // When answers came. Spotify counted their calls before: so no call is early, however long another was on its way.
  const answered: number[] = [];
  let inFlight = 0;
  let stoppedUntil = 0;
  // All stops together, with the rest of the present one.
  let stoppedMs = 0;
  let careful = false;
  let alarm: AbortController | undefined;

  const stopLeft = () => Math.max(0, stoppedUntil - now());

  /** Milliseconds until the next call may go: without end where that depends on one that is under way. */
  const waitMs = () => {
    if (stopLeft()) return stopLeft();
    if (careful && inFlight) return Infinity;
    if (!limit) return 0;
    const leavesAt = () => (answered[0] ?? Infinity) + limit.perSeconds * 1000;
    while (leavesAt() <= now()) answered.shift();
    return inFlight + answered.length < limit.requests ? 0 : leavesAt() - now();
  };

  const serve = () => {
    alarm?.abort();
    while (queue[0] && !waitMs()) queue[0].pass();
    if (!queue.length || waitMs() === Infinity) return;
    alarm = new AbortController();
    const { signal } = alarm;
    sleep(waitMs(), signal).then(() => signal.aborted || serve());
  };

  const stop = (stopMs: number) => {
    const more = stopMs - stopLeft();
    if (more > 0) {
      stoppedMs += more;
      stoppedUntil = now() + stopMs;
      for (const turn of [...queue]) turn.keepOut();
    }
    serve();
  };

  const leave: LeaveGate = async (stopMs = 0) => {
    inFlight--;
    if (limit) answered.push(now());
    // An answer from before the stop says nothing of what comes after it.
    if (stopMs || !stopLeft()) careful = stopMs > 0;
    stop(stopMs);
  };

  return {
    stop(stopMs) {
      careful = true;
      stop(stopMs);
    },
    enter: (call, { maxWaitMs, onWait }) =>
      new Promise((resolve, reject) => {
        const { operation, signal } = call;
        const since = call.since ?? now();
        call.since = since;
        const before = stoppedMs - stopLeft() - call.waitedMs;

        const quit = () => {
          signal?.removeEventListener('abort', abort);
          queue.splice(queue.indexOf(turn), 1);
        };
        const abort = () => {
          quit();
          resolve(async () => {});
          serve();
        };
        const turn: Turn = {
          since,
          pass() {
            quit();
            call.waitedMs = stoppedMs - before;
            inFlight++;
            resolve(leave);
          },
          keepOut() {
            const left = stopLeft();
            if (left && stoppedMs - before > maxWaitMs) {
              quit();
              reject(tooLong(left));
            } else {
              const ms = waitMs();
              tell(onWait, { operation, reason: left || careful ? 'rate_limited' : 'pacing', waitMs: ms === Infinity ? 0 : ms });
            }
          },
        };

        let place = queue.length;
        while ((queue[place - 1]?.since ?? 0) > since) place--;
        queue.splice(place, 0, turn);
        signal?.addEventListener('abort', abort);
        if (signal?.aborted) return abort();
        if (place || waitMs()) turn.keepOut();
        serve();
      }),
  };
}

function tooLong(ms: number): SpotifyError {
  const seconds = Math.ceil(ms / 1000);
  return new SpotifyError('rate_limited', 'retry', `A 429 stops all calls for ${seconds} s. Try again then.`, {
    retryAfterSeconds: seconds,
  });
}
