import type { Handler } from './handler.js';
import { currentUserObject } from './user-objects.js';
import { WebApiError } from './web-api-error.js';

/** `GET /me` */
export const getCurrentUser: Handler<'GET /me'> = ({ caller, context }) => {
  if (caller.user === undefined) throw new WebApiError(403, 'Insufficient client scope');
  return currentUserObject(caller.user, caller.scopes, context);
};
