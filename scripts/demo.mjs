// The main job, without a terminal: the local Spotify and the example single-page app. `npm start` runs it, and so do the tests.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import { PlainError } from './plain-error.mjs';
import { root } from './workspace.mjs';

const host = '127.0.0.1';

/**
 * Starts the example app, and the local Spotify unless a client id of the real Spotify is given.
 *
 * @type {typeof import('./demo.mjs').startDemo}
 */
export async function startDemo({ port = 8888, appPort = 5173, clientId, built = false } = {}) {
  /** @type {(() => Promise<unknown>)[]} */
  const closers = [];
  const close = async () => {
    // Backwards: what started later uses what started before.
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const server = createHttpServer();
    const appUrl = `http://${host}:${await listen(server, appPort)}`;
    closers.push(() => stop(server));
    const redirectUri = `${appUrl}/callback`;

    const local = clientId === undefined ? await startLocalSpotify(port, redirectUri) : undefined;
    if (local) closers.push(() => local.close());
    wakePlayers(local);

    const config = viteConfig({
      VITE_SPOTIFY_CLIENT_ID: clientId ?? local?.clientId,
      VITE_SPOTIFY_REDIRECT_URI: redirectUri,
      VITE_SPOTIFY_ACCOUNTS_URL: local?.accountsUrl,
      VITE_SPOTIFY_API_URL: local?.apiUrl,
    });
    if (built) {
      const { buildApp } = await import('./built-app.mjs');
      server.on('request', await buildApp(config));
    } else {
      const vite = await startVite(server, config);
      closers.push(() => vite.close());
      server.on('request', vite.middlewares);
    }
    return { appUrl, redirectUri, ...(local && { local }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(server, port) {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw portError(error, `Port ${port}, on which the app would listen,`, '--app-port');
  }
  return server.address().port;
}

async function stop(server) {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function startLocalSpotify(port, redirectUri) {
  // Not at the top: the package is only there after the set-up.
  const { createLocalSpotify } = await import('@spixie/local');
  try {
    return await createLocalSpotify({ port, redirectUris: [redirectUri] });
  } catch (error) {
    throw portError(error, `Port ${port}, on which the local Spotify would listen,`, '--port');
  }
}

/** Takes each user's first device in hand, so that the player shows something at the first visit. */
function wakePlayers(local) {
  for (const { id } of local?.users ?? []) {
    const [device] = local.players.devices(id);
    if (device) local.players.activateDevice(id, device.id);
  }
}

function portError(error, port, option) {
  const reasons = { EADDRINUSE: 'is in use', EACCES: 'is reserved for the administrator' };
  const reason = reasons[error.code] ?? reasons[error.cause?.code];
  return reason ? new PlainError(`${port} ${reason}: choose another with ${option}.`) : error;
}

async function startVite(server, config) {
  const { createServer } = await import('vite');
  return createServer({
    ...config,
    clearScreen: false,
    logLevel: 'warn',
    // As a middleware of our own server: a Vite that listens itself ends the whole process on a signal.
    server: { middlewareMode: true, hmr: { server } },
  });
}

function viteConfig(env) {
  return {
    root: join(root, 'examples/browser'),
    appType: 'spa',
    define: Object.fromEntries(
      Object.entries(env)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [`import.meta.env.${name}`, JSON.stringify(value)]),
    ),
  };
}
