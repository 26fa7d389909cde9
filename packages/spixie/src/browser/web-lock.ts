import type { SessionLock } from '../session/session-lock.js';

/**
 * Creates a lock among all tabs and workers of the origin, of the browser's Web Locks. A tab that dies lets go of it.
 *
 * @returns `undefined` where there are none, as on a page that came over plain http from another machine
 */
export function createWebLock(): SessionLock | undefined {
  const locks = 'timeout' in AbortSignal ? globalThis.navigator?.locks : undefined;
  return (
    locks && {
      acquire: (key, { waitMs }) =>
        new Promise((resolve) => {
          // Never with `steal`: who was robbed goes on as if the lock were its own. Once it is given, the signal ends nothing.
          const wait = { signal: AbortSignal.timeout(waitMs) };
          const hold = () => new Promise<void>(resolve);
          // Nobody let go of it in time, or this origin may have none: it is opaque, as in a sandboxed frame.
          locks.request(`spixie:${key}`, wait, hold).catch(() => resolve(undefined));
        }),
    }
  );
}
