import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';
import { listSequences } from './session-files.js';

/** How often is looked where the system tells of no change, in milliseconds. */
const pauseMs = 2000;

/**
 * Tells whenever a key has a newer file, and once in the beginning. It keeps no program running. Where the folder cannot be watched,
 * because it is not there yet or the system has no means, it is looked at every two seconds.
 *
 * @returns a function that ends it
 */
export function watchSessionFiles(directory: string, prefix: string, onChange: () => void): () => void {
  let ended = false;
  let watcher: FSWatcher | undefined;
  let told: number | undefined | null = null;
  let looking = false;
  let again = false;

  const look = async () => {
    again = true;
    if (looking) return;
    looking = true;
    while (again && !ended) {
      again = false;
      // A folder that cannot be read is told to whoever reads it.
      const last = await listSequences(directory, prefix)
        .then((all) => all.at(-1))
        .catch(() => undefined);
      if (ended || last === told) continue;
      told = last;
      onChange();
    }
    looking = false;
  };

  const stopWatching = () => {
    watcher?.close();
    watcher = undefined;
  };

  const startWatching = () => {
    try {
      watcher = watch(directory, { persistent: false }, (_, file) => {
        if (!file || file.startsWith(prefix)) look();
        // The folder itself was moved or removed, and its successor is another.
        else if (file === basename(directory)) stopWatching();
      });
      watcher.on('error', stopWatching);
    } catch {
      // Not there yet, or no means: the next look tries again.
    }
  };

  startWatching();
  const timer = setInterval(() => {
    if (watcher) return;
    startWatching();
    look();
  }, pauseMs);
  timer.unref();
  look();
  return () => {
    ended = true;
    clearInterval(timer);
    stopWatching();
  };
}
