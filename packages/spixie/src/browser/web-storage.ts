import { SpotifyError } from '../errors/spotify-error.js';

/** Which of the two storages of a page is meant. */
export type WebStorageName = 'localStorage' | 'sessionStorage';

/**
 * Uses one of the two storages of the page.
 *
 * @throws `store_failed` where the browser does not give it, which it says by throwing at its first mention, or where it is full
 */
export function useWebStorage<Result>(name: WebStorageName, use: (storage: Storage) => Result): Result {
  try {
    return use(globalThis[name]);
  } catch (cause) {
    throw new SpotifyError(
      'store_failed',
      'retry',
      `The browser’s ${name} failed. Allow this site to keep data, or free space, and try again.`,
      { cause },
    );
  }
}
