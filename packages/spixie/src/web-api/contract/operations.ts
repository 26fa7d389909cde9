import type { Market } from './object-parts.js';
import type { Page, PageQuery } from './page.js';
import type { PlaylistItem, SimplifiedPlaylist } from './playlists.js';
import type { SearchResult, SearchType } from './search.js';
import type { CurrentUser } from './users.js';

/**
 * The contract: for every operation of the Web API what it takes (`path`, `query`, `body`) and what it answers (`response`).
 * The client is typed by it, and so are the routes of the local Spotify. A list in a query is joined with commas on the wire.
 *
 * @see https://developer.spotify.com/documentation/web-api
 */
export interface Operations {
  'GET /me': {
    response: CurrentUser;
  };
  'GET /me/playlists': {
    query?: PageQuery;
    response: Page<SimplifiedPlaylist>;
  };
  'GET /playlists/{playlist_id}/items': {
    path: { playlist_id: string };
    query?: PageQuery & {
      /** Only what is available there. A user's token brings its own. */
      market?: Market;
      /** Only these fields, such as `items(item(name)),next`. What is left out is absent, whatever the type says. */
      fields?: string;
      /** What the caller understands besides tracks. */
      additional_types?: readonly ('track' | 'episode')[];
    };
    response: Page<PlaylistItem>;
  };
  'GET /search': {
    query: {
      /** The words, and field filters such as `artist:` or `year:1990-1999`. */
      q: string;
      type: readonly SearchType[];
      market?: Market;
      /** How many of each type: 1 to 10 (default 5) in Development Mode, 1 to 50 (default 20) with extended quota. */
      limit?: number;
      /** 0 to 1,000. */
      offset?: number;
      include_external?: 'audio';
    };
    response: SearchResult;
  };
}

/** The name of an operation: its method and path as Spotify's reference writes them. */
export type OperationName = keyof Operations;
