import type { JSX } from 'hono/jsx/jsx-runtime';
import type { User } from '../world/users.js';
import { Field } from './field.js';

/** What the dashboard shows of users. */
export interface UserListProps {
  users: readonly User[];
  /** The hidden field that every form needs. */
  token: JSX.Element;
  /** What was typed before, when that failed. */
  typed: { userId?: string; displayName?: string } | undefined;
  errorOf(field: string): string | undefined;
}

/** The users, each with a link to their page, and a form for a new one. */
export function UserList({ users, token, typed, errorOf }: UserListProps): JSX.Element {
  return (
    <>
      <h2 id="users">Users</h2>
      {users.length === 0 && <p class="soft">There is no user yet.</p>}
      <ul class="rows" aria-labelledby="users">
        {users.map((user) => (
          <li data-testid={`dashboard-user-${user.id}`}>
            <img src={`/_images/user/${user.id}/80.svg`} alt="" width="40" height="40" />
            <div>
              <a href={`/dashboard/users/${encodeURIComponent(user.id)}`} data-testid={`dashboard-user-link-${user.id}`}>
                {user.displayName}
              </a>
              <p class="soft">
                {user.id} · {user.email} · {user.product} · {user.country}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <h2>Create a user</h2>
      <form method="post" action="/dashboard/users" data-testid="create-user-form">
        {token}
        <Field
          id="user-id"
          name="id"
          label="User id"
          hint="Such as dana, whose password is then dana-password."
          value={typed?.userId}
          error={errorOf('user-id')}
          required
        />
        <Field
          id="display-name"
          name="display_name"
          label="Display name"
          hint="May be left out and changed later."
          value={typed?.displayName}
          error={errorOf('display-name')}
        />
        <button class="primary submit" type="submit" data-testid="create-user">
          Create user
        </button>
      </form>
    </>
  );
}
