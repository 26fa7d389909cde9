import type { SessionLock } from '../session/session-lock.js';

/**
 * Creates a lock among all tabs and workers of the origin, of the browser's Web Locks. A tab that dies lets go of it.
 *
 * @returns `undefined` where there are none, as on a page that came over plain http from another machine
 */
export function createWebLock(): SessionLock | undefined {
  const locks = globalThis.navigator?.locks;
  return (
    locks && {
      acquire: (key, { waitMs }) =>
        new Promise((resolve) => {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), waitMs);
          const hold = () =>
            new Promise<void>((release) => {
              clearTimeout(timer);
              resolve(release);
            });
          // Never with `steal`: who was robbed goes on as if the lock were its own.
          locks.request(`spixie:${key}`, { signal: controller.signal }, hold).catch(() => {
            // Nobody let go of it in time, or this origin may have none (it is opaque, as in a sandboxed frame).
            clearTimeout(timer);
            resolve(undefined);
          });
        }),
    }
  );
}
