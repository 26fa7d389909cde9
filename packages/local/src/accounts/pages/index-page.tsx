import type { JSX } from 'hono/jsx/jsx-runtime';
import type { App } from '../../world/apps.js';
import type { User } from '../../world/users.js';
import { Layout } from './layout.js';

/** What the first page shows. */
export interface IndexPageProps {
  accountsUrl: string;
  apiUrl: string;
  controlUrl: string;
  /** The app that is registered from the start, unless it was deleted. */
  app: App | undefined;
  redirectUris: readonly string[];
  users: readonly User[];
  /** Where the secret and the passwords are shown, where that is not here. */
  secretsAt: string | undefined;
}

/** The first page: what this is, and where everything is. */
export function IndexPage(props: IndexPageProps): JSX.Element {
  const { accountsUrl, apiUrl, controlUrl, app, redirectUris, users, secretsAt } = props;
  const rows: [string, string][] = [
    ['Authorize', `${accountsUrl}/authorize`],
    ['Token', `${accountsUrl}/api/token`],
    ['Web API', apiUrl],
    ['Control', controlUrl],
  ];
  const pages: [string, string][] = [
    ['Dashboard', '/dashboard'],
    ['Apps with access', '/account/apps'],
  ];
  return (
    <Layout title="The local Spotify" wide>
      <h1>The local Spotify</h1>
      <p class="soft">
        A stand-in for the accounts service and the Web API, for development and tests. Its users and its music are invented.
      </p>
      {secretsAt !== undefined && (
        <p data-testid="secrets-elsewhere">
          The client secret and the passwords stand on this page at <code>{secretsAt}</code> only.
        </p>
      )}
      <h2>Where things are</h2>
      <dl>
        {rows.map(([name, url]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <code>{url}</code>
            </dd>
          </>
        ))}
        {pages.map(([name, path]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <a href={path}>{`${accountsUrl}${path}`}</a>
            </dd>
          </>
        ))}
      </dl>
      {app && (
        <>
          <h2>The app that is registered: {app.name}</h2>
          <dl>
            <dt>Client id</dt>
            <dd>
              <code>{app.clientId}</code>
            </dd>
            {secretsAt === undefined && (
              <>
                <dt>Client secret</dt>
                <dd>
                  <code>{app.clientSecret}</code>
                </dd>
              </>
            )}
            <dt>Redirect URIs</dt>
            <dd>
              {redirectUris.map((uri) => (
                <div>
                  <code>{uri}</code>
                </div>
              ))}
            </dd>
          </dl>
        </>
      )}
      <h2>Who there is</h2>
      <dl>
        {users.map((user) => (
          <>
            <dt>{user.displayName}</dt>
            <dd>
              <code>{user.id}</code>
              {secretsAt === undefined && (
                <>
                  {' '}
                  with the password <code>{user.password}</code>
                </>
              )}
              , {user.product}, {user.country}
            </dd>
          </>
        ))}
      </dl>
    </Layout>
  );
}
