import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { installFetchRewriter } from './rewrite-fetch.js';

let local: LocalSpotify;
const fetchBefore = globalThis.fetch;
beforeEach(async () => {
  local = await createLocalSpotify();
});
afterEach(async () => {
  globalThis.fetch = fetchBefore;
  vi.unstubAllEnvs();
  await local.close();
});

const tokenUrl = 'https://accounts.spotify.com/api/token';
const form = 'grant_type=client_credentials';
const headers = (): Record<string, string> => ({
  authorization: `Basic ${btoa(`${local.clientId}:${local.clientSecret}`)}`,
  'content-type': 'application/x-www-form-urlencoded',
});
const stream = (): ReadableStream => new Blob([form]).stream();

test.each<[string, () => Parameters<typeof fetch>]>([
  ['a string', () => [tokenUrl, { method: 'POST', headers: headers(), body: form }]],
  ['a URL', () => [new URL(tokenUrl), { method: 'POST', headers: headers(), body: new URLSearchParams(form) }]],
  ['a Request', () => [new Request(tokenUrl, { method: 'POST', headers: headers(), body: form })]],
  ['a stream', () => [tokenUrl, { method: 'POST', headers: headers(), body: stream(), duplex: 'half' } as RequestInit]],
  [
    'a Request with a stream',
    () => [new Request(tokenUrl, { method: 'POST', headers: headers(), body: stream(), duplex: 'half' } as RequestInit)],
  ],
  ['a Request that is changed', () => [new Request(tokenUrl), { method: 'POST', headers: headers(), body: form }]],
])('%s reaches the local Spotify as it was', async (_, args) => {
  installFetchRewriter({ url: local.apiUrl });
  const response = await fetch(...args());
  expect([response.status, Object.keys(await response.json())]).toEqual([200, ['access_token', 'token_type', 'expires_in']]);
  expect(local.journal.count({ path: '/api/token', status: 200 })).toBe(1);
});

test.each([
  ['with a string', (signal: AbortSignal) => fetch('https://api.spotify.com/v1/me?x=1', { signal })],
  ['with a Request', (signal: AbortSignal) => fetch(new Request('https://api.spotify.com/v1/me?x=1', { signal }))],
])('a signal ends a request %s', async (_, send) => {
  installFetchRewriter({ url: local.accountsUrl });
  local.faults.add({ path: '/v1/me', effect: { delayMs: 60_000 } });
  const controller = new AbortController();
  const sent = send(controller.signal);
  setTimeout(() => controller.abort(), 50);
  await expect(sent).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});

test('other addresses are left alone, and after uninstall all are', async () => {
  const seen: unknown[] = [];
  globalThis.fetch = async (...args) => {
    seen.push(args[0]);
    return new Response();
  };
  const uninstall = installFetchRewriter({ url: local.accountsUrl });
  const others = [
    'https://example.com/v1/me',
    'http://api.spotify.com/',
    'https://api.spotify.com:444/',
    'https://api.spotify.com.example.com/',
    new Request('https://example.com/'),
    '/relative',
  ];
  for (const url of others) await fetch(url);
  await fetch('https://API.spotify.com/v1/me?x=1');
  uninstall();
  await fetch('https://api.spotify.com/v1/me');
  expect(seen).toEqual([...others, `${local.apiUrl}/me?x=1`, 'https://api.spotify.com/v1/me']);
});

test('without SPIXIE_LOCAL_URL a request to Spotify is not sent, and is told in a sentence', async () => {
  vi.stubEnv('SPIXIE_LOCAL_URL', '');
  installFetchRewriter();
  await expect(fetch('https://api.spotify.com/v1/me')).rejects.toThrow(
    'SPIXIE_LOCAL_URL is not set, so this request to Spotify was not sent: set it to where the local Spotify is, such as http://127.0.0.1:8888.',
  );
  vi.stubEnv('SPIXIE_LOCAL_URL', 'localhost');
  await expect(fetch('https://api.spotify.com/v1/me')).rejects.toThrow('SPIXIE_LOCAL_URL has to be a whole URL');
  expect(() => installFetchRewriter({ url: 'localhost:8888' })).toThrow('The url of the fetch rewriter has to be a whole URL');
  expect((await fetch(local.apiUrl)).status).toBe(401);
});

test('one --import points a program here', async () => {
  const program = "const r = await fetch('https://api.spotify.com/v1/me'); console.log(r.status, (await r.json()).error.status)";
  const args = ['--import', '@spixie/local/rewrite-fetch', '--input-type=module', '-e', program];
  const cwd = fileURLToPath(new URL('../../../..', import.meta.url));
  const env = { ...process.env, SPIXIE_LOCAL_URL: local.accountsUrl };
  const stdout = await new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env, timeout: 15_000 }, (error, out, err) => resolve(error ? err : out));
  });
  expect(stdout).toBe('401 401\n');
});
