/** What {@link LibraryOperations} take: URIs of what is saved or followed. */
export interface LibraryQuery {
  /**
   * URIs of tracks, albums, episodes, shows, audiobooks, artists, users and playlists.
   * @maxItems 40
   */
  uris: readonly string[];
}

/** The user's library: one set of operations for all that can be saved or followed, since February 2026. */
export interface LibraryOperations {
  'PUT /me/library': {
    query: LibraryQuery;
    response: undefined;
  };
  'DELETE /me/library': {
    query: LibraryQuery;
    response: undefined;
  };
  'GET /me/library/contains': {
    query: LibraryQuery;
    /** In the order of the URIs. */
    response: boolean[];
  };
}
