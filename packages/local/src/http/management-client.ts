import type { AppChanges, NewApp, RegisteredApp } from '../management/app-management.js';
import type { NewUser, UserChanges } from '../management/user-management.js';
import type { Consent, ConsentFilter } from '../world/consents.js';
import type { GrantSummary, TokenFilter } from '../world/grants.js';
import type { User } from '../world/users.js';
import { createPlayerClient, type PlayerClient } from './player-client.js';

/** The part of a control client that manages users, apps, consents and tokens: the same verbs as in process. */
export interface ManagementClient {
  readonly players: PlayerClient;
  readonly userAccounts: {
    list(): Promise<User[]>;
    get(id: string): Promise<User | undefined>;
    create(user?: NewUser): Promise<User>;
    update(id: string, changes: UserChanges): Promise<User>;
    /** Whether there was such a user. */
    delete(id: string): Promise<boolean>;
  };
  readonly apps: {
    list(): Promise<RegisteredApp[]>;
    get(clientId: string): Promise<RegisteredApp | undefined>;
    create(app?: NewApp): Promise<RegisteredApp>;
    update(clientId: string, changes: AppChanges): Promise<RegisteredApp>;
    /** Whether there was such an app. */
    delete(clientId: string): Promise<boolean>;
    addRedirectUri(clientId: string, redirectUri: string): Promise<RegisteredApp>;
    removeRedirectUri(clientId: string, redirectUri: string): Promise<RegisteredApp>;
    allowUser(clientId: string, userId: string): Promise<RegisteredApp>;
    disallowUser(clientId: string, userId: string): Promise<RegisteredApp>;
  };
  readonly consents: {
    list(filter?: ConsentFilter): Promise<Consent[]>;
    withdraw(filter?: ConsentFilter): Promise<number>;
  };
  readonly tokens: {
    listGrants(filter?: TokenFilter): Promise<GrantSummary[]>;
    expireAccessTokens(filter?: TokenFilter): Promise<number>;
    revokeGrants(filter?: TokenFilter): Promise<number>;
  };
}

/** Sends one request to the control plane. A refusal is thrown, except that 404 comes back as a status. */
export type ControlCall = <Answer>(method: string, path: string, body?: unknown) => Promise<{ status: number; answer: Answer }>;

/** The management over HTTP. */
export function createManagementClient(call: ControlCall): ManagementClient {
  const send = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const { status, answer } = await call<Answer & { error?: string }>(method, path, body);
    if (status === 404) throw new Error(`The control plane refused ${method} ${path}: ${answer.error}`);
    return answer;
  };
  const find = async <Answer>(path: string): Promise<Answer | undefined> => {
    const { status, answer } = await call<Answer>('GET', path);
    return status === 404 ? undefined : answer;
  };
  const remove = async (path: string): Promise<boolean> => (await call('DELETE', path)).status !== 404;
  const count = async (method: string, path: string, filter: TokenFilter): Promise<number> =>
    (await send<{ count: number }>(method, path, filter)).count;
  const userPath = (id: string): string => `/users/${encodeURIComponent(id)}`;
  const appPath = (clientId: string): string => `/apps/${encodeURIComponent(clientId)}`;
  return {
    players: createPlayerClient(call),
    userAccounts: {
      list: async () => (await send<{ users: User[] }>('GET', '/users')).users,
      get: (id) => find(userPath(id)),
      create: (user = {}) => send('POST', '/users', user),
      update: (id, changes) => send('PATCH', userPath(id), changes),
      delete: (id) => remove(userPath(id)),
    },
    apps: {
      list: async () => (await send<{ apps: RegisteredApp[] }>('GET', '/apps')).apps,
      get: (clientId) => find(appPath(clientId)),
      create: (app = {}) => send('POST', '/apps', app),
      update: (clientId, changes) => send('PATCH', appPath(clientId), changes),
      delete: (clientId) => remove(appPath(clientId)),
      addRedirectUri: (clientId, redirectUri) => send('POST', `${appPath(clientId)}/redirect-uris`, { redirectUri }),
      removeRedirectUri: (clientId, redirectUri) => send('DELETE', `${appPath(clientId)}/redirect-uris`, { redirectUri }),
      allowUser: (clientId, userId) => send('POST', `${appPath(clientId)}/allowed-users`, { userId }),
      disallowUser: (clientId, userId) => send('DELETE', `${appPath(clientId)}/allowed-users`, { userId }),
    },
    consents: {
      list: async (filter = {}) => (await send<{ consents: Consent[] }>('GET', `/consents${query(filter)}`)).consents,
      withdraw: (filter = {}) => count('DELETE', '/consents', filter),
    },
    tokens: {
      listGrants: async (filter = {}) => (await send<{ grants: GrantSummary[] }>('GET', `/tokens${query(filter)}`)).grants,
      expireAccessTokens: (filter = {}) => count('POST', '/tokens/expire', filter),
      revokeGrants: (filter = {}) => count('POST', '/tokens/revoke', filter),
    },
  };
}

function query(filter: TokenFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
