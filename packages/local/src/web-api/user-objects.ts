import type { Operations } from 'spixie/operations';
import type { User } from '../world/users.js';
import { editor } from './editorial-playlists.js';
import { images } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';

type PlaylistObject = Operations['GET /me/playlists']['response']['items'][number];
type UserReference = NonNullable<Operations['GET /playlists/{playlist_id}/items']['response']['items'][number]['added_by']>;

/** A user where another object names them. */
export function userReference(userId: string, { apiUrl }: WebApiContext): UserReference {
  const id = encodeURIComponent(userId);
  return {
    external_urls: { spotify: `https://open.spotify.com/user/${id}` },
    href: `${apiUrl}/users/${id}`,
    id: userId,
    type: 'user',
    uri: `spotify:user:${id}`,
  };
}

/** The owner of a playlist. */
export function playlistOwner(userId: string, context: WebApiContext): PlaylistObject['owner'] {
  const name = userId === editor.id ? editor.displayName : context.world.users.find(userId)?.displayName;
  return { display_name: name ?? null, ...userReference(userId, context) };
}

/** A user as everyone may see them. */
export function publicUserObject(
  user: Pick<User, 'id' | 'displayName' | 'followers'>,
  context: WebApiContext,
): Operations['GET /users/{user_id}']['response'] {
  return {
    display_name: user.displayName,
    // Those of the profile are from elsewhere; whoever follows here comes on top.
    followers: { href: null, total: user.followers + context.world.follows.users.followers(user.id) },
    ...userReference(user.id, context),
    images: images('user', user.id, context, [300, 64]),
  };
}

/** The signed-in user: what else is told depends on the scopes. */
export function currentUserObject(
  user: User,
  scopes: ReadonlySet<string>,
  context: WebApiContext,
): Operations['GET /me']['response'] {
  const subscription = scopes.has('user-read-private');
  return {
    account_id: user.accountId,
    ...publicUserObject(user, context),
    ...(subscription && { country: user.country }),
    ...(scopes.has('user-read-email') && { email: user.email }),
    ...(subscription && { explicit_content: { filter_enabled: false, filter_locked: false } }),
    ...(subscription && { product: user.product }),
  };
}
