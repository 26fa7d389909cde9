import type { OperationMethods } from '../operation-methods.js';
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

export function createLibrary(api: OperationMethods): LibraryResource {
  return {
    save: api.setEach('PUT /me/library', 40, 'uris'),
    remove: api.setEach('DELETE /me/library', 40, 'uris'),
    contains: api.checkEach('GET /me/library/contains', 40, 'uris'),
  };
}
