import type { Found, Range } from '../catalogue/catalogue-types.js';
import type { Playlist } from '../world/playlists.js';
import { MOST_FOUND } from '../world/ranked-search.js';
import type { SearchQuery } from '../world/search-query.js';
import { editorialPlaylists } from './editorial-playlists.js';
import type { Caller } from './handler.js';
import type { WebApiContext } from './web-api-context.js';

/**
 * Searches the public playlists of the users, and for apps with extended access those that the local Spotify puts forward: of two that are
 * equally relevant the user's comes first.
 */
export function searchPlaylists(query: SearchQuery, range: Range, { tier }: Caller, context: WebApiContext): Found<Playlist> {
  const { world, catalogue, clock } = context;
  const { limit, offset } = range;
  const now = clock.now();
  if (tier !== 'extended') {
    const { total, playlists } = world.playlists.search(query, { limit, offset, now });
    return { total, items: playlists };
  }
  const users = world.playlists.search(query, { limit: limit + offset, offset: 0, now });
  const editorial = editorialPlaylists(catalogue);
  const further = world.playlists.searchFurther(editorial.all, query, { limit: editorial.all.length, offset: 0, now });
  const found = [
    ...users.playlists.map((playlist, at) => ({ playlist, rank: users.ranks[at] ?? 0 })),
    ...further.keys.flatMap((id, at) => ({ playlist: editorial.find(id), rank: further.ranks[at] ?? 0 })),
  ];
  found.sort((one, other) => one.rank - other.rank);
  const items = found.slice(offset, offset + limit).flatMap(({ playlist }) => playlist ?? []);
  return { total: Math.min(users.total + further.total, MOST_FOUND), items };
}
