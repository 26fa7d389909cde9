import { Hono } from 'hono';
import type { AccountsContext } from '../accounts/accounts-context.js';
import { accountsRoutes } from '../accounts/accounts-routes.js';
import { dashboardRoutes } from '../dashboard/dashboard-routes.js';
import type { FaultMatcher } from '../faults/faults.js';
import type { RequestLimiter } from '../faults/request-limiter.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { JournalWriter } from '../inspector/journal.js';
import type { WebApiContext } from '../web-api/web-api-context.js';
import { webApiRoutes } from '../web-api/web-api-routes.js';
import { type Controlled, controlRoutes } from './control-plane.js';
import { answerPreflight, tokenCors, webApiCors } from './cors.js';
import { injectFaults } from './fault-injection.js';
import { imageRoutes } from './images.js';
import { limitRequests } from './limit-requests.js';
import { recordExchange } from './record-exchange.js';
import { writeTextAnswers } from './write-text-answers.js';

/** What the whole server works with. */
export interface AppContext extends AccountsContext, WebApiContext {
  readonly faults: FaultMatcher;
  readonly limiter: RequestLimiter;
  readonly journal: JournalWriter;
  /** Aborted when the server closes: whatever waits stops waiting. */
  readonly closing: AbortSignal;
}

/** The server: control plane and pictures beside, and in front of everything else the journal, cross-origin headers and faults. */
export function createApp(context: AppContext, local: Controlled): Hono<ExchangeEnvironment> {
  const app = new Hono<ExchangeEnvironment>();
  // Node takes any text as a Host. Without this each handler that reads its URL would fail.
  app.use(async (c, next) => (URL.canParse(c.req.url) ? next() : c.text('The Host header is no host.\n', 400)));
  app.route('/_local', controlRoutes(local, context.hosts));
  app.route('/_images', imageRoutes(context.world));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.use(writeTextAnswers);
  app.use(recordExchange(context));
  app.use('/v1/*', webApiCors);
  app.use('/api/token', tokenCors);
  app.use(injectFaults(context.faults, context.world, context.closing));
  app.use('/v1/*', answerPreflight);
  app.use('/api/token', answerPreflight);
  app.use('/v1/*', limitRequests(context.limiter, context));
  app.route('/v1', webApiRoutes(context));
  app.route('/dashboard', dashboardRoutes(context));
  app.route('/', accountsRoutes(context, local.clientId));
  app.notFound((c) =>
    c.text(
      `The local Spotify has nothing at ${c.req.method} ${new URL(c.req.url).pathname}. What there is: ${context.accountsUrl}/\n`,
      404,
    ),
  );
  app.onError((error, c) => {
    const exchange = c.get('exchange') as ExchangeEnvironment['Variables']['exchange'] | undefined;
    if (exchange !== undefined) decide(exchange, 'failed', error.message);
    return c.json({ error: { status: 500, message: `The local Spotify failed, which is a defect of it: ${error.message}` } }, 500);
  });
  return app;
}
