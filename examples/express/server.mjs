import { once } from 'node:events';
import { createServer } from 'node:http';
import { createApp } from './app.mjs';
import { ConfigurationError } from './config.mjs';

/** @type {Readonly<Record<string, string>>} */
const reasons = { EADDRINUSE: 'is in use', EACCES: 'is reserved for the administrator' };

/**
 * Starts the app on this machine alone: what stands on the internet has a proxy with TLS in front of it.
 *
 * @type {typeof import('./server.mjs').startServer}
 */
export async function startServer({ port: wantedPort, ...config }) {
  const server = createServer();
  server.listen(wantedPort, config.redirectUri?.startsWith('http://[::1]') ? '::1' : '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = reasons[/** @type {NodeJS.ErrnoException} */ (error).code ?? ''];
    throw reason
      ? new ConfigurationError(`The port ${wantedPort} ${reason}: set PORT to another one, or to 0 for a free one.`)
      : error;
  }
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  // After listening: with PORT=0 only now it is known where the callback will arrive.
  const redirectUri = config.redirectUri ?? `http://127.0.0.1:${port}/auth/callback`;
  server.on('request', createApp({ ...config, redirectUri }));
  return {
    port,
    appUrl: new URL('/', redirectUri).href,
    redirectUri,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
