import type { Database } from './database.js';

/** What a Development Mode app may do since February 2026, what one from before may, and what extended quota allows. */
export type Tier = 'extended' | 'development-legacy' | 'development-2026';

/** The tiers there are. */
export const tiers: readonly Tier[] = ['extended', 'development-legacy', 'development-2026'];

/** An app as it is registered on the developer's dashboard. */
export interface App {
  clientId: string;
  clientSecret: string;
  name: string;
  description: string;
  /** `null`: as the setting `tier` says. */
  tier: Tier | null;
  /** Whether the owner of the app has Premium, which Development Mode asks for since March 2026. */
  ownerPremium: boolean;
}

/** The registered apps. */
export interface Apps {
  all(): App[];
  find(clientId: string): Readonly<App> | undefined;
  redirectUris(clientId: string): string[];
  /** Who may use the app in Development Mode: ids of users. */
  allowedUsers(clientId: string): string[];
  isAllowed(clientId: string, userId: string): boolean;
  /** Adds an app behind those there are. */
  insert(app: App, redirectUris: readonly string[], allowedUsers?: readonly string[]): void;
  /** Writes what changed of an app. The client id stays. */
  update(app: App): void;
  setRedirectUris(clientId: string, redirectUris: readonly string[]): void;
  setAllowedUsers(clientId: string, userIds: readonly string[]): void;
  /** Removes an app, with its consents, codes and tokens. */
  remove(clientId: string): void;
  /** Says that the tables were written by something else: what was found is looked up again. */
  forget(): void;
}

type Row = Omit<App, 'ownerPremium'> & { ownerPremium: number };

const columns = 'client_id AS clientId, client_secret AS clientSecret, name, description, tier, owner_premium AS ownerPremium';

/** The registered apps, over their tables. */
export function createApps(database: Database): Apps {
  const all = database.prepare(`SELECT ${columns} FROM apps ORDER BY position`);
  const one = database.prepare(`SELECT ${columns} FROM apps WHERE client_id = ?`);
  const uris = database.prepare('SELECT redirect_uri AS redirectUri FROM redirect_uris WHERE client_id = ? ORDER BY position');
  const allowed = database.prepare('SELECT user_id AS userId FROM allowed_users WHERE client_id = ? ORDER BY position');
  const isAllowed = database.prepare('SELECT 1 FROM allowed_users WHERE client_id = ? AND user_id = ?');
  const insert = database.prepare(
    `INSERT INTO apps (client_id, client_secret, name, description, tier, owner_premium, position)
      VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), -1) + 1 FROM apps))`,
  );
  const update = database.prepare(
    'UPDATE apps SET client_secret = ?, name = ?, description = ?, tier = ?, owner_premium = ? WHERE client_id = ?',
  );
  const insertUri = database.prepare('INSERT OR IGNORE INTO redirect_uris (client_id, redirect_uri, position) VALUES (?, ?, ?)');
  const forgetUris = database.prepare('DELETE FROM redirect_uris WHERE client_id = ?');
  const insertAllowed = database.prepare('INSERT OR IGNORE INTO allowed_users (client_id, user_id, position) VALUES (?, ?, ?)');
  const forgetAllowed = database.prepare('DELETE FROM allowed_users WHERE client_id = ?');
  const remove = database.prepare('DELETE FROM apps WHERE client_id = ?');
  // Every request asks for its app, and hardly any changes one. There are no more of them than there are apps.
  const found = new Map<string, App>();
  const apps: Apps = {
    all: () => (all.all() as Row[]).map(toApp),
    find(clientId) {
      const known = found.get(clientId);
      if (known !== undefined) return known;
      const row = one.get(clientId) as Row | undefined;
      if (row === undefined) return undefined;
      const app = Object.freeze(toApp(row));
      found.set(clientId, app);
      return app;
    },
    redirectUris: (clientId) => (uris.all(clientId) as { redirectUri: string }[]).map((row) => row.redirectUri),
    allowedUsers: (clientId) => (allowed.all(clientId) as { userId: string }[]).map((row) => row.userId),
    isAllowed: (clientId, userId) => isAllowed.get(clientId, userId) !== undefined,
    insert({ clientId, clientSecret, name, description, tier, ownerPremium }, redirectUris, allowedUsers = []) {
      insert.run(clientId, clientSecret, name, description, tier, Number(ownerPremium));
      apps.setRedirectUris(clientId, redirectUris);
      apps.setAllowedUsers(clientId, allowedUsers);
    },
    update({ clientId, clientSecret, name, description, tier, ownerPremium }) {
      found.delete(clientId);
      update.run(clientSecret, name, description, tier, Number(ownerPremium), clientId);
    },
    setRedirectUris(clientId, redirectUris) {
      forgetUris.run(clientId);
      for (const [position, uri] of redirectUris.entries()) insertUri.run(clientId, uri, position);
    },
    setAllowedUsers(clientId, userIds) {
      forgetAllowed.run(clientId);
      for (const [position, userId] of userIds.entries()) insertAllowed.run(clientId, userId, position);
    },
    remove(clientId) {
      found.delete(clientId);
      remove.run(clientId);
    },
    forget: () => found.clear(),
  };
  return apps;
}

function toApp(row: Row): App {
  return { ...row, ownerPremium: row.ownerPremium === 1 };
}
