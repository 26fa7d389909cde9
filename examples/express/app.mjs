import express from 'express';
import { isFromThisApp } from './browser/same-origin.mjs';
import { createContext } from './context.mjs';
import { setHeaders } from './pages/layout.mjs';
import { profileRoutes } from './routes/profile.mjs';
import { searchRoutes } from './routes/search.mjs';
import { signInRoutes } from './routes/sign-in.mjs';

/**
 * Creates the app: sign-in with a client secret, a session for each browser, and a search without a user.
 *
 * @type {typeof import('./app.mjs').createApp}
 */
export function createApp(config) {
  const context = createContext(config);
  const { sendMessage, explain } = context;
  const { origin } = new URL(config.redirectUri);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(setHeaders);
  app.use((req, res, next) => {
    const changesNothing = req.method === 'GET' || req.method === 'HEAD';
    return changesNothing || isFromThisApp(req, origin) ? next() : sendMessage(req, res, 'other_site');
  });
  app.use(signInRoutes(context), profileRoutes(context), searchRoutes(context));
  app.use((req, res) => sendMessage(req, res, 'not_found'));
  app.use(
    /** @type {(error: unknown, req: express.Request, res: express.Response, next: express.NextFunction) => unknown} */
    (error, req, res, next) => {
      const message = explain(error);
      // Half of a page is out: only the connection can tell now.
      return res.headersSent ? next(error) : sendMessage(req, res, message);
    },
  );
  return app;
}
