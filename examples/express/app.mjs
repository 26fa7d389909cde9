import { expressHandler } from '@spixie/server/express';
import express from 'express';
import { createContext } from './context.mjs';
import { setHeaders } from './pages/layout.mjs';
import { pageRoutes } from './routes/pages.mjs';
import { profileRoutes } from './routes/profile.mjs';
import { isFromThisApp } from './routes/same-origin.mjs';
import { searchRoutes } from './routes/search.mjs';

/**
 * Creates the app: sign-in with a client secret, a session for each browser, and a search without a user.
 *
 * @type {typeof import('./app.mjs').createApp}
 */
export function createApp(config) {
  const context = createContext(config);
  const { spotify, sendMessage, explain } = context;
  const { origin } = new URL(config.redirectUri);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(setHeaders);
  // The handler refuses such forms by itself, for programs: people get a page, and the app's own form needs it.
  app.use((req, res, next) => {
    const changesNothing = req.method === 'GET' || req.method === 'HEAD';
    return changesNothing || isFromThisApp(req, origin) ? next() : sendMessage(req, res, 'other_site');
  });
  app.use(expressHandler(spotify));
  app.use(pageRoutes(context), profileRoutes(context), searchRoutes(context));
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
