import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { SpotifyError } from '../errors/spotify-error.js';
import { loopbackHeaders, loopbackPage } from './loopback-page.js';

/** What a callback led to, as the browser is told. */
export interface CallbackOutcome {
  title: string;
  text: string;
}

export interface LoopbackServer {
  /** The redirect URI, with the port that is listened on. */
  redirectUri: string;
  close(): Promise<void>;
}

/**
 * Listens for the one callback on a loopback address, and nowhere else.
 *
 * @param redirectUri `http://127.0.0.1:PORT/path`, or without a port for any that is free
 * @param onCallback Judges a callback. `undefined` says that it is none of this sign-in: it is refused, and the wait goes on.
 * @throws `port_in_use`, `invalid_redirect_uri`
 * @see RFC 8252 §7.3, §8.3
 */
export async function listenForCallback(
  redirectUri: string,
  onCallback: (callback: string) => Promise<CallbackOutcome | undefined>,
): Promise<LoopbackServer> {
  const [, address, host, port] = /^(http:\/\/\[?(127\.0\.0\.1|::1)\]?)(?::(\d*))?(?=[/?]|$)/i.exec(redirectUri) ?? [];
  if (!address || !host) {
    throw new SpotifyError(
      'invalid_redirect_uri',
      'fix_config',
      'A program can listen only on http://127.0.0.1 or http://[::1]. Register such a redirect URI and pass it.',
    );
  }
  const callbackPath = new URL(redirectUri).pathname;
  const endPath = `${callbackPath.replace(/\/$/, '')}/done`;
  const answering = new Set<Promise<void>>();
  let outcome: CallbackOutcome | undefined;
  let lastPageSent: () => void = () => {};
  const lastPage = new Promise<void>((resolve) => {
    lastPageSent = resolve;
  });

  const server = createServer((request, response) => {
    const answered = answer(request, response)
      .catch(() => void response.destroy())
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });

  const answer = async ({ method, url = '', headers }: IncomingMessage, response: ServerResponse) => {
    const respond = (status: number, { title, text }: CallbackOutcome) =>
      response.writeHead(status, loopbackHeaders).end(loopbackPage(title, text));
    const [path] = url.split('?');
    // The Host header tells a page of another origin, which had its name point here, from the browser that Spotify sent.
    if (method !== 'GET' || headers.host !== bound.host || (path !== callbackPath && path !== endPath)) {
      respond(404, { title: 'Not found', text: 'There is nothing here.' });
    } else if (path === endPath) {
      response.once('close', lastPageSent);
      respond(200, outcome ?? { title: 'Not signed in yet', text: 'Finish the sign-in first.' });
    } else {
      const judged = await onCallback(url);
      if (judged) {
        outcome = judged;
        // The code leaves the address bar, and the history with it.
        response.writeHead(303, { ...loopbackHeaders, location: endPath }).end();
      } else {
        const text = 'This is not the answer that the program waits for. Start again from the program.';
        respond(400, { title: 'Not this sign-in', text });
      }
    }
  };

  await listen(server, host, Number(port ?? 0));
  const bound = new URL(redirectUri);
  bound.port = String((server.address() as AddressInfo).port);

  return {
    // The path stays as it was written: Spotify compares to the letter.
    redirectUri: Number(port ?? 0) ? redirectUri : redirectUri.replace(/^http:\/\/[^/?]*/i, `${address}:${bound.port}`),
    async close() {
      await Promise.all(answering);
      // The browser has a moment to fetch the last page.
      if (outcome) await Promise.race([lastPage, setTimeout(2000, undefined, { ref: false })]);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} of ${host} is in use. End the program that has it, or register and pass a redirect URI with another port.`
          : `Port ${port} of ${host} cannot be listened on (${cause.code}). Register and pass a redirect URI with another port.`;
      reject(new SpotifyError('port_in_use', 'fix_config', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
