import type { Context } from 'hono';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { User } from '../world/users.js';
import type { AccountsContext } from './accounts-context.js';
import { browserSession } from './browser-session.js';
import { MOST_FAILURES } from './login-attempts.js';
import { ErrorPage } from './pages/error-page.js';
import { page, setPageHeaders } from './pages/layout.js';
import { LoginPage } from './pages/login-page.js';
import { readParameters } from './parameters.js';

type Answer = Response | Promise<Response>;

const FORM = 'login';
const OWN_PAGES = new Set(['/authorize', '/account/apps']);

/** `GET /en/login`: shows the login page, also to somebody who is signed in and wants to be somebody else. */
export function showLogin(c: Context<ExchangeEnvironment>, context: AccountsContext): Answer {
  decide(c.get('exchange'), 'page');
  const session = browserSession(c, context);
  const continueTo = new URL(c.req.url).searchParams.get('continue') ?? '/';
  return page(c, <LoginPage users={context.world.users.all()} csrf={session.formToken(FORM)} continueTo={continueTo} />);
}

/** `POST /en/login`: by a user's button, or by name and password. */
export function logIn(c: Context<ExchangeEnvironment>, context: AccountsContext): Answer {
  const exchange = c.get('exchange');
  const session = browserSession(c, context);
  const read = readParameters(exchange.form);
  if (!session.isFormToken(FORM, read('csrf'))) {
    decide(exchange, 'refused', 'The form did not come from this browser’s login page');
    return page(c, <ErrorPage title="This form is out of date" hint="Go back to your app and start signing in again." />, 403);
  }
  const continueTo = read('continue') ?? '/';
  const { loginAttempts, clock } = context;
  const subjects = subjectsOf(context, session.browser, read('user') === undefined ? (read('username') ?? '') : undefined);
  const wait = read('user') === undefined ? loginAttempts.waitOf(subjects, clock.now()) : 0;
  if (wait > 0) return tooManyAttempts(c, wait);
  const user = findUser(context, read('user'), read('username'), exchange.form.get('password') ?? '');
  if (user === undefined) {
    loginAttempts.fail(subjects, clock.now());
    decide(exchange, 'login_refused', 'Wrong user name or password');
    return page(
      c,
      <LoginPage
        users={context.world.users.all()}
        csrf={session.formToken(FORM)}
        continueTo={continueTo}
        username={read('username')}
        problem="This user name and password do not belong together."
      />,
      400,
    );
  }
  // The browser's own failures stay: whoever has one account could try others for ever by signing in to it in between. And a button
  // proves nothing about a password.
  if (read('user') === undefined) loginAttempts.forget(`user:${user.id}`);
  session.signIn(user.id);
  decide(exchange, 'signed_in');
  setPageHeaders(c);
  // 303, because after 307 the browser would send the password on (RFC 9700 §4.12).
  return c.redirect(ownPath(continueTo, c.req.url, context), 303);
}

// The account that was meant, which need not exist, and the browser.
function subjectsOf({ world }: AccountsContext, browser: string | undefined, name: string | undefined): string[] {
  if (name === undefined) return [`browser:${browser}`];
  const user = world.users.findByLogin(name);
  return [user === undefined ? `name:${name.trim().toLowerCase().slice(0, 100)}` : `user:${user.id}`, `browser:${browser}`];
}

function tooManyAttempts(c: Context<ExchangeEnvironment>, wait: number): Answer {
  decide(c.get('exchange'), 'login_refused', 'Too many attempts');
  c.header('Retry-After', String(Math.ceil(wait / 1000)));
  const hint = `After ${MOST_FAILURES} wrong passwords the next try has to wait: ${Math.ceil(wait / 60_000)} min of the local clock, which a test can advance. The buttons of the login page are never held up.`;
  return page(c, <ErrorPage title="Too many attempts" hint={hint} />, 429);
}

function findUser(
  context: AccountsContext,
  button: string | undefined,
  name: string | undefined,
  password: string,
): User | undefined {
  // The buttons need no password: they are for whoever sits at this machine.
  if (button !== undefined) return context.world.users.find(button);
  const user = name === undefined ? undefined : context.world.users.findByLogin(name);
  return user?.password === password ? user : undefined;
}

// Only to a page of our own, whatever the form says: a login page that sends people anywhere is an open redirector (RFC 9700 §4.11).
function ownPath(continueTo: string, requestUrl: string, { accountsUrl }: AccountsContext): string {
  const own = new URL(requestUrl);
  if (!URL.canParse(continueTo, own.href)) return '/';
  const target = new URL(continueTo, own);
  const isOwn = target.origin === own.origin || target.origin === accountsUrl;
  if (!isOwn || !OWN_PAGES.has(target.pathname)) return '/';
  return `${target.pathname}${target.search}`;
}
