import type { Handler } from './handler.js';
import { signedInUser } from './signed-in-user.js';
import { currentUserObject } from './user-objects.js';

/** `GET /me` */
export const getCurrentUser: Handler<'GET /me'> = ({ caller, context }) =>
  currentUserObject(signedInUser(caller), caller.scopes, context);
