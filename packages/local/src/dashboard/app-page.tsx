import type { JSX } from 'hono/jsx/jsx-runtime';
import { Layout } from '../accounts/pages/layout.js';
import type { RegisteredApp } from '../management/app-management.js';
import { tiers } from '../world/apps.js';
import { AppLists } from './app-lists.js';
import type { Shown } from './dashboard.js';
import { ErrorSummary, Field, type FormProblem } from './field.js';
import { tierName } from './tier-name.js';

/** What an app's page shows. */
export interface AppPageProps extends Shown {
  app: RegisteredApp;
  /** Whether the secret was asked for. */
  showSecret: boolean;
  problem?: FormProblem | undefined;
  /** What was typed before, when that failed. */
  typed?: { name?: string; description?: string; redirectUri?: string } | undefined;
}

/** The page of one app, as its developer sees it. */
export function AppPage(props: AppPageProps): JSX.Element {
  const { app, users, defaultTier, csrf, showSecret, status, problem, typed } = props;
  const path = `/dashboard/apps/${encodeURIComponent(app.clientId)}`;
  const token = <input type="hidden" name="csrf" value={csrf} />;
  const errorOf = (field: string): string | undefined =>
    problem?.field === field ? `${problem.title} ${problem.hint}` : undefined;
  return (
    <Layout title={problem ? `Error: ${app.name}` : app.name} wide>
      <nav aria-label="Breadcrumb">
        <a href="/dashboard" data-testid="dashboard-link">
          Dashboard
        </a>
      </nav>
      <h1 data-testid="app-name">{app.name}</h1>
      <ErrorSummary problem={problem} />
      {status && (
        <p class="done" role="status" data-testid="dashboard-status">
          {status}
        </p>
      )}
      <h2>Credentials</h2>
      <dl>
        <dt>Client id</dt>
        <dd>
          <code data-testid="client-id">{app.clientId}</code>
        </dd>
        <dt>Client secret</dt>
        <dd>
          {showSecret ? (
            <code data-testid="client-secret">{app.clientSecret}</code>
          ) : (
            <form method="post" action={`${path}/secret`}>
              {token}
              <button class="quiet small" type="submit" data-testid="view-client-secret">
                View client secret
              </button>
            </form>
          )}
        </dd>
      </dl>
      <AppLists {...{ app, users, path, token }} typed={typed?.redirectUri} error={errorOf('redirect-uri')} />
      <h2>Settings</h2>
      <form method="post" action={`${path}/settings`} data-testid="settings-form">
        {token}
        <Field id="name" name="name" label="Name" value={typed?.name ?? app.name} error={errorOf('name')} required />
        <Field
          id="description"
          name="description"
          label="Description"
          value={typed?.description ?? app.description}
          error={errorOf('description')}
        />
        <label for="tier">Tier</label>
        <select id="tier" name="tier" data-testid="tier">
          <option value="" selected={app.tier === null}>
            Default ({tierName(defaultTier)})
          </option>
          {tiers.map((tier) => (
            <option value={tier} selected={app.tier === tier}>
              {tierName(tier)}
            </option>
          ))}
        </select>
        <div class="check">
          <input
            id="owner-premium"
            type="checkbox"
            name="owner_premium"
            value="yes"
            checked={app.ownerPremium}
            data-testid="owner-premium"
          />
          <label for="owner-premium">The owner of the app has Premium</label>
        </div>
        <button class="primary submit" type="submit" data-testid="save-settings">
          Save
        </button>
      </form>
      <h2>Delete this app</h2>
      <details>
        <summary data-testid="delete-app-summary">Delete {app.name}, with its tokens and consents</summary>
        <form method="post" action={`${path}/delete`}>
          {token}
          <button class="danger" type="submit" data-testid="delete-app">
            Delete app
          </button>
        </form>
      </details>
    </Layout>
  );
}
