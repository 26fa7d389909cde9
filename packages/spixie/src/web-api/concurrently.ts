import { type Stop, stopWith } from './stop-with.js';

/** Runs a task for each value, so many at once, and gives the results in the order of the values. The first failure ends the rest. */
export async function concurrently<Value, Result>(
  values: readonly Value[],
  { concurrency = 4, signal }: { concurrency?: number | undefined; signal?: AbortSignal | undefined },
  run: (value: Value, signal: Stop['signal']) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const stop = stopWith(signal);
  const rest = values.entries();
  const work = async () => {
    for (const [index, value] of rest) {
      stop.check();
      results[index] = await run(value, stop.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
    return results;
  } finally {
    stop.now();
  }
}
