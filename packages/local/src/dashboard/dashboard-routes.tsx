import { Hono } from 'hono';
import type { AccountsContext } from '../accounts/accounts-context.js';
import { browserSession } from '../accounts/browser-session.js';
import { ErrorPage } from '../accounts/pages/error-page.js';
import { page } from '../accounts/pages/layout.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import { addAppRoutes } from './app-routes.js';
import type { Dashboard } from './dashboard.js';
import { guardDashboard } from './dashboard-guard.js';
import { DashboardPage } from './dashboard-page.js';
import { addUserRoutes } from './user-routes.js';

const statuses: Readonly<Record<string, string>> = {
  created: 'The app was created.',
  deleted: 'The app was deleted, with its tokens and consents.',
  'user-created': 'The user was created.',
  'user-deleted': 'The user was deleted, with their playlists, logins, consents and tokens.',
  saved: 'Saved.',
};

const FORM = 'dashboard';

/** The dashboard, where apps are managed as a developer does it at Spotify, and the users beside them. */
export function dashboardRoutes(context: AccountsContext): Hono<ExchangeEnvironment> {
  const { management, settings, hosts } = context;
  const routes = new Hono<ExchangeEnvironment>();
  routes.use(guardDashboard(hosts));
  routes.use(async (c, next) => {
    const exchange = c.get('exchange');
    if (c.req.method !== 'POST' || browserSession(c, context).isFormToken(FORM, exchange.form.get('csrf') ?? undefined))
      return next();
    decide(exchange, 'refused', 'The form did not come from this browser’s dashboard');
    return page(
      c,
      <ErrorPage title="This form is out of date" hint="Open the dashboard again, and try once more from there." />,
      403,
    );
  });
  const dashboard: Dashboard = {
    routes,
    management,
    shown: (c) => ({
      users: management.userAccounts.list(),
      defaultTier: settings.get().tier,
      csrf: browserSession(c, context).formToken(FORM),
      status: statuses[new URL(c.req.url).searchParams.get('status') ?? ''],
    }),
    showDashboard: (c, more = {}) =>
      page(c, <DashboardPage {...dashboard.shown(c)} apps={management.apps.list()} {...more} />, more.problem ? 400 : 200),
  };
  routes.get('/', (c) => {
    decide(c.get('exchange'), 'page');
    return dashboard.showDashboard(c);
  });
  addAppRoutes(dashboard);
  addUserRoutes(dashboard);
  return routes;
}
