import type { JSX } from 'hono/jsx/jsx-runtime';
import { Layout } from '../accounts/pages/layout.js';
import type { RegisteredApp } from '../management/app-management.js';
import type { Shown } from './dashboard.js';
import { ErrorSummary, Field, type FormProblem } from './field.js';
import { tierName } from './tier-name.js';
import { UserList } from './user-list.js';

/** What the dashboard shows. */
export interface DashboardPageProps extends Shown {
  apps: readonly RegisteredApp[];
  problem?: FormProblem | undefined;
  /** What was typed before, when that failed. */
  typed?: { name?: string; redirectUri?: string; userId?: string; displayName?: string } | undefined;
}

/** The dashboard: the apps and the users, each with a form for a new one. */
export function DashboardPage(props: DashboardPageProps): JSX.Element {
  const { apps, users, defaultTier, csrf, status, problem, typed } = props;
  const token = <input type="hidden" name="csrf" value={csrf} />;
  const errorOf = (field: string): string | undefined =>
    problem?.field === field ? `${problem.title} ${problem.hint}` : undefined;
  return (
    <Layout title={problem ? 'Error: Dashboard' : 'Dashboard'} wide>
      <h1>Dashboard</h1>
      <ErrorSummary problem={problem} />
      {status && (
        <p class="done" role="status" data-testid="dashboard-status">
          {status}
        </p>
      )}
      <h2 id="apps">Apps</h2>
      {apps.length === 0 && <p class="soft">There is no app yet.</p>}
      <ul class="rows" aria-labelledby="apps">
        {apps.map((app) => (
          <li>
            <div>
              <a href={`/dashboard/apps/${encodeURIComponent(app.clientId)}`} data-testid={`dashboard-app-${app.clientId}`}>
                {app.name}
              </a>
              <p class="soft">
                <code>{app.clientId}</code> · {tierName(app.tier ?? defaultTier)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <h2>Create an app</h2>
      <form method="post" action="/dashboard/apps" data-testid="create-app-form">
        {token}
        <Field id="name" name="name" label="Name" value={typed?.name} error={errorOf('name')} required />
        <Field
          id="redirect-uri"
          name="redirect_uri"
          label="Redirect URI"
          hint="Such as http://127.0.0.1:5173/callback. May be left out and added later."
          value={typed?.redirectUri}
          error={errorOf('redirect-uri')}
        />
        <button class="primary submit" type="submit" data-testid="create-app">
          Create app
        </button>
      </form>
      <UserList {...{ users, token, typed, errorOf }} />
    </Layout>
  );
}
