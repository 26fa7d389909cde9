import { Hono } from 'hono';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import { removeAccess, showAccount, signOut } from './account.js';
import type { AccountsContext } from './accounts-context.js';
import { answerConsent, authorize } from './authorize.js';
import { logIn, showLogin } from './login.js';
import { IndexPage } from './pages/index-page.js';
import { page } from './pages/layout.js';
import { answerOpenIdConfiguration, answerServerMetadata } from './server-metadata.js';
import { answerTokenRequest, refuseTokenMethod } from './token-endpoint.js';

/** The routes of the accounts service, and the first page. */
export function accountsRoutes(context: AccountsContext, seededClientId: string): Hono<ExchangeEnvironment> {
  const routes = new Hono<ExchangeEnvironment>();
  routes.post('/api/token', (c) => answerTokenRequest(c, context));
  routes.all('/api/token', refuseTokenMethod);
  routes.get('/.well-known/openid-configuration', (c) => answerOpenIdConfiguration(c, context));
  routes.get('/.well-known/oauth-authorization-server', (c) => answerServerMetadata(c, context));
  routes.get('/authorize', (c) => authorize(c, context));
  // As Spotify's openid-configuration calls it.
  routes.get('/oauth2/v2/auth', (c) => authorize(c, context));
  routes.post('/authorize', (c) => answerConsent(c, context));
  routes.get('/en/login', (c) => showLogin(c, context));
  routes.post('/en/login', (c) => logIn(c, context));
  routes.get('/account/apps', (c) => showAccount(c, context));
  routes.post('/account/apps/remove', (c) => removeAccess(c, context));
  routes.post('/account/sign-out', (c) => signOut(c, context));
  routes.get('/', (c) => {
    decide(c.get('exchange'), 'page');
    const app = context.world.apps.find(seededClientId);
    const { accountsUrl, apiUrl, controlUrl } = context;
    const redirectUris = context.world.apps.redirectUris(seededClientId);
    return page(c, <IndexPage {...{ accountsUrl, apiUrl, controlUrl, app, redirectUris }} users={context.world.users.all()} />);
  });
  return routes;
}
