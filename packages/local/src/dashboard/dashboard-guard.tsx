import type { Context, MiddlewareHandler } from 'hono';
import { ErrorPage } from '../accounts/pages/error-page.js';
import { page } from '../accounts/pages/layout.js';
import type { OwnHosts } from '../hosts/own-hosts.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';

/** Keeps other sites away from the dashboard: it shows secrets and changes apps, and nobody signs in to it. */
export function guardDashboard(hosts: OwnHosts): MiddlewareHandler<ExchangeEnvironment> {
  return async (c, next) => {
    const hint = complaint(c, hosts);
    if (hint === undefined) return next();
    decide(c.get('exchange'), 'refused', hint);
    return page(c, <ErrorPage title="The dashboard does not answer here" hint={hint} />, 403);
  };
}

function complaint(c: Context, hosts: OwnHosts): string | undefined {
  const host = c.req.header('host') ?? '';
  if (!hosts.isOwn(host)) return `It answers only as ${hosts.description}. Open it under one of these.`;
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return undefined;
  // The pages' Referrer-Policy makes browsers send `Origin: null` with a form, so that the site is what tells.
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOwn = site === undefined ? origin === undefined || isOwnOrigin(origin, host) : site === 'same-origin';
  return isOwn ? undefined : 'A page of another site must not change anything here. Open the dashboard itself.';
}

function isOwnOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
