/** Time that passes only when it is told to, for every `setTimeout` of the code under test. */
export interface VirtualTime {
  /** Epoch milliseconds. */
  now(): number;
  /** Lets time pass as for a machine that sleeps: timers go on counting where they were. */
  pass(ms: number): void;
  /** When the next timer is due. */
  nextAt(): number | undefined;
  /** Goes to the next timer, and fires it. */
  fireNext(): void;
  /** Does work whose timers are virtual, and forgets those that are left. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Creates a time that begins at an epoch of its own. */
export function createVirtualTime(start: number = Date.UTC(2026, 10, 21)): VirtualTime {
  const timers = new Map<object, { at: number; run: () => void }>();
  let now = start;

  const next = () => {
    let first: { id: object; at: number; run: () => void } | undefined;
    for (const [id, timer] of timers) if (!first || timer.at < first.at) first = { id, ...timer };
    return first;
  };
  const set = (run: () => void, ms = 0) => {
    const id = {};
    timers.set(id, { at: now + ms, run });
    return id;
  };
  return {
    now: () => now,
    pass: (ms) => {
      now += ms;
      for (const timer of timers.values()) timer.at += ms;
    },
    nextAt: () => next()?.at,
    fireNext() {
      const first = next();
      if (!first) return;
      timers.delete(first.id);
      now = Math.max(now, first.at);
      first.run();
    },
    async during(work) {
      const { setTimeout, clearTimeout } = globalThis;
      Object.assign(globalThis, { setTimeout: set, clearTimeout: (id: object) => timers.delete(id) });
      try {
        return await work();
      } finally {
        Object.assign(globalThis, { setTimeout, clearTimeout });
        timers.clear();
      }
    },
  };
}
