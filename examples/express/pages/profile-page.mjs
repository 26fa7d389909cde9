import { html } from './html.mjs';
import { sendPage } from './layout.mjs';

/**
 * @typedef {object} ProfilePageProps
 * @property {import('spixie').CurrentUser | undefined} owner whose token it is, or `undefined` when Spotify refused it
 * @property {import('spixie').TokenSet} tokenSet
 */

/**
 * The page of who is signed in: what is known of the access token, and never the token.
 *
 * @param {import('express').Response} res
 * @param {ProfilePageProps} props
 */
export function sendProfilePage(res, { owner, tokenSet }) {
  const { issuedAt, expiresAt, scopes, authorizedAt = issuedAt } = tokenSet;
  const name = owner && (owner.display_name ?? owner.id);
  const content = html`
<h1 data-testid="user-name">${name ?? 'Signed in'}</h1>
${owner && html`<p class="soft">Signed in with the Spotify account <code data-testid="user-id">${owner.id}</code>.</p>`}
<h2>The access token</h2>
<dl>
  <dt>Valid</dt>
  <dd data-testid="token-valid">${
    name === undefined ? 'No, Spotify does not take it any more. Refresh it.' : `Yes, and Spotify says that it is ${name}’s.`
  }</dd>
  <dt>Lifetime</dt>
  <dd data-testid="token-lifetime">${(expiresAt - issuedAt) / 1000} seconds, until ${time(expiresAt)}</dd>
  <dt>Refreshed</dt>
  <dd data-testid="token-refreshed">${issuedAt === authorizedAt ? 'Not since you signed in' : html`At ${time(issuedAt)}`}</dd>
  <dt>Granted</dt>
  <dd><ul data-testid="token-scopes">${scopes.map((scope) => html`<li>${scope}</li>`)}</ul></dd>
</dl>
<form method="post" action="/refresh"><button class="button" data-testid="refresh">Refresh the token</button></form>
<form method="post" action="/auth/sign-out"><button class="button quiet" data-testid="sign-out">Sign out</button></form>
<nav><a href="/search">Search the catalogue</a></nav>`;
  sendPage(res, name === undefined ? 'Signed in' : `Signed in as ${name}`, content);
}

/** @param {number} at epoch milliseconds */
function time(at) {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}
