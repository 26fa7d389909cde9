/** Waits so many milliseconds, or until the signal is aborted, whichever comes first. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** In milliseconds. A longer timer would go off at once. */
export const longestTimer = 2 ** 31 - 1;

/** Waits by the environment's timers. */
export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, longestTimer));
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
