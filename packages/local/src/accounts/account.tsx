import type { Context } from 'hono';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { AccountsContext } from './accounts-context.js';
import { browserSession } from './browser-session.js';
import { connectedApps } from './connected-apps.js';
import { obeysRfc } from './deviations.js';
import { AccountPage } from './pages/account-page.js';
import { ErrorPage } from './pages/error-page.js';
import { page, setPageHeaders } from './pages/layout.js';
import { readParameters } from './parameters.js';

type Answer = Response | Promise<Response>;

const PAGE = '/account/apps';
const LOGIN = `/en/login?${new URLSearchParams({ continue: PAGE }).toString()}`;

/** `GET /account/apps`: which apps have access to the account of who is signed in. */
export function showAccount(c: Context<ExchangeEnvironment>, context: AccountsContext): Answer {
  const session = browserSession(c, context);
  if (session.user === undefined) {
    decide(c.get('exchange'), 'login_required');
    return redirect(c, LOGIN);
  }
  decide(c.get('exchange'), 'page');
  const removed = new URL(c.req.url).searchParams.get('removed');
  return page(
    c,
    <AccountPage
      user={session.user}
      apps={connectedApps(session.user.id, context)}
      csrf={session.formToken(accountForm(session.user.id))}
      tokensEnd={context.settings.get().strict ? 'at once' : 'within the hour'}
      removed={removed === null ? undefined : context.world.apps.find(removed)?.name}
      switchUserUrl={LOGIN}
    />,
  );
}

/** `POST /account/apps/remove`: withdraws the consent and revokes what was granted by it. */
export function removeAccess(c: Context<ExchangeEnvironment>, context: AccountsContext): Answer {
  const exchange = c.get('exchange');
  const session = browserSession(c, context);
  const read = readParameters(exchange.form);
  const { user } = session;
  if (user === undefined || !session.isFormToken(accountForm(user.id), read('csrf'))) return outOfDate(c);
  const clientId = read('client_id') ?? '';
  if (context.world.apps.find(clientId) === undefined) {
    decide(exchange, 'refused', 'There is no such app');
    return page(
      c,
      <ErrorPage title="There is no such app" hint="It may have been deleted meanwhile. Go back to your apps." />,
      404,
    );
  }
  exchange.clientId = clientId;
  const { strict } = context.settings.get();
  const revoked = context.management.tokens.listGrants({ userId: user.id, clientId }).filter((grant) => grant.revokedAt === null);
  if (revoked.some((grant) => grant.accessTokens > 0)) obeysRfc('access-token-outlives-access', strict, exchange);
  context.management.consents.withdraw({ userId: user.id, clientId });
  decide(exchange, 'access_removed', `The consent was withdrawn and ${revoked.length} of its grants revoked`);
  return redirect(c, `${PAGE}?${new URLSearchParams({ removed: clientId }).toString()}`);
}

/** `POST /account/sign-out`: signs this browser out of the accounts service. Apps stay signed in. */
export function signOut(c: Context<ExchangeEnvironment>, context: AccountsContext): Answer {
  const exchange = c.get('exchange');
  const session = browserSession(c, context);
  const { user } = session;
  if (user === undefined || !session.isFormToken(accountForm(user.id), readParameters(exchange.form)('csrf'))) return outOfDate(c);
  session.signOut();
  decide(exchange, 'signed_out');
  return redirect(c, LOGIN);
}

// Bound to who saw it: a page that was shown to one user does nothing for another who signed in meanwhile.
function accountForm(userId: string): string {
  return `account ${userId}`;
}

function outOfDate(c: Context<ExchangeEnvironment>): Answer {
  decide(c.get('exchange'), 'refused', 'The form did not come from this browser’s account page');
  return page(c, <ErrorPage title="This form is out of date" hint="Open your apps again, and try once more from there." />, 403);
}

function redirect(c: Context<ExchangeEnvironment>, location: string): Response {
  setPageHeaders(c);
  return c.redirect(location, 303);
}
