import type { SessionLock } from './session-lock.js';

/** Creates a lock among the sessions of one program, or one page. */
export function createMemoryLock(): SessionLock {
  const queues = new Map<string, Promise<unknown>>();
  return {
    acquire(key, { waitMs }) {
      const before = queues.get(key);
      return new Promise((resolve) => {
        const turn = new Promise<void>((release) => {
          const give = () => {
            clearTimeout(timer);
            resolve(release);
          };
          const timer = setTimeout(() => {
            resolve(undefined);
            // Whoever comes after waits for the holder, and no more for this one.
            before?.then(() => release());
          }, waitMs);
          before ? before.then(give) : give();
        });
        const queue = turn.then(() => {
          if (queues.get(key) === queue) queues.delete(key);
        });
        queues.set(key, queue);
      });
    },
  };
}
