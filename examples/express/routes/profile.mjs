import { Router } from 'express';
import { createSpotify, isSpotifyError } from 'spixie';
import { sendProfilePage } from '../pages/profile-page.mjs';

/**
 * Who is signed in, and the refresh of their token.
 *
 * @param {import('../context.mjs').Context} context
 */
export function profileRoutes({ config, findSession, sendMessage }) {
  const routes = Router();

  routes.get('/profile', async (req, res) => {
    const signedIn = await findSession(req);
    if (!signedIn) return sendMessage(req, res, 'signed_out');
    const tokenSet = await signedIn.session.getTokenSet();
    const owner = await findOwner(tokenSet.accessToken, config.apiUrl);
    sendProfilePage(res, { owner, tokenSet });
  });

  routes.post('/refresh', async (req, res) => {
    const signedIn = await findSession(req);
    if (!signedIn) return sendMessage(req, res, 'signed_out');
    await signedIn.session.invalidateAccessToken();
    await signedIn.session.getAccessToken();
    res.redirect(303, '/profile');
  });

  return routes;
}

/**
 * Whose token this is, or `undefined` when it is not good for anything. Asked with this very token and not over the session, which
 * would refresh it first and so answer for another one.
 *
 * @param {string} accessToken
 * @param {string | undefined} apiUrl
 */
async function findOwner(accessToken, apiUrl) {
  const spotify = createSpotify({ session: { getAccessToken: async () => accessToken }, apiUrl });
  try {
    return await spotify.me.profile();
  } catch (error) {
    if (isSpotifyError(error, 'unauthorized')) return undefined;
    throw error;
  }
}
