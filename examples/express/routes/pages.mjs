import { Router } from 'express';
import { messageOfCode } from '../messages.mjs';
import { sendSignedOutPage } from '../pages/message-page.mjs';

/**
 * Where a visitor begins, and where a sign-in that failed and a sign-out end.
 *
 * @param {import('../context.mjs').Context} context
 */
export function pageRoutes({ sendMessage }) {
  const routes = Router();
  routes.get('/', (_req, res) => res.redirect(303, '/auth/sign-in'));
  routes.get('/not-signed-in', (req, res) => sendMessage(req, res, messageOfCode(req.query.error)));
  routes.get('/signed-out', (_req, res) => sendSignedOutPage(res));
  return routes;
}
