/** The times of what happened lately. */
export interface RollingWindow {
  /** When there is room for one more: `now`, or later. What is older than the window is forgotten. */
  roomAt(most: number, lengthMs: number, now: number): number;
  add(now: number): void;
}

/** A window in which nothing happened yet. */
export function createRollingWindow(): RollingWindow {
  let times: number[] = [];
  let first = 0;
  return {
    roomAt(most, lengthMs, now) {
      // The clock was set back: what is still to come has not happened.
      if ((times.at(-1) ?? now) > now) {
        times = times.slice(first).filter((time) => time <= now);
        first = 0;
      }
      while (first < times.length && (times[first] ?? now) + lengthMs <= now) first += 1;
      // Cut off now and then, and not one by one.
      if (first > 1000 && first * 2 > times.length) {
        times = times.slice(first);
        first = 0;
      }
      const leaving = times[times.length - most];
      return times.length - first < most || leaving === undefined ? now : leaving + lengthMs;
    },
    add(now) {
      times.push(now);
    },
  };
}
