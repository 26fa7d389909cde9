import type { JSX } from 'hono/jsx/jsx-runtime';
import type { App } from '../../world/apps.js';
import type { User } from '../../world/users.js';
import { scopeMeaning } from '../scopes.js';
import { Layout } from './layout.js';

/** What the consent page shows. */
export interface ConsentPageProps {
  app: App;
  user: User;
  scopes: readonly string[];
  csrf: string;
  /** The query of `/authorize`, which comes back with the form and is checked again. */
  request: string;
  switchUserUrl: string;
  /** Where the answer goes. */
  redirectUri: string;
}

/** The consent page: which app, what it may do, and as whom. */
export function ConsentPage({ app, user, scopes, csrf, request, switchUserUrl, redirectUri }: ConsentPageProps): JSX.Element {
  return (
    <Layout title={`Allow ${app.name}`}>
      <h1>
        Allow{' '}
        <span class="name" data-testid="consent-app">
          {app.name}
        </span>
        ?
      </h1>
      <p class="soft">{scopes.length > 0 ? 'It asks to:' : 'It asks for nothing but what everyone can see of you.'}</p>
      <ul class="scopes" data-testid="consent-scopes">
        {scopes.map((scope) => (
          <li data-testid={`consent-scope-${scope}`}>{scopeMeaning(scope)}</li>
        ))}
      </ul>
      <form method="post" action="/authorize" class="choices">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="request" value={request} />
        <button class="primary" type="submit" name="decision" value="agree" data-testid="consent-agree">
          Agree
        </button>
        <button class="quiet" type="submit" name="decision" value="cancel" data-testid="consent-cancel">
          Cancel
        </button>
      </form>
      <div class="who">
        <img src={`/_images/user/${user.id}/80.svg`} alt="" width="40" height="40" />
        <p>
          Signed in as <strong data-testid="consent-user">{user.displayName}</strong>.{' '}
          <a href={switchUserUrl} data-testid="consent-switch-user">
            Switch user
          </a>
        </p>
      </div>
      <p class="who">The answer goes to {redirectUri}</p>
    </Layout>
  );
}
