import { createServer, type Server } from 'node:https';
import { createServerCertificate, type StoredAuthority } from '../tls/authority.js';

/** Certificates are renewed while they are still good for so long. */
const RENEWED_BEFORE = 30 * 86_400_000;

/**
 * An HTTPS server with a certificate for Spotify's two hosts, renewed while it runs.
 *
 * @param now - epoch milliseconds, by the clock that clients judge certificates by
 */
export function createSecureServer(authority: StoredAuthority, now: () => number): Server {
  let certificate = createServerCertificate(authority, now());
  const server = createServer({
    key: certificate.key,
    cert: certificate.cert,
    // As the plain server: nothing that trickles in holds a connection for ever.
    handshakeTimeout: 10_000,
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
  });
  // In front of the listener that begins the handshake: after months without a request the first one has a good certificate too.
  server.prependListener('connection', () => {
    if (now() < certificate.notAfter - RENEWED_BEFORE) return;
    certificate = createServerCertificate(authority, now());
    server.setSecureContext({ key: certificate.key, cert: certificate.cert });
  });
  return server;
}
