import { ErrorPage } from '../accounts/pages/error-page.js';
import { page } from '../accounts/pages/layout.js';
import { complainAboutRedirectUri } from '../accounts/redirect-uri.js';
import { decide } from '../inspector/exchange.js';
import type { RegisteredApp } from '../management/app-management.js';
import type { Tier } from '../world/apps.js';
import { AppPage, type AppPageProps } from './app-page.js';
import type { Dashboard } from './dashboard.js';
import type { FormProblem } from './field.js';
import { type Answer, answerForm, changed, type PageContext } from './form-answers.js';

/** The pages and forms of apps. */
export function addAppRoutes({ routes, management: { apps }, shown, showDashboard }: Dashboard): void {
  const showApp = (c: PageContext, app: RegisteredApp, more: Partial<AppPageProps> = {}): Answer =>
    page(c, <AppPage {...shown(c)} app={app} showSecret={false} {...more} />, more.problem ? 400 : 200);

  routes.post('/apps', (c) => {
    const { form } = c.get('exchange');
    const typed = { name: form.get('name')?.trim() ?? '', redirectUri: form.get('redirect_uri')?.trim() ?? '' };
    const redirectUris = typed.redirectUri === '' ? [] : [typed.redirectUri];
    return answerForm(c, {
      work() {
        const { clientId } = apps.create({ name: typed.name, redirectUris });
        return changed(c, `/dashboard/apps/${clientId}?status=created`, 'An app was created');
      },
      explain: (sentence) => explain(sentence, typed.redirectUri),
      showAgain: (problem) => showDashboard(c, { problem, typed }),
    });
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
      const [name, description] = [form.get('name') ?? undefined, form.get('description') ?? undefined];
      const typed = { redirectUri, ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
      return answerForm(c, {
        work() {
          change(form, app);
          return changed(c, `/dashboard/apps/${app.clientId}?status=saved`, 'The app was changed');
        },
        explain: (sentence) => explain(sentence, redirectUri),
        showAgain: (problem) => showApp(c, app, { problem, typed }),
      });
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
}

function explain(sentence: string, redirectUri: string): FormProblem {
  const complaint = sentence.startsWith('redirectUris[') ? complainAboutRedirectUri(redirectUri.trim()) : undefined;
  if (complaint !== undefined) {
    const isInsecure = complaint.error === 'INVALID_CLIENT: Insecure redirect URI';
    // The first is what Spotify's dashboard says.
    const title = isInsecure ? 'This redirect URI is not secure.' : 'This redirect URI is not valid.';
    return { field: 'redirect-uri', title, hint: complaint.hint };
  }
  const [field = ''] = /^\w+/u.exec(sentence) ?? [];
  const known: Record<string, string> = { name: 'name', description: 'description', tier: 'tier', allowedUsers: 'user-id' };
  return { field: known[field] ?? 'redirect-uri', title: 'This cannot be saved.', hint: sentence };
}
