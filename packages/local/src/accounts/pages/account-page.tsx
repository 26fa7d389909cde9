import type { JSX } from 'hono/jsx/jsx-runtime';
import type { User } from '../../world/users.js';
import type { ConnectedApp } from '../connected-apps.js';
import { scopeMeaning } from '../scopes.js';
import { Layout } from './layout.js';

/** What the account page shows. */
export interface AccountPageProps {
  user: User;
  apps: readonly ConnectedApp[];
  csrf: string;
  /** The name of the app that just lost its access. */
  removed: string | undefined;
  /** When the access tokens of such an app end. */
  tokensEnd: 'at once' | 'within the hour';
  switchUserUrl: string;
}

/** The account page: which apps have access, what each may do, since when, and how to take it back. */
export function AccountPage({ user, apps, csrf, removed, tokensEnd, switchUserUrl }: AccountPageProps): JSX.Element {
  return (
    <Layout title="Apps with access">
      <h1>Apps with access</h1>
      <div class="who first">
        <img src={`/_images/user/${user.id}/80.svg`} alt="" width="40" height="40" />
        <p>
          Signed in as <strong data-testid="account-user">{user.displayName}</strong>.{' '}
          <a href={switchUserUrl} data-testid="account-switch-user">
            Switch user
          </a>
        </p>
      </div>
      {removed && (
        <p class="done" role="status" data-testid="account-status">
          {removed} no longer has access.{' '}
          {tokensEnd === 'at once'
            ? 'The access tokens that it held have ended.'
            : 'An access token that it already holds ends within the hour.'}
        </p>
      )}
      {apps.length === 0 && <p data-testid="account-empty">No app has access to this account.</p>}
      {apps.map(({ app, scopes, since }) => (
        <section class="item" aria-labelledby={`app-${app.clientId}`} data-testid={`account-app-${app.clientId}`}>
          <h2 id={`app-${app.clientId}`}>{app.name}</h2>
          <p class="soft">
            Since <Time at={since} />. {scopes.length > 0 ? 'It may:' : 'It may do nothing but see what everyone can see of you.'}
          </p>
          <ul class="scopes">
            {scopes.map((scope) => (
              <li data-testid={`account-scope-${scope}`}>{scopeMeaning(scope)}</li>
            ))}
          </ul>
          <form method="post" action="/account/apps/remove">
            <input type="hidden" name="csrf" value={csrf} />
            <input type="hidden" name="client_id" value={app.clientId} />
            <button class="danger" type="submit" data-testid={`account-remove-${app.clientId}`}>
              Remove access<span class="unseen"> of {app.name}</span>
            </button>
          </form>
        </section>
      ))}
      <form method="post" action="/account/sign-out" class="item">
        <input type="hidden" name="csrf" value={csrf} />
        <button class="quiet" type="submit" data-testid="account-sign-out">
          Sign out
        </button>
      </form>
    </Layout>
  );
}

function Time({ at }: { at: number }): JSX.Element {
  const iso = new Date(at).toISOString();
  return <time datetime={iso}>{`${iso.slice(0, 10)}, ${iso.slice(11, 16)} UTC`}</time>;
}
