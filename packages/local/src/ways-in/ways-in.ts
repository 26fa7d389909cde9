import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type ConnectionLimits, connectionLimits } from './connection-limits.js';
import { checkWaysIn, type WaysIn, type WaysInOptions } from './ways-in-options.js';

/** The ways in while they are open. */
export interface OpenWaysIn {
  readonly urls: WaysIn;
  /** Sets what answers. Until then requests wait. */
  answerWith(listener: RequestListener): void;
  /** Closes them, and ends every connection. */
  close(): Promise<void>;
}

/**
 * Opens the ways in that are asked for, on 127.0.0.1.
 *
 * @throws TypeError when an option is none; Error with a sentence when the authority's files are none; or with the code `EADDRINUSE`
 */
export async function openWaysIn(options: WaysInOptions, limits: ConnectionLimits = connectionLimits): Promise<OpenWaysIn> {
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
  const secure = createSecureServer(authority, Date.now, limits);
  secure.on('request', listener);
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => void (await Promise.all(opened.map((end) => end())));
  const open = async (server: Server, port = 0): Promise<number> => {
    const end = endOf(server);
    const bound = await listenOn(server, port, limits.connections);
    opened.push(end);
    return bound;
  };
  try {
    // For the proxy alone too, at a port that nobody is told: Node ends slow requests only in a server that listens.
    const securePort = await open(secure, typeof tls === 'object' ? tls.port : 0);
    const proxyPort =
      proxy === false ? undefined : await open(createProxy(secure, listener, limits), proxy === true ? 0 : proxy.port);
    const urls = {
      ...(tls !== false && { tlsUrl: `https://127.0.0.1:${securePort}` }),
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

async function listenOn(server: Server, port: number, mostConnections: number): Promise<number> {
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
