import { addDuration, type Duration } from './duration.js';

/** The one clock that codes, tokens, grants and the journal follow. Delays of faults do not: a slow network is real. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  readonly frozen: boolean;
  /** Stops the clock where it is. */
  freeze(): void;
  /** Lets a frozen clock run on from where it stands. */
  resume(): void;
  /** Moves the clock to a time: epoch milliseconds, a `Date` or an ISO 8601 string. A frozen clock stays frozen there. */
  set(time: number | Date | string): void;
  /** Moves the clock by a duration. Months are calendar months. */
  advance(by: Duration): void;
  /** Back to the base time, running. */
  reset(): void;
}

/** Where a clock stands: `frozenAt` when it is frozen, else how far it is ahead of its base. In milliseconds. */
export interface ClockPosition {
  readonly offset: number;
  readonly frozenAt: number | null;
}

/** A clock that can be put back to where it stood. */
export interface RestorableClock extends Clock {
  position(): ClockPosition;
  restore(position: ClockPosition): void;
}

// What a Date can hold. Beyond it toISOString throws.
const MAX_TIME = 8.64e15;

/** Where a clock begins, and who is told when it is moved. */
export interface ClockKeeper {
  readonly position?: ClockPosition | undefined;
  readonly onMove?: (position: ClockPosition) => void;
}

/** A clock that runs as `base` does until it is moved. */
export function createClock(base: () => number, { position: start, onMove }: ClockKeeper = {}): RestorableClock {
  let offset = start?.offset ?? 0;
  let frozenAt = start?.frozenAt ?? undefined;
  const moved = (): void => onMove?.(clock.position());
  const clock: RestorableClock = {
    now: () => frozenAt ?? base() + offset,
    get frozen() {
      return frozenAt !== undefined;
    },
    freeze() {
      frozenAt ??= clock.now();
      moved();
    },
    resume() {
      if (frozenAt === undefined) return;
      offset = frozenAt - base();
      frozenAt = undefined;
      moved();
    },
    set(time) {
      const at = toEpoch(time);
      if (frozenAt === undefined) offset = at - base();
      else frozenAt = at;
      moved();
    },
    advance(by) {
      clock.set(addDuration(clock.now(), by));
    },
    reset() {
      offset = 0;
      frozenAt = undefined;
      moved();
    },
    position: () => ({ offset, frozenAt: frozenAt ?? null }),
    restore(position) {
      offset = position.offset;
      frozenAt = position.frozenAt ?? undefined;
      moved();
    },
  };
  return clock;
}

/** A time in epoch milliseconds. */
export function toEpoch(time: number | Date | string): number {
  const at = typeof time === 'string' ? Date.parse(time) : Number(time);
  if (!Number.isFinite(at) || Math.abs(at) > MAX_TIME) {
    throw new TypeError('A time is a number of epoch milliseconds or an ISO 8601 string such as "2026-11-20T10:00:00Z".');
  }
  return at;
}
