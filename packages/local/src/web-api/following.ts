import type { Operations } from 'spixie/operations';
import { noteDeviation } from '../inspector/exchange.js';
import { artistObject } from './artist-objects.js';
import { readGivenIds } from './given-ids.js';
import type { Handler, Handlers } from './handler.js';
import { checkId, readList } from './ids.js';
import { readLimit } from './paging.js';
import type { LibraryCall } from './saved-items.js';
import { signedInUser } from './signed-in-user.js';
import { WebApiError } from './web-api-error.js';

const MOST = 50;

// In the order of the ids, with the last one of a page as the cursor: github.com/spotify/web-api/issues/314
const getFollowedArtists: Handler<'GET /me/following'> = ({ query, caller, context }) => {
  const user = signedInUser(caller);
  readType(query, ['artist']);
  const limit = readLimit(query);
  const after = query.get('after') || undefined;
  if (after !== undefined) checkId(after);
  const { total, ids } = context.world.follows.artists.page(user.id, after ?? '', limit + 1);
  const shown = ids.slice(0, limit);
  const artists = shown.map((id) => context.catalogue.artist(id)).filter((artist) => artist !== undefined);
  const last = ids.length > limit ? shown.at(-1) : undefined;
  const at = (cursor: string | undefined): string =>
    `${context.apiUrl}/me/following?type=artist${cursor === undefined ? '' : `&after=${cursor}`}&limit=${limit}`;
  const page: Operations['GET /me/following']['response']['artists'] = {
    cursors: { after: last ?? null },
    href: at(after),
    items: artists.map((artist) => artistObject(artist, context)),
    limit,
    next: last === undefined ? null : at(last),
    total,
  };
  return { artists: page };
};

const follow: Handler<'PUT /me/following'> = (call) => {
  const { id: userId } = signedInUser(call.caller);
  const { type, ids } = readFollowed(call);
  const { world, catalogue } = call.context;
  const [followed, find] = type === 'artist' ? [world.follows.artists, catalogue.artist] : [world.follows.users, world.users.find];
  world.transaction(() => {
    for (const id of ids) {
      if (find(id) !== undefined) followed.follow(userId, id);
      else noteDeviation(call.exchange, `There is no ${type} ${id}: it was passed over.`);
    }
  });
};

const unfollow: Handler<'DELETE /me/following'> = (call) => {
  const { id: userId } = signedInUser(call.caller);
  const { type, ids } = readFollowed(call);
  const { world } = call.context;
  const followed = type === 'artist' ? world.follows.artists : world.follows.users;
  world.transaction(() => {
    for (const id of ids) followed.unfollow(userId, id);
  });
};

const isFollowed: Handler<'GET /me/following/contains'> = ({ query, caller, context }) => {
  const { id: userId } = signedInUser(caller);
  const type = readType(query, ['artist', 'user']);
  const ids = readList(query, 'ids', MOST).map(type === 'artist' ? checkId : anyId);
  const { follows } = context.world;
  return ids.map((id) => (type === 'artist' ? follows.artists : follows.users).follows(userId, id));
};

type Followed = 'artist' | 'user';

function readFollowed(call: LibraryCall): { type: Followed; ids: string[] } {
  const type = readType(call.query, ['artist', 'user']);
  return { type, ids: readGivenIds(call, MOST, type === 'artist' ? checkId : anyId) };
}

function readType(query: URLSearchParams, types: readonly Followed[]): Followed {
  const asked = query.get('type');
  if (asked === null || asked === '') throw new WebApiError(400, 'Missing required field: type');
  const type = types.find((one) => one === asked);
  // These words were seen in 2017: github.com/zmb3/spotify/pull/23
  if (type === undefined) throw new WebApiError(400, `Invalid type: ${asked}`);
  return type;
}

// The ids of users may be any text.
const anyId = (id: string): string => id;

/** Whom the user follows. */
export const followingHandlers = {
  'GET /me/following': getFollowedArtists,
  'PUT /me/following': follow,
  'DELETE /me/following': unfollow,
  'GET /me/following/contains': isFollowed,
} satisfies Partial<Handlers>;
