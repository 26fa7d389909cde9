import type { SessionLock } from 'spixie';

/** A place where an owner can be written down until a lease is over. */
export interface Leases {
  /** Writes the owner down if nobody else is, and says whether. The owner may ask again: a client repeats what got no answer. */
  take(name: string, owner: string, leaseMs: number): Promise<boolean>;
  /** Strikes the owner out, and nobody else. */
  release(name: string, owner: string): Promise<unknown>;
}

// A storage that does not answer keeps nobody as long as a lock that is taken.
const LONGEST_MS = 2_000;

/** A lock over leases. Nothing is held while one waits, nor while the lock is held. */
export function createLeaseLock({ take, release }: Leases): SessionLock {
  return {
    // A storage that comes back finds many who could not have it.
    required: true,
    async acquire(name, { waitMs, leaseMs }) {
      const owner = crypto.randomUUID();
      const until = performance.now() + waitMs;
      for (;;) {
        const left = until - performance.now();
        const taking = take(name, owner, Math.ceil(leaseMs));
        const taken = await within(Math.min(left + 50, LONGEST_MS), taking).catch((error: unknown) => {
          // Nobody holds what is taken too late.
          taking.then((late) => late && release(name, owner)).catch(() => {});
          throw error;
        });
        if (taken) return async () => void (await release(name, owner));
        if (left <= 0) return undefined;
        await sleep(Math.min(left, 10 + Math.random() * 40));
      }
    },
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

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
