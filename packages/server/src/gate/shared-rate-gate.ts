import { createRateGate, type RateGate, type RateGateOptions } from 'spixie';

/** Where the servers of an app tell each other that Spotify has said 429. */
export interface SharedStops {
  /** Until when all calls stop: epoch milliseconds. In the past, or 0, where they do not. */
  read(): Promise<number>;
  /** Stops all calls until then, unless they are stopped for longer. */
  write(until: number): Promise<void>;
}

export interface SharedRateGateOptions extends RateGateOptions {
  /** Such as `createRedisStops({ client, clientId })`. */
  stops: SharedStops;
  /** For how long an answer of `stops` counts, in milliseconds: so often at most it is asked. Default: 100. */
  freshMs?: number | undefined;
  /** How long calls wait for `stops`, in milliseconds. Then they go on without it, and so do those that come before it answers. Default: 500. */
  patienceMs?: number | undefined;
}

/**
 * Creates a gate for the calls of all servers of an app: a 429 that one of them meets stops all. `limit` paces each server by itself.
 * Where the others cannot be asked, the gate is that of one server.
 *
 * @throws `invalid_option` for a limit that lets nobody through
 * @example
 * ```ts
 * import { createSharedRateGate } from '@spixie/server';
 * import { createRedisStops, type RedisClient } from '@spixie/server/redis';
 *
 * const createGate = (client: RedisClient, clientId: string) =>
 *   createSharedRateGate({ stops: createRedisStops({ client, clientId }) });
 * ```
 */
export function createSharedRateGate({ stops, freshMs = 100, patienceMs = 500, ...options }: SharedRateGateOptions): RateGate {
  const { now = Date.now } = options;
  const own = createRateGate(options);
  let askedAt = -Infinity;
  let asking: Promise<void> | undefined;
  let isLate = false;

  const ask = async (): Promise<void> => {
    const until = await stops.read().catch(() => 0);
    const left = until - now();
    if (left > 0) own.stop(left);
    asking = undefined;
    isLate = false;
  };
  const learn = async (): Promise<void> => {
    const sinceMs = now() - askedAt;
    if (!asking && (sinceMs < 0 || sinceMs >= freshMs)) {
      askedAt = now();
      asking = ask();
    }
    if (asking && !isLate) isLate = !(await within(patienceMs, asking));
  };

  return {
    async enter(call, gateOptions) {
      await learn();
      const leave = await own.enter(call, gateOptions);
      return async (stopMs = 0) => {
        // First here: whoever waits in this process hears of it, whatever becomes of the others.
        await leave(stopMs);
        if (stopMs > 0)
          await within(
            patienceMs,
            stops.write(now() + stopMs).catch(() => {}),
          );
      };
    },
  };
}

/** Whether it was done in time. */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}
