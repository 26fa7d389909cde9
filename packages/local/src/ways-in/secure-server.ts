import { createServer, type Server } from 'node:https';
import { createServerCertificate, type StoredAuthority } from '../tls/authority.js';
import { type ConnectionLimits, connectionLimits, toServerOptions } from './connection-limits.js';

/** Certificates are renewed while they are still good for so long. */
const RENEWED_BEFORE = 30 * 86_400_000;

/**
 * An HTTPS server with a certificate for Spotify's two hosts, renewed while it runs.
 *
 * @param now - epoch milliseconds, by the clock that clients judge certificates by
 */
export function createSecureServer(
  authority: StoredAuthority,
  now: () => number,
  limits: ConnectionLimits = connectionLimits,
): Server {
  let certificate = createServerCertificate(authority, now());
  const server = createServer({
    key: certificate.key,
    cert: certificate.cert,
    handshakeTimeout: limits.handshakeMs,
    ...toServerOptions(limits),
  });
  // In front of the listener that begins the handshake: after months without a request the first one has a good certificate too.
  server.prependListener('connection', () => {
    if (now() < certificate.notAfter - RENEWED_BEFORE) return;
    certificate = createServerCertificate(authority, now());
    server.setSecureContext({ key: certificate.key, cert: certificate.cert });
  });
  return server;
}
