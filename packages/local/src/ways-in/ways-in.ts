import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { checkWaysIn, type WaysIn, type WaysInOptions } from './ways-in-options.js';

/** The ways in while they are open. */
export interface OpenWaysIn {
  readonly urls: WaysIn;
  /** Sets what answers. Until then requests wait. */
  answerWith(listener: RequestListener): void;
  /** Closes them, and ends every connection. */
  close(): Promise<void>;
}

// More than any test opens, and a bound for a loop that forgets to close.
const MAX_CONNECTIONS = 2000;

/**
 * Opens the ways in that are asked for, on 127.0.0.1.
 *
 * @throws TypeError when an option is none; Error with a sentence when the authority's files are none; or with the code `EADDRINUSE`
 */
export async function openWaysIn(options: WaysInOptions): Promise<OpenWaysIn> {
  checkWaysIn(options);
  const { tls = false, proxy = false } = options;
  if (tls === false && proxy === false) return { urls: {}, answerWith: () => undefined, close: async () => undefined };
  // Loaded here, because most never need it: the certificates' library takes longer to load than all the rest.
  const [{ authorityDirectory, openAuthority }, { createSecureServer }, { createProxy }] = await Promise.all([
    import('../tls/authority-files.js'),
    import('./secure-server.js'),
    import('./proxy.js'),
  ]);
  const directory = (typeof tls === 'object' ? tls.directory : undefined) ?? authorityDirectory();
  // Real time, whatever the local clock says: clients judge certificates by theirs.
  const authority = await openAuthority(directory, Date.now());
  let answerWith: OpenWaysIn['answerWith'] = () => undefined;
  const answering = new Promise<RequestListener>((resolve) => {
    answerWith = resolve;
  });
  const listener: RequestListener = (request, response) => void answering.then((answer) => answer(request, response));
  const secure = createSecureServer(authority, Date.now);
  secure.on('request', listener);
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => void (await Promise.all(opened.map((end) => end())));
  const open = async (server: Server, port = 0): Promise<number> => {
    const end = endOf(server);
    const bound = await listenOn(server, port);
    opened.push(end);
    return bound;
  };
  try {
    const tlsPort = tls === false ? undefined : await open(secure, tls === true ? 0 : tls.port);
    const proxyPort = proxy === false ? undefined : await open(createProxy(secure, listener), proxy === true ? 0 : proxy.port);
    const urls = {
      ...(tlsPort !== undefined && { tlsUrl: `https://127.0.0.1:${tlsPort}` }),
      ...(proxyPort !== undefined && { proxyUrl: `http://127.0.0.1:${proxyPort}` }),
      caFile: authority.caFile,
    };
    return { urls, answerWith, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What ends a server with all its connections: those in the middle of a handshake, and tunnels, which are none of HTTP's. */
function endOf(server: Server): () => Promise<void> {
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of connections) socket.destroy();
    });
}

async function listenOn(server: Server, port: number): Promise<number> {
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
