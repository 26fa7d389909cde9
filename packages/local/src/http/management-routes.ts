import { type Context, Hono } from 'hono';
import type { AppChanges, NewApp } from '../management/app-management.js';
import type { Management } from '../management/management.js';
import type { NewUser, UserChanges } from '../management/user-management.js';
import type { TokenFilter } from '../world/grants.js';
import { ControlRequestError, readFields, readJson, readTokenFilter } from './control-requests.js';
import { playerRoutes } from './player-routes.js';

/** The control plane's routes for users, apps, consents and tokens. */
export function managementRoutes({ apps, userAccounts, consents, tokens, players }: Management): Hono {
  const routes = new Hono();
  const noApp = (c: Context): Response =>
    c.json({ error: `There is no app "${c.req.param('clientId')}". GET /_local/apps lists those there are.` }, 404);
  const noUser = (c: Context): Response =>
    c.json({ error: `There is no user "${c.req.param('id')}". GET /_local/users lists those there are.` }, 404);

  routes.get('/users', (c) => c.json({ users: userAccounts.list() }));
  routes.post('/users', async (c) => c.json(userAccounts.create((await bodyOf(c)) as NewUser), 201));
  routes.get('/users/:id', (c) => {
    const user = userAccounts.get(c.req.param('id'));
    return user === undefined ? noUser(c) : c.json(user);
  });
  routes.patch('/users/:id', async (c) => {
    const changes = (await bodyOf(c)) as UserChanges;
    const id = c.req.param('id');
    return userAccounts.get(id) === undefined ? noUser(c) : c.json(userAccounts.update(id, changes));
  });
  routes.delete('/users/:id', (c) => (userAccounts.delete(c.req.param('id')) ? c.json({ deleted: true }) : noUser(c)));

  routes.route('/users', playerRoutes(players, userAccounts));

  routes.get('/apps', (c) => c.json({ apps: apps.list() }));
  routes.post('/apps', async (c) => c.json(apps.create((await bodyOf(c)) as NewApp), 201));
  routes.get('/apps/:clientId', (c) => {
    const app = apps.get(c.req.param('clientId'));
    return app === undefined ? noApp(c) : c.json(app);
  });
  routes.patch('/apps/:clientId', async (c) => {
    const changes = (await bodyOf(c)) as AppChanges;
    const clientId = c.req.param('clientId');
    return apps.get(clientId) === undefined ? noApp(c) : c.json(apps.update(clientId, changes));
  });
  routes.delete('/apps/:clientId', (c) => (apps.delete(c.req.param('clientId')) ? c.json({ deleted: true }) : noApp(c)));

  const changeList =
    (field: string, change: (clientId: string, value: string) => object, status: 200 | 201) => async (c: Context) => {
      const value = readFields(await readJson(c), [field])[field];
      if (typeof value !== 'string') throw new ControlRequestError(`${field} has to be text.`);
      const clientId = c.req.param('clientId') ?? '';
      return apps.get(clientId) === undefined ? noApp(c) : c.json(change(clientId, value), status);
    };
  routes.post('/apps/:clientId/redirect-uris', changeList('redirectUri', apps.addRedirectUri, 201));
  routes.delete('/apps/:clientId/redirect-uris', changeList('redirectUri', apps.removeRedirectUri, 200));
  routes.post('/apps/:clientId/allowed-users', changeList('userId', apps.allowUser, 201));
  routes.delete('/apps/:clientId/allowed-users', changeList('userId', apps.disallowUser, 200));

  routes.get('/consents', (c) => c.json({ consents: consents.list(queryOf(c, ['userId', 'clientId'])) }));
  routes.delete('/consents', async (c) =>
    c.json({ count: consents.withdraw(readTokenFilter(await readJson(c), ['userId', 'clientId'])) }),
  );

  routes.get('/tokens', (c) => c.json({ grants: tokens.listGrants(queryOf(c)) }));
  routes.post('/tokens/expire', async (c) => c.json({ count: tokens.expireAccessTokens(readTokenFilter(await readJson(c))) }));
  routes.post('/tokens/revoke', async (c) => c.json({ count: tokens.revokeGrants(readTokenFilter(await readJson(c))) }));
  return routes;
}

async function bodyOf(c: Context): Promise<object> {
  return readFields(await readJson(c));
}

function queryOf(c: Context, fields?: readonly (keyof TokenFilter)[]): TokenFilter {
  return readTokenFilter(Object.fromEntries(new URL(c.req.url).searchParams), fields);
}
