import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

const examples = fileURLToPath(new URL('../../examples/command-line', import.meta.url));
const secret = /[AB]Q[\w-]{60,}/;

let local: LocalSpotify;
let home: string;
const children: ReturnType<typeof spawn>[] = [];

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  home = await mkdtemp(join(tmpdir(), 'spixie-command-line-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(home, { recursive: true });
});
afterAll(() => local.close());

/** Starts an example where nothing of the developer's is found: no session, and no browser. */
function start(script: string, ...args: string[]) {
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: home,
    PATH: home,
    SPOTIFY_CLIENT_ID: local.clientId,
    SPOTIFY_REDIRECT_URI: 'http://127.0.0.1/callback',
    SPIXIE_ACCOUNTS_URL: local.accountsUrl,
    SPIXIE_API_URL: local.apiUrl,
  };
  const child = spawn(process.execPath, [script, ...args], { cwd: examples, env, timeout: 15_000 });
  children.push(child);
  let printed = '';
  const address = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const [url] = /^http\S+\/authorize\?\S+$/m.exec(printed) ?? [];
      if (url) resolve(url);
    });
  });
  const finished = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr, [exitCode]]) => {
      expect(secret.test(stdout + stderr)).toBe(false);
      return { stdout, stderr, exitCode: exitCode as number | null };
    },
  );
  const untilPrinted = () =>
    Promise.race([
      address,
      finished.then(({ stderr }) => Promise.reject(new Error(`${script} ended without an address. ${stderr}`))),
    ]);
  return { address: untilPrinted, finished };
}

const run = (script: string, ...args: string[]) => start(script, ...args).finished;

/** Begins a sign-in with the app's own scheme, and gives the URL with which the system would start the app. */
async function beginCustomScheme(): Promise<string> {
  const { address, finished } = start('custom-scheme.mjs');
  const response = await fetch(await address(), { redirect: 'manual' });
  expect(await finished).toMatchObject({ exitCode: 0, stderr: '' });
  return response.headers.get('location')!;
}

test('playlists.mjs signs in, prints the playlists, and asks for nothing the second time', async () => {
  const first = start('playlists.mjs');
  const page = await fetch(await first.address());
  expect(await page.text()).toContain('You are signed in');
  const { stdout, stderr, exitCode } = await first.finished;
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const [, list] = stdout.split(/\n\nhttp\S+\n\n/);
  expect(list).toMatch(/^Morning ferry\n/);
  expect(list).toContain('Not for the party (private)\n');

  local.clock.advance({ hours: 2 });
  expect(await run('playlists.mjs')).toEqual({ stdout: list, stderr: '', exitCode: 0 });
  expect(local.journal.count({ path: '/authorize' })).toBe(1);
  expect(local.journal.count({ grantType: 'refresh_token' })).toBe(1);
});

test('playlists.mjs keeps the session where only the user can read it', async () => {
  const first = start('playlists.mjs');
  await fetch(await first.address());
  await first.finished;
  const directory = join(home, 'spixie-example');
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  const [file = '', ...others] = await readdir(directory);
  expect(others).toEqual([]);
  expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(directory, file), 'utf8')).toMatch(secret);
});

test('playlists.mjs says so when the user declines', async () => {
  const first = start('playlists.mjs');
  const { searchParams } = new URL(await first.address());
  const query = new URLSearchParams({ error: 'access_denied', state: searchParams.get('state')! });
  await fetch(`${searchParams.get('redirect_uri')}?${query}`);
  expect(await first.finished).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^The user said no\b[^\n]*\n$/) });
});

test('custom-scheme.mjs finishes a sign-in in the process that gets the callback', async () => {
  const callback = await beginCustomScheme();
  expect(callback).toMatch(/^myapp:\/\/callback\?/);
  expect(await run('custom-scheme.mjs', callback)).toEqual({ stdout: 'Signed in as Ada Lindqvist.\n', stderr: '', exitCode: 0 });
  const again = await run('custom-scheme.mjs', callback);
  expect(again).toEqual({ stdout: '', stderr: 'No sign-in is under way: start one without an argument.\n', exitCode: 1 });
});

test('custom-scheme.mjs refuses what does not answer its sign-in, and goes on waiting', async () => {
  const callback = await beginCustomScheme();
  const forged = await run('custom-scheme.mjs', 'myapp://callback?code=forged&state=forged');
  expect(forged).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^The callback [^\n]* another sign-in\b[^\n]*\n$/) });
  expect(await run('custom-scheme.mjs', callback)).toMatchObject({ exitCode: 0 });
});

test('an example without a client id says where to get one', async () => {
  const child = spawn(process.execPath, ['playlists.mjs'], { cwd: examples, env: {}, timeout: 15_000 });
  const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect(stderr).toBe('Set SPOTIFY_CLIENT_ID to the client id of your app, from https://developer.spotify.com/dashboard.\n');
  expect(exitCode).toBe(2);
});

test('the README names the client id that every local Spotify knows', async () => {
  expect(await readFile(join(examples, 'README.md'), 'utf8')).toContain(`SPOTIFY_CLIENT_ID=${local.clientId}\n`);
});
