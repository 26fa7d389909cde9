import type { MiddlewareHandler } from 'hono';
import type { OwnHosts } from '../hosts/own-hosts.js';

/**
 * Keeps web pages away from the control plane. A page cannot reach it under a name that was bent to its address (DNS rebinding),
 * because the Host is compared; and no page of another site can change anything, or load anything into itself.
 */
export function guardControlPlane(hosts: OwnHosts): MiddlewareHandler {
  return async (c, next) => {
    const refuse = (error: string, status: 400 | 403 = 403): Response => c.json({ error }, status);
    const host = c.req.header('host') ?? '';
    if (!hosts.isOwn(host)) return refuse(`The control plane answers only as ${hosts.description}: check the Host header.`);
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    const crossSite = c.req.header('sec-fetch-site') === 'cross-site';
    // A link that somebody follows is no harm; a script or an image of another site has no business here.
    if (isRead && crossSite && c.req.header('sec-fetch-mode') !== 'navigate')
      return refuse('A page of another site must not load anything from here.');
    if (!isRead) {
      const origin = c.req.header('origin');
      if (crossSite || (origin !== undefined && !hosts.isTrusted(origin, host)))
        return refuse(
          'A page of another site must not change anything here. Call the control plane from your tests or your own server.',
        );
      // Only a page that was allowed to could send this type across origins, and here none is.
      if (!/^application\/json\s*(?:;|$)/iu.test(c.req.header('content-type') ?? ''))
        return refuse('Send "content-type: application/json", also where the body is empty.', 400);
    }
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    c.header('x-frame-options', 'DENY');
    return next();
  };
}
