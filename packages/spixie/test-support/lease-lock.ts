import type { SessionLock } from '../src/session/session-lock.js';

/** A lock whose holders may die. */
export interface LeaseLock extends SessionLock {
  /** Takes it, and never releases it. */
  leave(key: string, leaseMs: number): void;
  /** The keys that were left so. */
  left: ReadonlySet<string>;
}

/** Creates a lock that is looked at again and again, and is free when its lease is over: as those of files and of servers are. */
export function createLeaseLock(): LeaseLock {
  const leases = new Map<string, { until: number }>();
  const left = new Set<string>();
  const take = (key: string, leaseMs: number) => {
    const lease = { until: Date.now() + leaseMs };
    leases.set(key, lease);
    return lease;
  };
  const isTaken = (key: string) => (leases.get(key)?.until ?? 0) > Date.now();
  return {
    async acquire(key, { waitMs, leaseMs }) {
      for (let waited = 0; isTaken(key); waited += 5) {
        if (waited > waitMs) return undefined;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const lease = take(key, leaseMs);
      return () => {
        if (leases.get(key) === lease) leases.delete(key);
      };
    },
    left,
    leave(key, leaseMs) {
      left.add(key);
      take(key, leaseMs);
    },
  };
}
