import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What can happen between an app and its store. `refused`: connections break, and new ones too. `silent`: nothing arrives until it is
 * over. `forgotten`: the connections that there are stay silent for ever, new ones are well. `garbage`: whatever is said is answered
 * by something else. `slow`: everything arrives a little later.
 */
export type Trouble = 'none' | 'refused' | 'silent' | 'forgotten' | 'garbage' | 'slow';

/** A port that leads to another one, and not always well. */
export interface TroubledPort {
  /** The URL with this port in place of the real one. */
  readonly url: string;
  begin(trouble: Trouble): void;
  close(): Promise<void>;
}

const SLOW_MS = 15;

/** Opens a port of this machine that leads to where a URL does. */
export async function openTroubledPort(url: string): Promise<TroubledPort> {
  const { hostname, port: to } = new URL(url);
  let trouble: Trouble = 'none';
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    if (trouble === 'refused') return void near.destroy();
    const far = connect(Number(to), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, into] of [pair, [far, near]] as const) {
      from.on('error', () => {});
      from.on('close', () => {
        pairs.delete(pair);
        into.destroy();
      });
      from.on('data', (bytes) => {
        if (trouble === 'garbage') near.write('<!doctype html><title>Bad gateway</title>\r\n');
        else if (trouble === 'slow') setTimeout(() => into.write(bytes), SLOW_MS);
        else into.write(bytes);
      });
    }
    if (trouble === 'silent') for (const socket of pair) socket.pause();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;
  return {
    url: through.href,
    begin(next) {
      // What is to be silent for ever is not woken.
      if (trouble === 'silent') for (const socket of [...pairs].flat()) socket.resume();
      trouble = next;
      for (const socket of [...pairs].flat()) {
        if (trouble === 'refused') socket.destroy();
        if (trouble === 'silent') socket.pause();
        if (trouble === 'forgotten') socket.removeAllListeners('data').resume();
      }
    },
    async close() {
      server.close();
      for (const socket of [...pairs].flat()) socket.destroy();
      await once(server, 'close');
    },
  };
}
