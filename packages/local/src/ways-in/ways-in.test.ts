import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callback } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { createServerCertificate } from '../tls/authority.js';
import { openAuthority } from '../tls/authority-files.js';
import { type Ended, programs, run } from './run-program.fixture.js';

let directory: string;
let local: LocalSpotify;
let curlPath: string;
let pythonPath: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spixie-ways-in-'));
  local = await createLocalSpotify({ autoApprove: 'ada', tls: { directory }, proxy: true });
  ({ curl: curlPath, python: pythonPath } = await programs());
});
afterAll(async () => {
  await local.close();
  await rm(directory, { recursive: true });
});

const caFile = (): string => local.caFile ?? '';
const proxyUrl = (): string => local.proxyUrl ?? '';
const tlsPort = (): string => new URL(local.tlsUrl ?? '').port;

/** The two ways: environment and arguments for curl. */
const ways = {
  proxy: () => ({ env: { HTTPS_PROXY: proxyUrl() }, args: [] }),
  tls: () => ({ env: {}, args: ['--connect-to', `::127.0.0.1:${tlsPort()}`] }),
};

function curl(way: keyof typeof ways, ...args: string[]): Promise<Ended> {
  const { env, args: wayArgs } = ways[way]();
  return run(curlPath, ['-sS', '--cacert', caFile(), ...wayArgs, ...args], env);
}

const authorize = (): string =>
  `https://accounts.spotify.com/authorize?${new URLSearchParams({
    client_id: local.clientId,
    response_type: 'code',
    redirect_uri: callback,
    state: 'state-1',
    scope: 'playlist-read-private',
  }).toString()}`;

test.each(['proxy', 'tls'] as const)(
  'curl signs in, refreshes and reads the profile at Spotify’s host names by --%s',
  async (way) => {
    const authorized = await curl(way, '-w', '%{redirect_url}', authorize());
    const back = new URL(authorized.stdout);
    expect(back.searchParams.get('state')).toBe('state-1');
    const token = async (form: Record<string, string>): Promise<Record<string, string>> => {
      const data = Object.entries(form).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);
      const answer = await curl(
        way,
        '-u',
        `${local.clientId}:${local.clientSecret}`,
        ...data,
        'https://accounts.spotify.com/api/token',
      );
      return JSON.parse(answer.stdout);
    };
    const code = back.searchParams.get('code') ?? '';
    const first = await token({ grant_type: 'authorization_code', code, redirect_uri: callback });
    const second = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' });
    const bearer = ['-H', `Authorization: Bearer ${second.access_token}`];
    const me = JSON.parse((await curl(way, ...bearer, 'https://api.spotify.com/v1/me')).stdout);
    expect(me.href).toBe('https://api.spotify.com/v1/users/ada');
    const playlists = (await curl(way, ...bearer, 'https://api.spotify.com/v1/me/playlists?limit=1')).stdout;
    expect(JSON.parse(playlists).next).toBe('https://api.spotify.com/v1/me/playlists?offset=1&limit=1');
    expect(playlists).not.toContain('127.0.0.1');
  },
);

test.each(['proxy', 'tls'] as const)('Python’s standard library does the same with a CA file by --%s', async (way) => {
  const script = fileURLToPath(new URL('../../test-support/python-client.py', import.meta.url));
  const args = [script, local.clientId, local.clientSecret, callback];
  const env = { CA_FILE: caFile(), ...(way === 'proxy' ? { PROXY_URL: proxyUrl() } : { TLS_PORT: tlsPort() }) };
  const { code, stdout, stderr } = await run(pythonPath, args, env);
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({ id: 'ada', href: 'https://api.spotify.com/v1/users/ada' });
});

test('without the CA file neither trusts it', async () => {
  const { code } = await run(curlPath, ['-sS', 'https://api.spotify.com/v1/me'], { HTTPS_PROXY: proxyUrl() });
  expect(code).toBe(60);
});

// A handshake at the port in argv[1] as the host in argv[2], trusting argv[3] alone.
const handshake = `
import socket, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[3])
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10) as plain:
    context.wrap_socket(plain, server_hostname=sys.argv[2]).close()
`;

test.each([
  ['api.spotify.com', true],
  ['example.com', false],
  ['spotify.com', false],
  ['accounts.spotify.com.example.com', false],
])('a certificate for %s by that authority is good: %s', async (host, isGood) => {
  const authority = await openAuthority(directory, Date.now());
  const { key, cert } = createServerCertificate(authority, Date.now(), [host]);
  const server = createServer({ key, cert }, (_, response) => response.end('hello'));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const byCurl = await run(curlPath, ['-sS', '--cacert', caFile(), '--connect-to', `::127.0.0.1:${port}`, `https://${host}/`]);
    const byPython = await run(pythonPath, ['-c', handshake, String(port), host, caFile()]);
    if (isGood) expect([byCurl.code, byCurl.stdout, byPython.code]).toEqual([0, 'hello', 0]);
    else {
      expect(byCurl.stderr).toContain('permitted subtree violation');
      expect(byPython.stderr).toContain('permitted subtree violation');
      expect([byCurl.code, byPython.code]).toEqual([60, 1]);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test.each(['https://example.com/', 'https://accounts.spotify.com:8443/', 'https://127.0.0.1/'])(
  'the proxy leads to nobody else: not to %s',
  async (url) => {
    const { code, stderr } = await curl('proxy', '--noproxy', '', url);
    expect([code, stderr]).toEqual([56, expect.stringContaining('403')]);
  },
);

function askProxy(path: string): Promise<{ status: number | undefined; text: string; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxyUrl());
    const asked = request({ hostname, port, path, headers: { host: 'elsewhere.example' } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode, text, location: response.headers.location }));
    });
    asked.on('error', reject).end();
  });
}

test('the proxy answers without TLS too, and says what it does to those who ask for something else', async () => {
  local.settings.update({ autoApprove: null });
  try {
    const { status, location } = await askProxy('http://accounts.spotify.com/authorize?client_id=x');
    expect(status).toBe(303);
    expect(location).toMatch(
      /^https:\/\/accounts\.spotify\.com\/en\/login\?continue=https%3A%2F%2Faccounts\.spotify\.com%2Fauthorize%3Fclient_id%3Dx/u,
    );
  } finally {
    local.settings.update({ autoApprove: 'ada' });
  }
  for (const path of ['http://example.com/', 'http://accounts.spotify.com:81/', '/', '/_local']) {
    expect(await askProxy(path)).toMatchObject({
      status: 403,
      text: expect.stringMatching(/^This proxy leads to the local Spotify only/u),
    });
  }
});

test('nobody gets to the control plane through the proxy', async () => {
  const { stdout } = await curl('proxy', '-w', '%{http_code}', 'https://accounts.spotify.com/_local/settings');
  expect(stdout).toMatch(/403$/u);
});

test('links can be told to lead here, or to Spotify’s hosts', async () => {
  const login = async (): Promise<string | null> =>
    (await fetch(`${local.accountsUrl}/authorize?client_id=x`, { redirect: 'manual' })).headers.get('location');
  try {
    local.settings.update({ autoApprove: null });
    expect(await login()).toContain(`${local.accountsUrl}/en/login?`);
    local.settings.update({ links: 'canonical' });
    expect(await login()).toContain('https://accounts.spotify.com/en/login?');
    local.settings.update({ links: 'local' });
    const { stdout } = await curl('proxy', '-w', '%{redirect_url}', 'https://accounts.spotify.com/authorize?client_id=x');
    expect(stdout).toContain(`${local.accountsUrl}/en/login?`);
  } finally {
    local.settings.update({ autoApprove: 'ada', links: 'as-asked' });
  }
});

test('close ends tunnels, handshakes that hang, and idle connections', async () => {
  const other = await createLocalSpotify({ tls: { directory }, proxy: true });
  const ports = [other.tlsUrl, other.proxyUrl, other.proxyUrl].map((url) => Number(new URL(url ?? '').port));
  const sockets = ports.map((port) => connect(port, '127.0.0.1'));
  const ended = sockets.map((socket) => new Promise((resolve) => void socket.on('error', () => undefined).once('close', resolve)));
  sockets[1]?.write('CONNECT api.spotify.com:443 HTTP/1.1\r\nhost: api.spotify.com:443\r\n\r\n');
  await new Promise((resolve) => void sockets[1]?.once('data', resolve));
  await other.close();
  await Promise.all(ended);
});

test.each([
  [{ tls: 'yes' }, 'tls has to be true, false or { port, directory }.'],
  [{ proxy: { port: 70_000 } }, 'proxy.port has to be a whole number from 0 to 65535.'],
  [{ proxy: { host: '0.0.0.0' } }, 'proxy has no option "host": use { port }.'],
  [{ tls: { directory: '' } }, 'tls.directory has to be the path of a folder.'],
])('%j is told in a sentence', async (options, sentence) => {
  await expect(createLocalSpotify(options as object)).rejects.toThrow(new TypeError(sentence));
});
