import { editor } from './editorial-playlists.js';
import type { Handler, Handlers } from './handler.js';
import { signedInUser } from './signed-in-user.js';
import { currentUserObject, publicUserObject } from './user-objects.js';
import { WebApiError } from './web-api-error.js';

const getCurrentUser: Handler<'GET /me'> = ({ caller, context }) => currentUserObject(signedInUser(caller), caller.scopes, context);

const getUser: Handler<'GET /users/{user_id}'> = ({ path, context }) => {
  const user = context.world.users.find(path.user_id) ?? (path.user_id === editor.id ? editor : undefined);
  if (user === undefined) throw new WebApiError(404, 'No such user');
  return publicUserObject(user, context);
};

/** The profiles. */
export const userHandlers = {
  'GET /me': getCurrentUser,
  'GET /users/{user_id}': getUser,
} satisfies Partial<Handlers>;
