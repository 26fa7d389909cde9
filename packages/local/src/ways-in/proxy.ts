import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { ACCOUNTS_HOST, API_HOST, isSpotifyHost } from '../hosts/spotify-hosts.js';
import { type ConnectionLimits, toServerOptions } from './connection-limits.js';

const REFUSAL = `This proxy leads to the local Spotify only, which stands in for ${ACCOUNTS_HOST} and ${API_HOST}. Name other hosts in NO_PROXY.\n`;

/**
 * An HTTP proxy that leads nowhere but here: it answers itself what is meant for Spotify's two hosts, and refuses the rest. It opens no
 * connection to anybody.
 *
 * @param secure - answers inside the tunnels. It has to listen: Node counts the time of requests only in a server that does
 * @param answer - answers what comes without TLS
 */
export function createProxy(secure: SecureServer, answer: RequestListener, limits: ConnectionLimits): Server {
  const server = createServer(toServerOptions(limits), (request, response) => {
    const url = request.url ?? '';
    if (URL.canParse(url) && isPlainSpotify(new URL(url))) return answer(request, response);
    // The rest of the body is not read: the connection cannot be used again.
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(REFUSAL);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // A client that goes away is no error of ours.
    socket.on('error', () => socket.destroy());
    const [, host = '', port] = /^([^:]+):(\d+)$/u.exec(request.url ?? '') ?? [];
    if (!isSpotifyHost(host) || port !== '443') {
      const length = Buffer.byteLength(REFUSAL);
      socket.end(
        `HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${REFUSAL}`,
        // Whoever keeps its half open would keep the whole.
        () => socket.destroySoon(),
      );
      return;
    }
    // HTTP's servers keep a connection whose client has said its last; an HTTPS server that is dialled does not.
    socket.allowHalfOpen = false;
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    // From here on the HTTPS server has it, with its time limits, as if it had been dialled.
    secure.emit('connection', socket);
  });
  return server;
}

function isPlainSpotify(url: URL): boolean {
  return url.protocol === 'http:' && isSpotifyHost(url.hostname) && url.port === '';
}
