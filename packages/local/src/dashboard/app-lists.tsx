import type { JSX } from 'hono/jsx/jsx-runtime';
import type { RegisteredApp } from '../management/app-management.js';
import type { User } from '../world/users.js';
import { Field } from './field.js';

/** What the lists of an app's page show. */
export interface AppListsProps {
  app: RegisteredApp;
  users: readonly User[];
  path: string;
  /** The hidden field that every form needs. */
  token: JSX.Element;
  /** The redirect URI that was typed before, when that failed. */
  typed: string | undefined;
  error: string | undefined;
}

/** An app's redirect URIs and its allow-list, each with a form to add and a button to remove. */
export function AppLists({ app, users, path, token, typed, error }: AppListsProps): JSX.Element {
  const others = users.filter((user) => !app.allowedUsers.includes(user.id));
  return (
    <>
      <h2 id="redirect-uris">Redirect URIs</h2>
      {app.redirectUris.length === 0 && <p class="soft">There is none: nobody can sign in to this app yet.</p>}
      <ul class="rows" aria-labelledby="redirect-uris" data-testid="redirect-uris">
        {app.redirectUris.map((uri, index) => (
          <li>
            <code>{uri}</code>
            <form method="post" action={`${path}/redirect-uris/remove`}>
              {token}
              <input type="hidden" name="redirect_uri" value={uri} />
              <button class="quiet small" type="submit" data-testid={`remove-redirect-uri-${index}`}>
                Remove<span class="unseen"> {uri}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={`${path}/redirect-uris`} data-testid="redirect-uri-form">
        {token}
        <Field id="redirect-uri" name="redirect_uri" label="Add a redirect URI" value={typed} error={error} required />
        <button class="quiet submit" type="submit" data-testid="add-redirect-uri">
          Add
        </button>
      </form>
      <h2 id="allowed-users">Users who may use it in Development Mode</h2>
      {app.allowedUsers.length === 0 && <p class="soft">There is none.</p>}
      <ul class="rows" aria-labelledby="allowed-users" data-testid="allowed-users">
        {app.allowedUsers.map((id) => (
          <li>
            <span>
              {users.find((user) => user.id === id)?.displayName ?? id} <span class="soft">({id})</span>
            </span>
            <form method="post" action={`${path}/allowed-users/remove`}>
              {token}
              <input type="hidden" name="user_id" value={id} />
              <button class="quiet small" type="submit" data-testid={`disallow-${id}`}>
                Remove<span class="unseen"> {id}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <form method="post" action={`${path}/allowed-users`} data-testid="allowed-user-form">
          {token}
          <label for="user-id">Add a user</label>
          <select id="user-id" name="user_id" data-testid="user-id">
            {others.map((user) => (
              <option value={user.id}>
                {user.displayName} ({user.id})
              </option>
            ))}
          </select>
          <button class="quiet submit" type="submit" data-testid="allow-user">
            Add
          </button>
        </form>
      )}
    </>
  );
}
