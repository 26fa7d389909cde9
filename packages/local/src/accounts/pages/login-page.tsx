import type { JSX } from 'hono/jsx/jsx-runtime';
import type { User } from '../../world/users.js';
import { Layout } from './layout.js';

/** What the login page shows. */
export interface LoginPageProps {
  users: readonly User[];
  csrf: string;
  /** Where to go on to afterwards. */
  continueTo: string;
  /** What was typed before, when that failed. */
  username?: string | undefined;
  problem?: string | undefined;
}

/** The login page: the users as buttons, and the form for those who want to type. */
export function LoginPage({ users, csrf, continueTo, username, problem }: LoginPageProps): JSX.Element {
  const hidden = (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="continue" value={continueTo} />
    </>
  );
  return (
    <Layout title="Sign in">
      <h1>Sign in</h1>
      <p class="soft">Choose who you are today. These people are invented.</p>
      {problem && (
        <p class="problem" role="alert" data-testid="login-error">
          {problem}
        </p>
      )}
      <ul class="users">
        {users.map((user) => (
          <li>
            <form method="post" action="/en/login">
              {hidden}
              <input type="hidden" name="user" value={user.id} />
              <button class="quiet user" type="submit" data-testid={`login-user-${user.id}`}>
                <img src={`/_images/user/${user.id}/80.svg`} alt="" width="40" height="40" />
                <span>
                  <strong>{user.displayName}</strong>
                  <span>
                    {user.id} · {user.product} · {user.country}
                  </span>
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <p class="or">or with a password</p>
      <form method="post" action="/en/login" data-testid="login-form">
        {hidden}
        <label for="username">User name or e-mail address</label>
        <input
          id="username"
          type="text"
          name="username"
          value={username ?? ''}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          data-testid="login-username"
        />
        <label for="password">Password</label>
        <input
          id="password"
          type="password"
          name="password"
          autocomplete="current-password"
          required
          data-testid="login-password"
        />
        <button class="primary submit" type="submit" data-testid="login-submit">
          Sign in
        </button>
      </form>
    </Layout>
  );
}
