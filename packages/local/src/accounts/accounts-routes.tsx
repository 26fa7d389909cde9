import { type Context, Hono } from 'hono';
import { withLinks } from '../hosts/links.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import { removeAccess, showAccount, signOut } from './account.js';
import type { AccountsContext } from './accounts-context.js';
import { answerConsent, authorize } from './authorize.js';
import { logIn, showLogin } from './login.js';
import { IndexPage } from './pages/index-page.js';
import { page } from './pages/layout.js';
import { answerOpenIdConfiguration, answerServerMetadata } from './server-metadata.js';
import { answerTokenRequest, refuseTokenMethod } from './token-endpoint.js';

/**
 * The routes of the accounts service, and the first page.
 *
 * @param mainClientId - the app that the first page names
 */
export function accountsRoutes(context: AccountsContext, mainClientId: string): Hono<ExchangeEnvironment> {
  const routes = new Hono<ExchangeEnvironment>();
  const linked = (c: Context<ExchangeEnvironment>): AccountsContext => withLinks(context, c.req.url);
  routes.post('/api/token', (c) => answerTokenRequest(c, context));
  routes.all('/api/token', refuseTokenMethod);
  routes.get('/.well-known/openid-configuration', (c) => answerOpenIdConfiguration(c, linked(c)));
  routes.get('/.well-known/oauth-authorization-server', (c) => answerServerMetadata(c, linked(c)));
  routes.get('/authorize', (c) => authorize(c, linked(c)));
  // As Spotify's openid-configuration calls it.
  routes.get('/oauth2/v2/auth', (c) => authorize(c, linked(c)));
  routes.post('/authorize', (c) => answerConsent(c, linked(c)));
  routes.get('/en/login', (c) => showLogin(c, linked(c)));
  routes.post('/en/login', (c) => logIn(c, linked(c)));
  routes.get('/account/apps', (c) => showAccount(c, linked(c)));
  routes.post('/account/apps/remove', (c) => removeAccess(c, linked(c)));
  routes.post('/account/sign-out', (c) => signOut(c, linked(c)));
  routes.get('/', (c) => {
    decide(c.get('exchange'), 'page');
    const { accountsUrl, apiUrl, controlUrl } = linked(c);
    const app = context.world.apps.find(mainClientId);
    const redirectUris = context.world.apps.redirectUris(mainClientId);
    const users = context.world.users.all();
    const secretsAt = context.hosts.isOwn(c.req.header('host') ?? '') ? undefined : context.accountsUrl;
    return page(c, <IndexPage {...{ accountsUrl, apiUrl, controlUrl, app, redirectUris, users, secretsAt }} />);
  });
  return routes;
}
