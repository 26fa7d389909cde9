/** Calls what an app passed to be told of something, in a turn of its own: where it throws, no call fails by that. */
export function tell<Facts>(listener: ((facts: Facts) => void) | undefined, facts: Facts): void {
  if (listener) queueMicrotask(() => listener(facts));
}
