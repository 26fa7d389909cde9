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

/** The signed-in user: what else is told depends on the scopes. */
export function currentUserObject(
  user: User,
  scopes: ReadonlySet<string>,
  context: WebApiContext,
): Operations['GET /me']['response'] {
  const subscription = scopes.has('user-read-private');
  return {
    account_id: user.accountId,
    ...(subscription && { country: user.country }),
    display_name: user.displayName,
    ...(scopes.has('user-read-email') && { email: user.email }),
    ...(subscription && { explicit_content: { filter_enabled: false, filter_locked: false } }),
    followers: { href: null, total: user.followers },
    ...userReference(user.id, context),
    images: images('user', user.id, context, [300, 64]),
    ...(subscription && { product: user.product }),
  };
}
