import type { Readable, Writable } from 'node:stream';

/** Everything that a command touches of the process, so that a test can run one without a process. */
export interface CommandEnvironment {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable;
  stderr: Writable & { isTTY?: boolean };
  env: NodeJS.ProcessEnv;
  /** The clock, epoch milliseconds. */
  now: () => number;
  /** Listens for Ctrl-C. @returns a function that ends it */
  onInterrupt(listener: () => void): () => void;
}

/** The process that this runs in. */
export function processEnvironment(): CommandEnvironment {
  const { stdin, stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever read has read enough, as in `spixie me | head -1`.
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    stdin,
    stdout,
    stderr,
    env,
    now: Date.now,
    onInterrupt(listener) {
      // Once: whoever presses Ctrl-C a second time does not want to wait for a clean end.
      process.once('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
  };
}
