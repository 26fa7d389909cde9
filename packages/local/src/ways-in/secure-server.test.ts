import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { createAuthority } from '../tls/authority.js';
import { createSecureServer } from './secure-server.js';

test('a server that runs for months has a certificate that is good', async () => {
  // Node's client judges by the real time: the server starts in the past, and arrives at the present.
  let now = Date.now() - 61 * 86_400_000;
  const authority = createAuthority(now);
  const server = createSecureServer(authority, () => now);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endOfCertificate = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', servername: 'api.spotify.com', ca: authority.certificate }, () => {
        resolve(Date.parse(socket.getPeerCertificate().valid_to));
        socket.destroy();
      });
      socket.on('error', reject);
    });
  try {
    const first = await endOfCertificate();
    now += 59 * 86_400_000;
    expect(await endOfCertificate()).toBe(first);
    now += 2 * 86_400_000;
    expect(await endOfCertificate()).toBe(first + 61 * 86_400_000);
  } finally {
    server.close();
  }
});
