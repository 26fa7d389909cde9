import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LocalSpotifyInfo } from '@spixie/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fencedBlocks } from './fenced-blocks.js';
import { read } from './repository-files.js';
import { createSnippetFolder } from './snippet-folder.js';

const blocks = fencedBlocks(read('docs/guides/local/ways-in.md')).filter(({ language }) => language === 'sh');
const start = blocks.find(({ info }) => info === 'start')?.code ?? '';
const command = fileURLToPath(new URL('../../packages/local/bin/spixie-local.js', import.meta.url));

/** The ports that the guide names, and free ones in their place. */
const ports = new Map<string, string>();
const withPorts = (code: string): string => code.replaceAll(/\b88[89]\d\b/gu, (port) => ports.get(port) ?? port);

let folder: Awaited<ReturnType<typeof createSnippetFolder>>;
let child: ReturnType<typeof spawn>;
let info: LocalSpotifyInfo;
beforeAll(async () => {
  folder = await createSnippetFolder();
  await folder.write('program.mjs', "console.log((await fetch('https://api.spotify.com/v1/me')).status);\n");
  for (const port of new Set(start.match(/\b88[89]\d\b/gu))) ports.set(port, await freePort());
  const args = withPorts(start).split(' ').slice(2);
  const env = { ...process.env, XDG_DATA_HOME: folder.path, LOCALAPPDATA: folder.path };
  child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
  info = JSON.parse(line);
});
afterAll(async () => {
  child.kill('SIGTERM');
  await folder.remove();
});

test('it is started as the guide says, and prints what the guide says', () => {
  expect(start).toMatch(/^npx @spixie\/local /u);
  const told = [
    'accountsUrl',
    'apiUrl',
    'controlUrl',
    'clientId',
    'clientSecret',
    'redirectUris',
    'users',
    'tlsUrl',
    'proxyUrl',
    'caFile',
  ];
  expect(Object.keys(info)).toEqual(told);
});

test.each(
  blocks.filter(({ info: kind }) => kind !== 'start').map((block) => [`${block.heading}, line ${block.line}`, block] as const),
)('the commands under %s do what they say', async (_, { code }) => {
  const own = { CA_FILE: info.caFile, CLIENT_ID: info.clientId, CLIENT_SECRET: info.clientSecret };
  const env = { ...process.env, ...own, NO_PROXY: '', no_proxy: '' };
  const { error, stdout } = await new Promise<{ error: unknown; stdout: string }>((resolve) => {
    const options = { cwd: folder.path, env, timeout: 15_000, killSignal: 'SIGKILL' } as const;
    execFile('sh', ['-ec', withPorts(code)], options, (failed, out) => resolve({ error: failed?.code ?? null, stdout: out }));
  });
  expect(error).toBeNull();
  const answer = code.includes('curl') ? Object.keys(JSON.parse(stdout)).join(' ') : stdout.trim();
  expect(answer).toBe(code.includes('curl') ? 'access_token token_type expires_in' : code.includes('python3') ? '200' : '401');
});

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}
