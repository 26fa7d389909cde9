import { ErrorPage } from '../accounts/pages/error-page.js';
import { page } from '../accounts/pages/layout.js';
import { decide } from '../inspector/exchange.js';
import type { UserChanges } from '../management/user-management.js';
import type { User } from '../world/users.js';
import type { Dashboard } from './dashboard.js';
import type { FormProblem } from './field.js';
import { type Answer, answerForm, changed, type PageContext } from './form-answers.js';
import { UserPage, type UserPageProps } from './user-page.js';

/** The pages and forms of users. */
export function addUserRoutes({ routes, management: { userAccounts }, shown, showDashboard }: Dashboard): void {
  const showUser = (c: PageContext, user: User, more: Pick<UserPageProps, 'problem' | 'typed'> = {}): Answer => {
    const { csrf, status } = shown(c);
    return page(c, <UserPage {...{ csrf, status, user }} {...more} />, more.problem ? 400 : 200);
  };

  routes.post('/users', (c) => {
    const { form } = c.get('exchange');
    const typed = { userId: form.get('id')?.trim() ?? '', displayName: form.get('display_name')?.trim() ?? '' };
    return answerForm(c, {
      work() {
        const { id } = userAccounts.create({ id: typed.userId, ...(typed.displayName && { displayName: typed.displayName }) });
        return changed(c, `${pathOf(id)}?status=user-created`, 'A user was created');
      },
      explain,
      showAgain: (problem) => showDashboard(c, { problem, typed }),
    });
  });

  /** A route of one user. */
  const onUser = (method: 'GET' | 'POST', path: string, work: (c: PageContext, user: User) => Answer): void => {
    routes.on(method, `/users/:id${path}`, (c) => {
      const user = userAccounts.get(c.req.param('id') ?? '');
      if (user !== undefined) return work(c, user);
      decide(c.get('exchange'), 'not_found');
      return page(
        c,
        <ErrorPage title="There is no such user" hint="They may have been deleted. The dashboard lists those there are." />,
        404,
      );
    });
  };
  onUser('GET', '', (c, user) => {
    decide(c.get('exchange'), 'page');
    return showUser(c, user);
  });
  onUser('POST', '/settings', (c, user) => {
    const { form } = c.get('exchange');
    const typed = readTyped(form);
    // Not trimmed: spaces may belong to it.
    const password = form.get('password') ?? '';
    return answerForm(c, {
      work() {
        userAccounts.update(user.id, { ...changesOf(typed), ...(password !== '' && { password }) });
        return changed(c, `${pathOf(user.id)}?status=saved`, 'The user was changed');
      },
      explain,
      showAgain: (problem) => showUser(c, user, { problem, typed }),
    });
  });
  onUser('POST', '/delete', (c, user) => {
    userAccounts.delete(user.id);
    return changed(c, '/dashboard?status=user-deleted', 'The user was deleted');
  });
}

type Typed = NonNullable<UserPageProps['typed']>;

function readTyped(form: URLSearchParams): Typed {
  const read = (name: string): string => form.get(name)?.trim() ?? '';
  return {
    displayName: read('display_name'),
    email: read('email'),
    country: read('country').toUpperCase(),
    followers: read('followers'),
    premium: form.get('premium') === 'yes',
  };
}

function changesOf({ displayName, email, country, followers, premium }: Typed): UserChanges {
  return {
    displayName,
    email,
    country,
    // An empty line is no number, though JavaScript reads it as 0.
    followers: followers === '' ? Number.NaN : Number(followers),
    product: premium ? 'premium' : 'free',
  };
}

const fields: Readonly<Record<string, { field: string; label: string }>> = {
  id: { field: 'user-id', label: 'The user id' },
  displayName: { field: 'display-name', label: 'The display name' },
  email: { field: 'email', label: 'The e-mail address' },
  password: { field: 'password', label: 'The password' },
  country: { field: 'country', label: 'The country' },
  followers: { field: 'followers', label: 'The number of followers' },
};

// One mistake at a time: the first of the sentences, with the form's name for the field.
function explain(sentences: string): FormProblem {
  const [first = ''] = sentences.split('\n');
  const [path = ''] = /^\w+/u.exec(first) ?? [];
  const known = Object.hasOwn(fields, path) ? fields[path] : undefined;
  const title = 'This cannot be saved.';
  if (known === undefined) return { field: 'user-id', title, hint: first };
  return { field: known.field, title, hint: known.label + first.slice(path.length) };
}

function pathOf(id: string): string {
  return `/dashboard/users/${encodeURIComponent(id)}`;
}
