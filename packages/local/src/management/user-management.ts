import { randomBytes } from 'node:crypto';
import { plantDevices } from '../world/seed-players.js';
import type { User } from '../world/users.js';
import type { World } from '../world/world.js';
import { throwMistakes } from './field-mistakes.js';
import { completeUser } from './new-user.js';
import { checkUserFields } from './user-fields.js';

/** What a user is made of. What is left out is drawn or follows from the id. */
export type NewUser = Partial<User>;

/** What may change of a user: everything but the two ids. */
export type UserChanges = Omit<NewUser, 'id' | 'accountId'>;

/** Who there is. Each verb throws a TypeError with a sentence for each mistake; nothing is changed then. */
export interface UserManagement {
  list(): User[];
  get(id: string): User | undefined;
  create(user?: NewUser): User;
  update(id: string, changes: UserChanges): User;
  /** Removes a user with their playlists, logins, consents and tokens. Says whether there was one. */
  delete(id: string): boolean;
}

/** How many users there are at most. */
export const MOST_USERS = 1000;

/**
 * The users of a world.
 *
 * @param onDelete - is told who is gone
 */
export function createUserManagement(world: World, onDelete: (id: string) => void): UserManagement {
  const { users } = world;
  const known = (id: string): User => {
    const user = users.find(id);
    if (user === undefined) throw new TypeError(`There is no user "${id}": ask for the list of users.`);
    return user;
  };
  const check = (fields: unknown, self?: User): void => {
    throwMistakes(checkUserFields(fields), 'The user');
    const { email } = fields as NewUser;
    const taken = email !== undefined && users.all().find((user) => user.email === email.toLowerCase());
    if (taken && taken.id !== self?.id) throw new TypeError(`email is taken: it is that of the user "${taken.id}".`);
  };
  return {
    list: () => users.all(),
    get: (id) => users.find(id),
    create(given = {}) {
      check(given);
      const { id = randomBytes(10).toString('hex'), accountId = randomBytes(5).toString('hex') } = given;
      const all = users.all();
      if (all.some((user) => user.id === id)) throw new TypeError(`id is taken: there is a user "${id}" already.`);
      if (all.some((user) => user.accountId === accountId)) throw new TypeError('accountId is taken: another user has it.');
      if (all.length >= MOST_USERS) throw new TypeError(`There are ${MOST_USERS} users, which is as many as fit: delete some.`);
      const user = completeUser({ ...given, id, accountId });
      check({ email: user.email });
      world.transaction(() => {
        users.add(user);
        plantDevices(world, id);
      });
      return known(id);
    },
    update(id, changes) {
      const before = known(id);
      for (const name of ['id', 'accountId']) {
        if (name in changes) throw new TypeError(`${name} cannot be changed: create another user.`);
      }
      check(changes, before);
      const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as UserChanges;
      users.update({ ...before, ...set, email: (set.email ?? before.email).toLowerCase() });
      return known(id);
    },
    delete(id) {
      if (users.find(id) === undefined) return false;
      world.transaction(() => users.remove(id));
      onDelete(id);
      return true;
    },
  };
}
