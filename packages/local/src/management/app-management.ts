import { randomBytes } from 'node:crypto';
import type { App } from '../world/apps.js';
import type { World } from '../world/world.js';
import { checkAppFields } from './app-fields.js';
import { throwMistakes } from './field-mistakes.js';
import { completeApp } from './new-app.js';

/** An app with everything that is registered about it. */
export interface RegisteredApp extends App {
  redirectUris: string[];
  /** Ids of the users who may use it in Development Mode. */
  allowedUsers: string[];
}

/** What an app is made of. What is left out is drawn, or as Spotify begins. */
export type NewApp = Partial<RegisteredApp>;

/** What may change of an app: everything but its client id. */
export type AppChanges = Omit<NewApp, 'clientId'>;

/** The apps on the dashboard. Each verb throws a TypeError with a sentence for each mistake; nothing is changed then. */
export interface AppManagement {
  list(): RegisteredApp[];
  get(clientId: string): RegisteredApp | undefined;
  create(app?: NewApp): RegisteredApp;
  update(clientId: string, changes: AppChanges): RegisteredApp;
  /** Removes an app with its consents, codes and tokens. Says whether there was one. */
  delete(clientId: string): boolean;
  addRedirectUri(clientId: string, redirectUri: string): RegisteredApp;
  removeRedirectUri(clientId: string, redirectUri: string): RegisteredApp;
  /** Puts a user on the allow-list. */
  allowUser(clientId: string, userId: string): RegisteredApp;
  /** Takes a user off the allow-list. */
  disallowUser(clientId: string, userId: string): RegisteredApp;
}

/** How many apps there are at most. */
export const MOST_APPS = 1000;

/** The apps of a world. */
export function createAppManagement(world: World): AppManagement {
  const { apps, users } = world;
  const check = (fields: unknown): void =>
    throwMistakes(
      checkAppFields(fields, (id) => users.find(id) !== undefined),
      'The app',
    );
  const complete = (app: App): RegisteredApp => ({
    ...app,
    redirectUris: apps.redirectUris(app.clientId),
    allowedUsers: apps.allowedUsers(app.clientId),
  });
  const known = (clientId: string): RegisteredApp => {
    const app = apps.find(clientId);
    if (app === undefined) throw new TypeError(`There is no app "${clientId}": ask for the list of apps.`);
    return complete(app);
  };
  const management: AppManagement = {
    list: () => apps.all().map(complete),
    get(clientId) {
      const app = apps.find(clientId);
      return app && complete(app);
    },
    create(given = {}) {
      check(given);
      const { clientId = randomBytes(16).toString('hex'), clientSecret = randomBytes(16).toString('hex') } = given;
      if (apps.find(clientId) !== undefined) throw new TypeError(`clientId is taken: there is an app "${clientId}" already.`);
      if (apps.all().length >= MOST_APPS) throw new TypeError(`There are ${MOST_APPS} apps, which is as many as fit: delete some.`);
      const app = completeApp({ ...given, clientId, clientSecret });
      world.transaction(() => apps.insert(app, app.redirectUris, app.allowedUsers));
      return known(clientId);
    },
    update(clientId, changes) {
      const before = known(clientId);
      if ('clientId' in changes) throw new TypeError('clientId cannot be changed: create another app.');
      check(changes);
      const after = { ...before, ...given(changes) };
      world.transaction(() => {
        apps.update(after);
        if (changes.redirectUris !== undefined) apps.setRedirectUris(clientId, changes.redirectUris);
        if (changes.allowedUsers !== undefined) apps.setAllowedUsers(clientId, changes.allowedUsers);
      });
      return known(clientId);
    },
    delete(clientId) {
      if (apps.find(clientId) === undefined) return false;
      apps.remove(clientId);
      return true;
    },
    addRedirectUri(clientId, redirectUri) {
      const { redirectUris } = known(clientId);
      if (redirectUris.includes(redirectUri)) return known(clientId);
      return management.update(clientId, { redirectUris: [...redirectUris, redirectUri] });
    },
    removeRedirectUri(clientId, redirectUri) {
      const { redirectUris } = known(clientId);
      if (!redirectUris.includes(redirectUri)) throw new TypeError(`"${redirectUri}" is not registered for this app.`);
      return management.update(clientId, { redirectUris: redirectUris.filter((uri) => uri !== redirectUri) });
    },
    allowUser(clientId, userId) {
      const { allowedUsers } = known(clientId);
      if (allowedUsers.includes(userId)) return known(clientId);
      return management.update(clientId, { allowedUsers: [...allowedUsers, userId] });
    },
    disallowUser(clientId, userId) {
      const { allowedUsers } = known(clientId);
      if (!allowedUsers.includes(userId)) throw new TypeError(`"${userId}" is not on the allow-list of this app.`);
      return management.update(clientId, { allowedUsers: allowedUsers.filter((id) => id !== userId) });
    },
  };
  return management;
}

function given(changes: AppChanges): AppChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
