import type { SessionLock } from 'spixie';

/** A place where an owner can be written down until a lease is over. */
export interface Leases {
  /** Writes the owner down if nobody else is, and says whether. Who is there already gets a new lease. */
  take(name: string, owner: string, leaseMs: number): Promise<boolean>;
  /** Strikes the owner out, and nobody else. */
  release(name: string, owner: string): Promise<unknown>;
}

// A storage that does not answer keeps nobody as long as a lock that is taken.
const LONGEST_MS = 2_000;

// A process that dies keeps the others out for so long; one that lives says so three times as often.
const SIGN_OF_LIFE_MS = 6_000;

/** A lock over leases. Nothing is held while one waits, nor while the lock is held. */
export function createLeaseLock(leases: Leases): SessionLock {
  const { take, release } = leases;
  return {
    // A storage that comes back finds many who could not have it.
    required: true,
    async acquire(name, { waitMs, leaseMs }) {
      const owner = crypto.randomUUID();
      const until = performance.now() + waitMs;
      for (;;) {
        const left = until - performance.now();
        const taking = take(name, owner, Math.ceil(Math.min(leaseMs, SIGN_OF_LIFE_MS)));
        const taken = await within(Math.min(left + 1_000, LONGEST_MS), taking).catch((error: unknown) => {
          // Nobody holds what is taken too late.
          taking.then((late) => late && release(name, owner)).catch(() => {});
          throw error;
        });
        if (taken) return hold(leases, name, owner, leaseMs);
        if (left <= 0) return undefined;
        await sleep(Math.min(left, 10 + Math.random() * 40));
      }
    },
  };
}

/** Renews the lease as long as it may be held, until the function that this returns is called. */
function hold({ take, release }: Leases, name: string, owner: string, leaseMs: number): () => Promise<void> {
  const until = performance.now() + leaseMs;
  let renewing: Promise<unknown> = Promise.resolve();
  const renew = (): void => {
    const left = until - performance.now();
    if (left <= 0) stop();
    // Where it fails the next one may arrive.
    else renewing = take(name, owner, Math.ceil(Math.min(left, SIGN_OF_LIFE_MS))).then((taken) => taken || stop(), ignore);
  };
  const timer = setInterval(renew, SIGN_OF_LIFE_MS / 3);
  const stop = (): void => clearInterval(timer);
  const end = async (): Promise<void> => {
    // Else it could be taken once more after it was released.
    await renewing;
    await release(name, owner);
  };
  return () => {
    stop();
    // Whoever has a token does not wait for a storage that has gone away meanwhile: the lease ends by itself.
    return within(LONGEST_MS, end());
  };
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The storage of the locks did not answer in time.')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function ignore(): void {}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
