import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port on 127.0.0.1 that is free for now. */
export async function freePort(below = 65_536): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    if (port < below) return port;
    // Given out by the system in turn: another one may be below.
    const other = 20_000 + Math.floor(Math.random() * (below - 20_000));
    const candidate = createServer().listen(other, '127.0.0.1');
    const isFree = await Promise.race([once(candidate, 'listening').then(() => true), once(candidate, 'error').then(() => false)]);
    candidate.close();
    if (isFree) return other;
  }
}
