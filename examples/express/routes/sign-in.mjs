import { Router } from 'express';
import { createAuthorizationRequest, exchangeCode, readCallback } from 'spixie';
import { isMessage } from '../messages.mjs';
import { sendSignedOutPage } from '../pages/message-page.mjs';

/**
 * What an editor of playlists asks for.
 *
 * @type {readonly import('spixie').Scope[]}
 */
const scopes = [
  'playlist-read-collaborative',
  'playlist-modify-public',
  'playlist-modify-private',
  'playlist-read-private',
  'user-library-read',
  'user-library-modify',
];

/**
 * Signing in and out. Every answer to the callback is a redirect: the page that the user sees has no code in its address, and a
 * reload repeats nothing.
 *
 * @param {import('../context.mjs').Context} context
 */
export function signInRoutes({ config, cookies, transactions, sessions, sendMessage, explain }) {
  const { redirectUri } = config;
  const routes = Router();

  routes.get('/', async (req, res) => {
    // Spotify refuses localhost, and to a browser it is another host than 127.0.0.1: the callback would not find its cookie.
    if (req.hostname === 'localhost' && redirectUri.startsWith('http:')) {
      return res.redirect(303, new URL('/', redirectUri).href);
    }
    // `responseType: 'token'`, the implicit grant, would throw here: Spotify ended it on 2025-11-27.
    const request = await createAuthorizationRequest({ ...config, scopes, showDialog: true });
    transactions.keep(cookies.ensureBrowserId(req, res), request);
    res.redirect(303, request.url);
  });

  routes.get('/callback', async (req, res) => {
    const { searchParams } = new URL(req.originalUrl, redirectUri);
    const transaction = transactions.take(cookies.browserId(req), searchParams.get('state') ?? '');
    try {
      const code = readCallback(searchParams, { state: transaction?.state ?? '' });
      const tokenSet = await exchangeCode({ ...config, ...transaction, code, scopes });
      await sessions.close(cookies.sessionId(req));
      cookies.setSessionId(res, await sessions.open(tokenSet));
      res.redirect(303, '/profile');
    } catch (error) {
      res.redirect(303, `/not-signed-in?why=${explain(error)}`);
    }
  });

  routes.get('/not-signed-in', (req, res) => {
    const { why } = req.query;
    return sendMessage(req, res, isMessage(why) ? why : 'unusable');
  });

  routes.post('/sign-out', async (req, res) => {
    await sessions.close(cookies.sessionId(req));
    cookies.clearSessionId(res);
    res.redirect(303, '/signed-out');
  });

  routes.get('/signed-out', (_req, res) => sendSignedOutPage(res));

  return routes;
}
