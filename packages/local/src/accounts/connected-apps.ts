import type { App } from '../world/apps.js';
import type { AccountsContext } from './accounts-context.js';

/** An app that has access to a user's account. */
export interface ConnectedApp {
  app: App;
  scopes: string[];
  /** Epoch milliseconds: when the user agreed for the first time. */
  since: number;
}

/**
 * The apps that a user gave access to: by consent, and those that hold a grant without one, as `autoApprove` makes them.
 */
export function connectedApps(userId: string, { world, management }: AccountsContext): ConnectedApp[] {
  const found = new Map<string, { scopes: Set<string>; since: number }>();
  const add = (clientId: string, scopes: readonly string[], since: number): void => {
    const known = found.get(clientId);
    found.set(clientId, {
      scopes: new Set([...(known?.scopes ?? []), ...scopes]),
      since: Math.min(known?.since ?? since, since),
    });
  };
  for (const { clientId, scopes, givenAt } of management.consents.list({ userId })) add(clientId, scopes, givenAt);
  for (const { clientId, scopes, authorizedAt, revokedAt } of management.tokens.listGrants({ userId })) {
    if (revokedAt === null) add(clientId, scopes, authorizedAt);
  }
  return [...found].flatMap(([clientId, { scopes, since }]) => {
    const app = world.apps.find(clientId);
    return app === undefined ? [] : [{ app, scopes: [...scopes].sort(), since }];
  });
}
