import { SpotifyError } from '../errors/spotify-error.js';

/**
 * Waits for work that others may wait for too: it goes on without those who leave.
 *
 * @param waitMs milliseconds until `timeout` is thrown; without it the work's own end is waited for
 * @throws `aborted` when the signal says so, `timeout`
 */
export async function waitFor<Result>(work: Promise<Result>, signal?: AbortSignal, waitMs?: number): Promise<Result> {
  if (!signal && !waitMs) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        abort = () => reject(new SpotifyError('aborted', 'none', 'The caller cancelled it.'));
        if (waitMs) {
          timer = setTimeout(
            () => reject(new SpotifyError('timeout', 'retry', `Nothing came in ${waitMs} ms. Try again.`)),
            waitMs,
          );
        }
        signal?.addEventListener('abort', abort);
        if (signal?.aborted) abort();
      }),
    ]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
