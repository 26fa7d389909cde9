import { SpotifyError } from '../errors/spotify-error.js';

/** One end for all requests of a task that takes several. */
export interface Stop {
  /** For the requests. */
  readonly signal: AbortSignal;
  /** Ends those that are on their way, because nobody waits for them. */
  now(): void;
  /** @throws `aborted` where the caller cancelled the task between two requests */
  check(): void;
}

/** Ends a task with its caller's signal, or by itself. */
export function stopWith(signal: AbortSignal | undefined): Stop {
  const controller = new AbortController();
  const now = () => {
    controller.abort();
    signal?.removeEventListener('abort', now);
  };
  signal?.addEventListener('abort', now);
  return {
    signal: controller.signal,
    now,
    check() {
      if (signal?.aborted) throw new SpotifyError('aborted', 'none', 'The caller cancelled it.');
    },
  };
}
