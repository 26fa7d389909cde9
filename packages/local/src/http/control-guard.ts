import type { MiddlewareHandler } from 'hono';

/**
 * Keeps web pages away from the control plane. A page cannot reach it under a name that was bent to 127.0.0.1 (DNS rebinding),
 * because the Host is compared; and no page of another site can change anything.
 */
export function guardControlPlane(port: number): MiddlewareHandler {
  return async (c, next) => {
    if (!isOwnHost(c.req.header('host') ?? '', port)) {
      return c.json(
        { error: `The control plane answers only as 127.0.0.1, [::1] or localhost with the port ${port}: check the Host header.` },
        403,
      );
    }
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const origin = c.req.header('origin');
      const site = c.req.header('sec-fetch-site');
      if (site === 'cross-site' || (origin !== undefined && !isLoopback(origin))) {
        return c.json(
          {
            error:
              'A page of another site must not change anything here. Call the control plane from your tests or your own server.',
          },
          403,
        );
      }
      // Only a page that was allowed to could send this type across origins, and here none is.
      if (!/^application\/json\s*(?:;|$)/iu.test(c.req.header('content-type') ?? '')) {
        return c.json({ error: 'Send "content-type: application/json", also where the body is empty.' }, 400);
      }
    }
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    return next();
  };
}

const LOOPBACK_NAMES = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a Host header names this machine and the port that is listened on. */
export function isOwnHost(host: string, port: number): boolean {
  const [, name = '', given = '80'] = /^(\[[\d:a-f]+\]|[^:]+)(?::(\d+))?$/iu.exec(host) ?? [];
  return LOOPBACK_NAMES.has(name.toLowerCase()) && Number(given) === port;
}

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && LOOPBACK_NAMES.has(new URL(origin).hostname);
}
