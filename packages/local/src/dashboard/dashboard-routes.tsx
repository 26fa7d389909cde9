import { type Context, Hono } from 'hono';
import type { AccountsContext } from '../accounts/accounts-context.js';
import { browserSession } from '../accounts/browser-session.js';
import { ErrorPage } from '../accounts/pages/error-page.js';
import { page, setPageHeaders } from '../accounts/pages/layout.js';
import { complainAboutRedirectUri } from '../accounts/redirect-uri.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { RegisteredApp } from '../management/app-management.js';
import type { Tier } from '../world/apps.js';
import { AppPage, type AppPageProps } from './app-page.js';
import { guardDashboard } from './dashboard-guard.js';
import { DashboardPage, type DashboardPageProps } from './dashboard-page.js';
import type { FormProblem } from './field.js';

type PageContext = Context<ExchangeEnvironment>;
type Answer = Response | Promise<Response>;

const statuses: Readonly<Record<string, string>> = {
  created: 'The app was created.',
  deleted: 'The app was deleted, with its tokens and consents.',
  saved: 'Saved.',
};

const FORM = 'dashboard';

/** The dashboard, where apps are managed as a developer does it at Spotify. */
export function dashboardRoutes(context: AccountsContext): Hono<ExchangeEnvironment> {
  const { apps, userAccounts } = context.management;
  const routes = new Hono<ExchangeEnvironment>();
  routes.use(guardDashboard(context.hosts));
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

  const shown = (c: PageContext): Pick<AppPageProps & DashboardPageProps, 'users' | 'defaultTier' | 'csrf' | 'status'> => ({
    users: userAccounts.list(),
    defaultTier: context.settings.get().tier,
    csrf: browserSession(c, context).formToken(FORM),
    status: statuses[new URL(c.req.url).searchParams.get('status') ?? ''],
  });
  const showDashboard = (c: PageContext, more: Pick<DashboardPageProps, 'problem' | 'typed'> = {}): Answer =>
    page(c, <DashboardPage {...shown(c)} apps={apps.list()} {...more} />, more.problem ? 400 : 200);
  const showApp = (c: PageContext, app: RegisteredApp, more: Partial<AppPageProps> = {}): Answer =>
    page(c, <AppPage {...shown(c)} app={app} showSecret={false} {...more} />, more.problem ? 400 : 200);

  routes.get('/', (c) => {
    decide(c.get('exchange'), 'page');
    return showDashboard(c);
  });
  routes.post('/apps', (c) => {
    const { form } = c.get('exchange');
    const typed = { name: form.get('name')?.trim() ?? '', redirectUri: form.get('redirect_uri')?.trim() ?? '' };
    const redirectUris = typed.redirectUri === '' ? [] : [typed.redirectUri];
    const problem = attempt(typed.redirectUri, () => {
      const { clientId } = apps.create({ name: typed.name, redirectUris });
      return changed(c, `/dashboard/apps/${clientId}?status=created`, 'An app was created');
    });
    return problem instanceof Response ? problem : refuse(c, problem, () => showDashboard(c, { problem, typed }));
  });

  /** A route of one app. */
  const onApp = (method: 'GET' | 'POST', path: string, work: (c: PageContext, app: RegisteredApp) => Answer): void => {
    routes.on(method, `/apps/:clientId${path}`, (c) => {
      const app = apps.get(c.req.param('clientId') ?? '');
      if (app !== undefined) {
        c.get('exchange').clientId = app.clientId;
        return work(c, app);
      }
      decide(c.get('exchange'), 'not_found');
      return page(
        c,
        <ErrorPage title="There is no such app" hint="It may have been deleted. The dashboard lists those there are." />,
        404,
      );
    });
  };
  /** A form of an app's page that changes something. */
  const onChange = (path: string, change: (form: URLSearchParams, app: RegisteredApp) => unknown): void =>
    onApp('POST', path, (c, app) => {
      const { form } = c.get('exchange');
      const redirectUri = form.get('redirect_uri') ?? '';
      const problem = attempt(redirectUri, () => {
        change(form, app);
        return changed(c, `/dashboard/apps/${app.clientId}?status=saved`, 'The app was changed');
      });
      if (problem instanceof Response) return problem;
      const [name, description] = [form.get('name') ?? undefined, form.get('description') ?? undefined];
      const typed = { redirectUri, ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
      return refuse(c, problem, () => showApp(c, app, { problem, typed }));
    });

  onApp('GET', '', (c, app) => {
    decide(c.get('exchange'), 'page');
    return showApp(c, app);
  });
  // A POST, so that no link and no address can show it.
  onApp('POST', '/secret', (c, app) => {
    decide(c.get('exchange'), 'page', 'The client secret was shown');
    return showApp(c, app, { showSecret: true });
  });
  onApp('POST', '/delete', (c, app) => {
    apps.delete(app.clientId);
    return changed(c, '/dashboard?status=deleted', 'The app was deleted');
  });
  onChange('/settings', (form, { clientId }) =>
    apps.update(clientId, {
      name: form.get('name')?.trim() ?? '',
      description: form.get('description')?.trim() ?? '',
      tier: (form.get('tier') || null) as Tier | null,
      ownerPremium: form.get('owner_premium') === 'yes',
    }),
  );
  onChange('/redirect-uris', (form, { clientId }) => apps.addRedirectUri(clientId, form.get('redirect_uri')?.trim() ?? ''));
  onChange('/redirect-uris/remove', (form, { clientId }) => apps.removeRedirectUri(clientId, form.get('redirect_uri') ?? ''));
  onChange('/allowed-users', (form, { clientId }) => apps.allowUser(clientId, form.get('user_id') ?? ''));
  onChange('/allowed-users/remove', (form, { clientId }) => apps.disallowUser(clientId, form.get('user_id') ?? ''));
  return routes;
}

function changed(c: PageContext, location: string, reason: string): Response {
  decide(c.get('exchange'), 'changed', reason);
  setPageHeaders(c);
  return c.redirect(location, 303);
}

function refuse(c: PageContext, problem: FormProblem, show: () => Answer): Answer {
  decide(c.get('exchange'), 'refused', problem.title);
  return show();
}

/** Does what a form asks for, or says what is wrong with which field. */
function attempt(redirectUri: string, work: () => Response): Response | FormProblem {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const complaint = error.message.startsWith('redirectUris[') ? complainAboutRedirectUri(redirectUri.trim()) : undefined;
    if (complaint !== undefined) {
      const isInsecure = complaint.error === 'INVALID_CLIENT: Insecure redirect URI';
      // The first is what Spotify's dashboard says.
      const title = isInsecure ? 'This redirect URI is not secure.' : 'This redirect URI is not valid.';
      return { field: 'redirect-uri', title, hint: complaint.hint };
    }
    const [field = ''] = /^\w+/u.exec(error.message) ?? [];
    const known: Record<string, string> = { name: 'name', description: 'description', tier: 'tier', allowedUsers: 'user-id' };
    return { field: known[field] ?? 'redirect-uri', title: 'This cannot be saved.', hint: error.message };
  }
}
