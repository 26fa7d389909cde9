import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { ExchangeEnvironment } from '../inspector/exchange.js';

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Sets what answers. Until then requests wait. */
  answerWith(listener: RequestListener): void;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** An app as what answers a server of Node's. */
export function toRequestListener(app: Hono<ExchangeEnvironment>): RequestListener {
  const answer = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0], { overrideGlobalObjects: false });
  return (incoming, outgoing) => void answer(incoming, outgoing);
}

/** Listens on one host, and nowhere else. The port is known before the app is made, because the app's URLs contain it. */
export async function listen(wantedPort: number, host: string): Promise<Listening> {
  // Bodies have a time of their own, which is a setting; this one is for requests whose body nobody reads.
  const server = createServer({
    requestTimeout: 330_000,
    headersTimeout: 15_000,
    connectionsCheckingInterval: 5000,
    keepAliveTimeout: 65_000,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    answerWith: (listener) => void server.on('request', listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
