import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from './local-spotify.js';

/** Sends what there is of a request, leaves the connection open, and gives what came until the server ended it. */
function sendAndWait(local: LocalSpotify, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(local.accountsUrl).port), '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(received));
  });
}

const head = (path: string, more: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\n${more}\r\n\r\n`;

test.each([
  ['whose length is told', 'content-length: 100'],
  ['in chunks', 'transfer-encoding: chunked'],
])('a body %s and that never ends is cut off with 408, in both modes', async (_, header) => {
  for (const strict of [false, true]) {
    await using local = await createLocalSpotify({ strict, requestTimeoutMs: 50 });
    for (const path of ['/api/token', '/en/login', '/authorize']) {
      const start = header.startsWith('transfer') ? '5\r\ngrant\r\n' : 'grant';
      expect(await sendAndWait(local, `${head(path, header)}${start}`)).toMatch(/^HTTP\/1\.1 408 [\s\S]*longer than 50 ms/u);
    }
    expect(local.journal.entries()).toMatchObject(Array(3).fill({ status: 408, decision: 'refused' }));
  }
});

test('a body that breaks off is no defect, and what comes next is answered', async () => {
  await using local = await createLocalSpotify();
  const socket = connect(Number(new URL(local.accountsUrl).port), '127.0.0.1', () => {
    socket.write(`${head('/api/token', 'content-length: 100')}grant`, () => setImmediate(() => socket.destroy()));
  });
  await new Promise((resolve) => socket.once('close', resolve));
  expect(await local.journal.waitFor({ path: '/api/token' })).toMatchObject({ status: 400, decision: 'refused' });
  expect((await fetch(local.accountsUrl)).status).toBe(200);
});

test('the time is a setting, and has bounds', async () => {
  await using local = await createLocalSpotify();
  expect(local.settings.get().requestTimeoutMs).toBe(30_000);
  expect(() => local.settings.update({ requestTimeoutMs: 0 })).toThrow('requestTimeoutMs has to be a number from 10 to 300000.');
});
