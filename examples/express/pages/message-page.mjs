import { messages } from '../messages.mjs';
import { html } from './html.mjs';
import { sendPage } from './layout.mjs';

/**
 * A page that says what happened, with a way on.
 *
 * @param {import('express').Response} res
 * @param {import('../messages.mjs').Message} message
 * @param {boolean} isSignedIn
 */
export function sendMessagePage(res, message, isSignedIn) {
  const { status, title, text } = messages[message];
  const content = html`
<h1 data-testid="message-title">${title}</h1>
<p data-testid="message-text">${text}</p>
${isSignedIn && html`<a class="button" href="/profile" data-testid="to-profile">Go on as you are signed in</a>`}
<a class="button${isSignedIn && ' quiet'}" href="/" data-testid="sign-in">Sign in with Spotify</a>`;
  sendPage(res, title, content, status);
}

/** @param {import('express').Response} res */
export function sendSignedOutPage(res) {
  const content = html`
<h1 data-testid="message-title">You are signed out</h1>
<p>The app has forgotten your tokens. Whether it may have new ones is up to you, on
<a href="https://www.spotify.com/account/apps">your account’s page of apps</a>.</p>
<a class="button" href="/" data-testid="sign-in">Sign in with Spotify</a>
<nav><a href="/search">Search the catalogue</a></nav>`;
  sendPage(res, 'You are signed out', content);
}
