import { readInParts, setInParts } from '../batches.js';
import type { OperationCalls } from '../operation-calls.js';
import type { ListOptions } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** The user’s library: all that can be saved or followed, by URI, and any number at once. */
export interface LibraryResource {
  /**
   * Saves, or follows, in parts of 40.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/save-library-items
   */
  save(uris: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Removes, or no longer follows, in parts of 40.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-library-items
   */
  remove(uris: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Whether each of these is saved or followed, in their order, in parts of 40.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-library-contains
   */
  contains(uris: readonly string[], options?: ListOptions): Promise<boolean[]>;
}

export function createLibrary({ ask }: OperationCalls): LibraryResource {
  return {
    save: (all, call) => setInParts(all, 40, (uris) => ask('PUT /me/library', { query: { uris } }, call)),
    remove: (all, call) => setInParts(all, 40, (uris) => ask('DELETE /me/library', { query: { uris } }, call)),
    contains: (all, options = {}) =>
      readInParts(all, 40, options, (uris, call) => ask('GET /me/library/contains', { query: { uris } }, call)),
  };
}
