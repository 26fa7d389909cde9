import type { JSX } from 'hono/jsx/jsx-runtime';
import { Layout } from '../accounts/pages/layout.js';
import type { User } from '../world/users.js';
import { ErrorSummary, Field, type FormProblem } from './field.js';

/** What a user's page shows. */
export interface UserPageProps {
  user: User;
  csrf: string;
  status: string | undefined;
  problem?: FormProblem | undefined;
  /** What was typed before, when that failed. A password is not shown again. */
  typed?: { displayName: string; email: string; country: string; followers: string; premium: boolean } | undefined;
}

/** The page of one user: everything about them that can be changed. */
export function UserPage({ user, csrf, status, problem, typed }: UserPageProps): JSX.Element {
  const path = `/dashboard/users/${encodeURIComponent(user.id)}`;
  const token = <input type="hidden" name="csrf" value={csrf} />;
  const errorOf = (field: string): string | undefined =>
    problem?.field === field ? `${problem.title} ${problem.hint}` : undefined;
  const values = typed ?? { ...user, followers: String(user.followers), premium: user.product === 'premium' };
  return (
    <Layout title={problem ? `Error: ${user.displayName}` : user.displayName} wide>
      <nav aria-label="Breadcrumb">
        <a href="/dashboard" data-testid="dashboard-link">
          Dashboard
        </a>
      </nav>
      <h1 data-testid="user-name">{user.displayName}</h1>
      <ErrorSummary problem={problem} />
      {status && (
        <p class="done" role="status" data-testid="dashboard-status">
          {status}
        </p>
      )}
      <dl>
        <dt>User id</dt>
        <dd>
          <code data-testid="user-id">{user.id}</code>
        </dd>
        <dt>Account id</dt>
        <dd>
          <code>{user.accountId}</code>
        </dd>
      </dl>
      <h2>Settings</h2>
      <form method="post" action={`${path}/settings`} data-testid="user-form">
        {token}
        <Field
          id="display-name"
          name="display_name"
          label="Display name"
          value={values.displayName}
          error={errorOf('display-name')}
          required
        />
        <Field id="email" name="email" label="E-mail address" value={values.email} error={errorOf('email')} required />
        <Field
          id="password"
          name="password"
          label="New password"
          hint="Left empty, the password stays as it is."
          error={errorOf('password')}
        />
        <Field
          id="country"
          name="country"
          label="Country"
          hint="Two letters, such as SE."
          value={values.country}
          error={errorOf('country')}
          required
        />
        <Field id="followers" name="followers" label="Followers" value={values.followers} error={errorOf('followers')} required />
        <div class="check">
          <input id="premium" type="checkbox" name="premium" value="yes" checked={values.premium} data-testid="premium" />
          <label for="premium">Premium</label>
        </div>
        <button class="primary submit" type="submit" data-testid="save-user">
          Save
        </button>
      </form>
      <h2>Delete this user</h2>
      <details>
        <summary data-testid="delete-user-summary">
          Delete {user.displayName}, with their playlists, logins, consents and tokens
        </summary>
        <form method="post" action={`${path}/delete`}>
          {token}
          <button class="danger" type="submit" data-testid="delete-user">
            Delete user
          </button>
        </form>
      </details>
    </Layout>
  );
}
