import type { Context } from 'hono';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { User } from '../world/users.js';
import type { AccountsContext } from './accounts-context.js';
import { type AuthorizationComplaint, type AuthorizationRequest, checkAuthorizationRequest } from './authorization-request.js';
import { browserSession } from './browser-session.js';
import { obeysRfc } from './deviations.js';
import { ConsentPage } from './pages/consent-page.js';
import { ErrorPage } from './pages/error-page.js';
import { page, setPageHeaders } from './pages/layout.js';
import { readParameters } from './parameters.js';
import { withParameters } from './redirect-uri.js';
import { issuerOf } from './server-metadata.js';

type Answer = Response | Promise<Response>;

/** `GET /authorize`: login first, then every check, then consent, then the code. */
export function authorize(c: Context<ExchangeEnvironment>, context: AccountsContext): Answer {
  const exchange = c.get('exchange');
  const url = new URL(c.req.url);
  const { autoApprove } = context.settings.get();
  const approver = autoApprove === null ? undefined : context.world.users.find(autoApprove);
  const session = browserSession(c, context);
  const user = approver ?? session.user;
  if (user === undefined) {
    // Before anything is checked, even the client id: that is Spotify's order.
    decide(exchange, 'login_required');
    setPageHeaders(c);
    return c.redirect(loginUrl(url, context), 303);
  }
  exchange.userId = user.id;
  const request = checkAuthorizationRequest(url.searchParams, context.world.apps, exchange, context.settings.get().strict);
  if ('error' in request) return complain(c, context, request);
  const agreed = !request.showDialog && context.world.consents.covers(user.id, request.app.clientId, request.scopes);
  if (approver !== undefined || agreed) return answerWithCode(c, context, user, request);
  decide(exchange, 'consent_asked');
  return page(
    c,
    <ConsentPage
      app={request.app}
      user={user}
      scopes={request.scopes}
      csrf={session.formToken(consentForm(user, url.search))}
      request={url.search}
      switchUserUrl={loginUrl(url, context)}
      redirectUri={request.redirectUri}
    />,
  );
}

/** `POST /authorize`: the consent page's answer. */
export function answerConsent(c: Context<ExchangeEnvironment>, context: AccountsContext): Answer {
  const exchange = c.get('exchange');
  const session = browserSession(c, context);
  const read = readParameters(exchange.form);
  const search = read('request') ?? '';
  if (session.user === undefined || !session.isFormToken(consentForm(session.user, search), read('csrf'))) {
    decide(exchange, 'refused', 'The form did not come from this browser’s consent page');
    return page(c, <ErrorPage title="This form is out of date" hint="Go back to your app and start signing in again." />, 403);
  }
  // Checked again: the app may have changed since the page was shown.
  const request = checkAuthorizationRequest(
    new URLSearchParams(search),
    context.world.apps,
    exchange,
    context.settings.get().strict,
  );
  if ('error' in request) return complain(c, context, request);
  if (read('decision') === 'agree') {
    context.world.consents.give(session.user.id, request.app.clientId, request.scopes, context.clock.now());
    return answerWithCode(c, context, session.user, request);
  }
  decide(exchange, 'denied');
  return redirectToApp(c, context, request.redirectUri, { error: 'access_denied', state: request.state });
}

function answerWithCode(
  c: Context<ExchangeEnvironment>,
  context: AccountsContext,
  user: User,
  request: AuthorizationRequest,
): Answer {
  const { app, redirectUri, scopes, state, codeChallenge } = request;
  const code = context.world.codes.issue(
    { clientId: app.clientId, userId: user.id, redirectUri, scope: scopes.join(' '), codeChallenge },
    context.clock.now(),
  );
  decide(c.get('exchange'), 'issued_code');
  return redirectToApp(c, context, redirectUri, { code, state });
}

function redirectToApp(
  c: Context<ExchangeEnvironment>,
  context: AccountsContext,
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): Response {
  // In every answer, errors included.
  const iss = obeysRfc('no-issuer', context.settings.get().strict, c.get('exchange')) ? issuerOf(context) : undefined;
  setPageHeaders(c);
  return c.redirect(withParameters(redirectUri, { ...parameters, iss }), 303);
}

function complain(
  c: Context<ExchangeEnvironment>,
  context: AccountsContext,
  { error, classic = error, hint, redirect }: AuthorizationComplaint,
): Answer {
  const words = context.settings.get().authorizeErrorWords === 'classic' ? classic : error;
  decide(c.get('exchange'), 'refused', words);
  if (redirect !== undefined) {
    const { uri, error: code, description, state } = redirect;
    return redirectToApp(c, context, uri, { error: code, error_description: description, state });
  }
  return page(c, <ErrorPage title={words} hint={hint} />, 400);
}

// Bound to the request as it was shown, and to who saw it: a token for one app's consent is none for another's, and a page that
// was shown to one user is not answered by another who signed in meanwhile.
function consentForm(user: User, search: string): string {
  return `consent ${user.id} ${search}`;
}

function loginUrl(authorizeUrl: URL, { accountsUrl }: AccountsContext): string {
  const clientId = authorizeUrl.searchParams.get('client_id');
  const parameters = new URLSearchParams({ continue: `${accountsUrl}/authorize${authorizeUrl.search}` });
  if (clientId !== null) parameters.set('client_id', clientId);
  return `${accountsUrl}/en/login?${parameters.toString()}`;
}
