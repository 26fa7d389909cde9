import { SpotifyError } from '../errors/spotify-error.js';

/**
 * Waits for work that others wait for too, unless the signal calls this caller away: the work goes on without them.
 *
 * @throws `aborted`
 */
export function waitUnless<Result>(signal: AbortSignal | undefined, work: Promise<Result>): Promise<Result> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new SpotifyError('aborted', 'none', 'The caller cancelled it.'));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
