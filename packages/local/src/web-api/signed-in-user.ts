import type { User } from '../world/users.js';
import type { Caller } from './handler.js';
import { WebApiError } from './web-api-error.js';

/**
 * The user who calls.
 *
 * @throws WebApiError 403 where an app calls with a token of its own
 */
export function signedInUser({ user }: Caller): User {
  if (user === undefined) throw new WebApiError(403, 'Insufficient client scope');
  return user;
}
