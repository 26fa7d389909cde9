import type { User } from '../world/users.js';

/** Fills in what was left out of a new user. */
export function completeUser(given: Pick<User, 'id' | 'accountId'> & Partial<User>): User {
  const {
    id,
    accountId,
    displayName = id,
    password = `${id}-password`,
    product = 'premium',
    country = 'SE',
    followers = 0,
  } = given;
  const email = (given.email ?? `${id}@example.test`).toLowerCase();
  return { id, accountId, displayName, email, password, product, country, followers };
}
