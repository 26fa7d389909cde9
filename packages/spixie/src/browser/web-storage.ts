import { SpotifyError } from '../errors/spotify-error.js';

/** Which of the two storages of a page is meant. */
export type WebStorageName = 'localStorage' | 'sessionStorage';

/** The error of a place where the browser keeps things. */
export function placeFailed(place: string, cause: unknown): SpotifyError {
  const message = `The browser’s ${place} failed. Allow this site to keep data, or free space, and try again.`;
  return new SpotifyError('store_failed', 'retry', message, { cause });
}

/**
 * Uses one of the two storages of the page.
 *
 * @throws `store_failed` where the browser does not give it, which it says by throwing at its first mention, or where it is full
 */
export function useWebStorage<Result>(name: WebStorageName, use: (storage: Storage) => Result): Result {
  try {
    return use(globalThis[name]);
  } catch (cause) {
    throw placeFailed(name, cause);
  }
}
