import type { Context, MiddlewareHandler } from 'hono';
import { ErrorPage } from '../accounts/pages/error-page.js';
import { page } from '../accounts/pages/layout.js';
import { isOwnHost } from '../http/control-guard.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';

/** Keeps other sites away from the dashboard: it shows secrets and changes apps, and nobody signs in to it. */
export function guardDashboard(port: number): MiddlewareHandler<ExchangeEnvironment> {
  return async (c, next) => {
    const hint = complaint(c, port);
    if (hint === undefined) return next();
    decide(c.get('exchange'), 'refused', hint);
    return page(c, <ErrorPage title="The dashboard is for this machine only" hint={hint} />, 403);
  };
}

function complaint(c: Context, port: number): string | undefined {
  if (!isOwnHost(c.req.header('host') ?? '', port)) {
    return `It answers only as 127.0.0.1, [::1] or localhost with the port ${port}. Open it under one of these.`;
  }
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return undefined;
  // The pages' Referrer-Policy makes browsers send `Origin: null` with a form, so that the site is what tells.
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOwn = site === undefined ? origin === undefined || isOwnOrigin(origin, port) : site === 'same-origin';
  return isOwn ? undefined : 'A page of another site must not change anything here. Open the dashboard itself.';
}

function isOwnOrigin(origin: string, port: number): boolean {
  return URL.canParse(origin) && isOwnHost(new URL(origin).host, port);
}
