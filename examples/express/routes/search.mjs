import { Router } from 'express';
import { createClientCredentials, createSpotify } from 'spixie';
import { longestSearch, sendSearchPage } from '../pages/search-page.mjs';

/**
 * The search, which works without a user: with client credentials.
 *
 * @param {import('../context.mjs').Context} context
 */
export function searchRoutes({ config }) {
  const spotify = createSpotify({ session: createClientCredentials(config), apiUrl: config.apiUrl });
  const routes = Router();

  routes.get('/search', async (req, res) => {
    const words = String(req.query.q ?? '')
      .trim()
      .slice(0, longestSearch);
    const found = words === '' ? undefined : await spotify.search(words, ['track'], { limit: 10 });
    sendSearchPage(res, words, found?.tracks.items);
  });

  return routes;
}
