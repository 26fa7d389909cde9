import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { Page, Track } from 'spixie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../packages/server/test-support/free-port.js';
import { openVisitor, type Visitor } from '../../packages/server/test-support/visitor.js';
import { fencedBlocks } from '../docs/fenced-blocks.js';
import { read } from '../docs/repository-files.js';
import { installToolchain, type Toolchain } from '../toolchains/install-toolchain.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What an app has besides the files that the guide shows. */
const around: Readonly<Record<string, string>> = {
  'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`,
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      target: 'ES2022',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      module: 'ESNext',
      moduleResolution: 'Bundler',
      jsx: 'react-jsx',
      types: ['node', 'react'],
      noEmit: true,
      skipLibCheck: true,
      allowJs: true,
      incremental: true,
      esModuleInterop: true,
      resolveJsonModule: true,
      isolatedModules: true,
      plugins: [{ name: 'next' }],
    },
    include: ['**/*.ts', '**/*.tsx', '.next/types/**/*.ts', '.next/dev/types/**/*.ts'],
    exclude: ['node_modules'],
  }),
  'app/layout.tsx': `import type { ReactNode } from 'react';
export default function Layout({ children }: { children: ReactNode }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  'spotify.ts': `import { createMemorySessionStore, createSpotifyServer, type SpotifyServer } from '@spixie/server';
const { CLIENT_ID = '', CLIENT_SECRET = '', ACCOUNTS_URL, API_URL, REDIRECT_URI = '' } = process.env;
const kept = globalThis as { spotify?: SpotifyServer };
kept.spotify ??= createSpotifyServer({
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  accountsUrl: ACCOUNTS_URL,
  apiUrl: API_URL,
  redirectUri: REDIRECT_URI,
  scopes: ['user-library-read', 'user-library-modify'],
  secret: 'a-secret-of-tests-that-is-long-enough',
  store: createMemorySessionStore(),
  proxy: ['GET /search', 'PUT /me/tracks', 'GET /me/tracks/contains'],
});
export const { spotify } = kept;
`,
};

/** The files that the guide shows, by the path in their first line. */
function shownFiles(): Record<string, string> {
  const blocks = fencedBlocks(read('docs/guides/servers.md')).filter(({ info }) => info === 'next');
  return Object.fromEntries(blocks.map(({ code }) => [/^\/\/ (\S+)$/m.exec(code)?.[1] ?? '', `${code}\n`]));
}

let toolchain: Toolchain;
let folder: string;
let local: LocalSpotify;
let next: ChildProcess;
let origin: string;
let visitor: Visitor;

beforeAll(async () => {
  toolchain = installToolchain('next');
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const redirectUri = `${origin}/auth/callback`;
  local = await createLocalSpotify({ autoApprove: 'ada', redirectUris: [redirectUri] });
  folder = await mkdtemp(fileURLToPath(new URL('../toolchains/next/app-', import.meta.url)));
  for (const [name, text] of Object.entries({ ...around, ...shownFiles() })) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  next = spawn(process.execPath, [toolchain.find('next/dist/bin/next'), 'dev', '--port', `${port}`, '--hostname', '127.0.0.1'], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      CLIENT_ID: clientId,
      CLIENT_SECRET: clientSecret,
      ACCOUNTS_URL: accountsUrl,
      API_URL: apiUrl,
      REDIRECT_URI: redirectUri,
    },
    // A group of its own, since it starts another process that has to end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  next.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    next.emit('said');
  });
  const signal = AbortSignal.timeout(120_000);
  while (!said.includes('Ready')) await once(next, 'said', { signal });
  const handle = (request: Request) => fetch(request, { redirect: 'manual' });
  visitor = openVisitor({ handle }, origin);
}, 300_000);
afterAll(async () => {
  if (next?.pid) process.kill(-next.pid, 'SIGKILL');
  await local?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const profile = async () => (await visitor.ask('/profile')).text();

// It compiles each of its files at the first request.
test('a route handler of Next.js takes the handler as it is', { timeout: 120_000 }, async () => {
  expect(Object.keys(shownFiles()).sort()).toEqual(['app/auth/[...spixie]/route.ts', 'app/profile/page.tsx']);
  expect(await profile()).toContain('<a href="/auth/sign-in?returnTo=/profile">');
  const end = await visitor.signIn('/auth/sign-in?returnTo=/profile');
  expect([end.status, end.headers.get('location')]).toEqual([303, '/profile']);
  // To React the name is a text of its own.
  expect((await profile()).replaceAll('<!-- -->', '')).toContain('<p>Hello Ada Lindqvist</p>');

  const call = (path: string, init: RequestInit = {}) =>
    visitor.ask(`/auth/api${path}`, { ...init, headers: { 'x-spixie': '1', 'content-type': 'application/json' } });
  const { tracks } = (await (await call('/search?q=night&type=track&limit=1')).json()) as { tracks: Page<Track> };
  const id = tracks.items[0]?.id;
  expect((await call('/me/tracks', { method: 'PUT', body: JSON.stringify({ ids: [id] }) })).status).toBe(200);
  expect(await (await call(`/me/tracks/contains?ids=${id}`)).json()).toEqual([true]);

  const out = await visitor.ask('/auth/sign-out', { method: 'POST' });
  expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
  expect(await profile()).toContain('Sign in with Spotify');
  expect((await visitor.ask('/auth/elsewhere')).status).toBe(404);
});

test('what the guide shows compiles with the types of Next.js', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(execFileSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' })).toBe('');
});
