import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectSecurely, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type OpenWaysIn, openWaysIn } from './ways-in.js';

// Short, and still long for a machine that is busy.
const limits = { handshakeMs: 3000, headersMs: 1500, requestMs: 2000, idleMs: 500, checkedEveryMs: 100, connections: 100 };

let directory: string;
let ways: OpenWaysIn;
let port: number;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spixie-proxy-'));
  for (const name of ['XDG_DATA_HOME', 'LOCALAPPDATA', 'HOME']) vi.stubEnv(name, directory);
  // The proxy alone: what answers in its tunnels is told to nobody.
  ways = await openWaysIn({ proxy: true }, limits);
  expect(Object.keys(ways.urls)).toEqual(['proxyUrl', 'caFile']);
  port = Number(new URL(ways.urls.proxyUrl ?? '').port);
  ways.answerWith((incoming, outgoing) => {
    text(incoming).then(
      (body) => outgoing.end(`answered ${body.length}`),
      // Its sender was cut off.
      () => outgoing.destroy(),
    );
  });
});
afterAll(async () => {
  await ways.close();
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});
// Whatever somebody did to it, the next one is answered.
afterEach(async () => {
  const [status, body] = await new Promise<[number | undefined, Promise<string>]>((resolve, reject) => {
    const headers = { host: 'accounts.spotify.com', connection: 'close' };
    request({ port, host: '127.0.0.1', path: 'http://accounts.spotify.com/', headers }, (response) =>
      resolve([response.statusCode, text(response)]),
    )
      .on('error', reject)
      .end();
  });
  expect([status, await body]).toEqual([200, 'answered 0']);
});

/** What came until the other side ended the connection, which is kept open from here. */
function receivedUntilClosed(socket: Socket | TLSSocket): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
    });
    // Reset or closed properly: it is over.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(received));
  });
}

function sendAndWait(...parts: (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1', () => {
    for (const part of parts) socket.write(part);
  });
  return receivedUntilClosed(socket);
}

const CONNECT = 'CONNECT api.spotify.com:443 HTTP/1.1\r\nhost: api.spotify.com:443\r\n\r\n';
const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';
const GET = 'GET http://api.spotify.com/ HTTP/1.1\r\nhost: api.spotify.com\r\n';

/** A tunnel that is open, before its handshake. */
async function openTunnel(options: { allowHalfOpen?: boolean; port?: number } = {}): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', ...options }, () => socket.write(CONNECT));
  socket.on('error', () => undefined);
  const established = await new Promise<Buffer>((resolve) => void socket.once('data', resolve));
  expect(established.toString()).toBe(ESTABLISHED);
  return socket;
}

/** A tunnel with TLS in it. */
async function openSecureTunnel(): Promise<TLSSocket> {
  const socket = await openTunnel();
  // What its certificate is worth is tested elsewhere.
  const secure = connectSecurely({ socket, servername: 'api.spotify.com', rejectUnauthorized: false });
  await new Promise((resolve) => void secure.once('secureConnect', resolve));
  return secure;
}

test.concurrent.each([
  ['a request', GET],
  ['a CONNECT', CONNECT.slice(0, -2)],
])('%s with more than 16 KB of headers gets 431', async (_, start) => {
  expect(await sendAndWait(`${start}x: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /u);
});

test.concurrent.each([
  ['never comes', ''],
  ['of a request never ends', GET],
  ['of a CONNECT never ends', CONNECT.slice(0, -2)],
])('a head that %s gets 408', async (_, start) => {
  expect(await sendAndWait(start)).toMatch(/^HTTP\/1\.1 408 /u);
});

test.concurrent('a body that never ends gets 408', async () => {
  const start = `${GET.replace('GET', 'POST')}content-length: 100\r\n\r\n`;
  expect(await sendAndWait(start, 'some of it')).toMatch(/^HTTP\/1\.1 408 /u);
});

test.concurrent('a connection that asks for nothing more is ended', async () => {
  expect(await sendAndWait(`${GET}\r\n`)).toMatch(/^HTTP\/1\.1 200 [\s\S]*answered 0/u);
});

test.concurrent('what is no HTTP gets 400', async () => {
  expect(await sendAndWait('\x16\x03\x01\x02garbage\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /u);
});

test.concurrent('a tunnel in which nothing comes is ended', async () => {
  expect(await receivedUntilClosed(await openTunnel())).toBe('');
});

test.concurrent('a tunnel whose client half closes it is ended', async () => {
  const socket = await openTunnel({ allowHalfOpen: true });
  const over = receivedUntilClosed(socket);
  socket.end();
  expect(await over).toBe('');
});

test.concurrent('garbage in a tunnel ends it, whether it comes after the CONNECT or with it', async () => {
  const garbage = Buffer.alloc(2000, 'not a handshake ');
  const socket = await openTunnel();
  const over = receivedUntilClosed(socket);
  socket.write(garbage);
  // At most the alert of a TLS server (RFC 8446 §6).
  expect((await over).length).toBeLessThan(20);
  const withIt = await sendAndWait(CONNECT, garbage);
  expect(withIt.startsWith(ESTABLISHED)).toBe(true);
  expect(withIt.length).toBeLessThan(ESTABLISHED.length + 20);
});

test.concurrent('a handshake that stops in its middle is ended', async () => {
  const socket = await openTunnel();
  const over = receivedUntilClosed(socket);
  // The start of a ClientHello that says it is longer.
  socket.write(Buffer.from('160301020001', 'hex'));
  expect((await over).length).toBeLessThan(20);
});

test.concurrent('a slow client in a tunnel gets 408, and one that asks for nothing more is ended', async () => {
  const slow = await openSecureTunnel();
  slow.write('GET / HTTP/1.1\r\nhost: api.spotify.com\r\n');
  expect(await receivedUntilClosed(slow)).toMatch(/^HTTP\/1\.1 408 /u);
  const idle = await openSecureTunnel();
  idle.write('GET / HTTP/1.1\r\nhost: api.spotify.com\r\n\r\n');
  expect(await receivedUntilClosed(idle)).toMatch(/^HTTP\/1\.1 200 [\s\S]*answered 0/u);
});

test.concurrent('who is refused and keeps its half of the connection open is cut off', async () => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () =>
    socket.write(CONNECT.replaceAll('api.spotify.com', 'example.com')),
  );
  const over = receivedUntilClosed(socket);
  await new Promise((resolve) => void socket.once('end', resolve));
  // Writes into a connection that is gone fail, and into one that is half open they do not.
  const writing = setInterval(() => socket.write('still here'), 10);
  socket.once('close', () => clearInterval(writing));
  expect(await over).toMatch(/^HTTP\/1\.1 403 [\s\S]*This proxy leads to the local Spotify only/u);
});

test('there are only so many connections, and one more when one is gone', async () => {
  const few = await openWaysIn({ proxy: true }, { ...limits, handshakeMs: 60_000, connections: 4 });
  try {
    few.answerWith((_, outgoing) => outgoing.end('answered'));
    const at = Number(new URL(few.urls.proxyUrl ?? '').port);
    const sockets = await Promise.all(Array.from({ length: 4 }, () => openTunnel({ port: at })));
    expect(await receivedUntilClosed(connect(at, '127.0.0.1'))).toBe('');
    const gone = sockets.map((socket) => new Promise((resolve) => void socket.once('close', resolve)));
    for (const socket of sockets) socket.destroy();
    await Promise.all(gone);
    const ask = (): Promise<string> => {
      const socket = connect(at, '127.0.0.1', () => socket.write(`${GET}connection: close\r\n\r\n`));
      return receivedUntilClosed(socket);
    };
    // The server learns of it a moment later.
    await expect.poll(ask, { timeout: 10_000 }).toMatch(/^HTTP\/1\.1 200 /u);
  } finally {
    await few.close();
  }
});
