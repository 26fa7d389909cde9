import type { Database } from './database.js';

/** An app as it is registered on the developer's dashboard. */
export interface App {
  clientId: string;
  clientSecret: string;
  name: string;
  description: string;
}

/** The registered apps. */
export interface Apps {
  find(clientId: string): App | undefined;
  redirectUris(clientId: string): string[];
  insert(app: App, redirectUris: readonly string[]): void;
}

/** The registered apps, over their tables. */
export function createApps(database: Database): Apps {
  const one = database.prepare(
    'SELECT client_id AS clientId, client_secret AS clientSecret, name, description FROM apps WHERE client_id = ?',
  );
  const uris = database.prepare('SELECT redirect_uri AS redirectUri FROM redirect_uris WHERE client_id = ? ORDER BY position');
  const insertApp = database.prepare('INSERT INTO apps (client_id, client_secret, name, description) VALUES (?, ?, ?, ?)');
  const insertUri = database.prepare('INSERT OR IGNORE INTO redirect_uris (client_id, redirect_uri, position) VALUES (?, ?, ?)');
  return {
    find: (clientId) => one.get(clientId) as App | undefined,
    redirectUris: (clientId) => (uris.all(clientId) as { redirectUri: string }[]).map((row) => row.redirectUri),
    insert(app, redirectUris) {
      insertApp.run(app.clientId, app.clientSecret, app.name, app.description);
      for (const [position, uri] of redirectUris.entries()) insertUri.run(app.clientId, uri, position);
    },
  };
}
