import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { test } from '../test-support/desk.js';
import { startSpixie } from '../test-support/run-spixie.js';
import { main } from './main.js';

/** Runs a command in this process, at a time of its own. */
async function runHere(
  args: readonly string[],
  { env = {}, now = Date.now }: { env?: NodeJS.ProcessEnv; now?: () => number } = {},
) {
  const printed = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof printed) =>
    new Writable({
      write(chunk, _, done) {
        printed[name] += chunk;
        done();
      },
    });
  const exitCode = await main(args, {
    stdin: Readable.from([]),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    now,
    onInterrupt: () => () => {},
  });
  return { exitCode, ...printed };
}

const callback = 'http://127.0.0.1:8898/callback?code=pasted-at-the-wrong-place';

test.for([
  [['lgoin'], 'There is no command "lgoin": see `spixie help`.'],
  [[callback], 'That is no command: see `spixie help`.'],
  [['login', callback], '`spixie login` takes options only: see `spixie help`.'],
  [['--json'], 'There is no command: see `spixie help`.'],
  [['login', '--prot', '1'], "Unknown option '--prot': see `spixie help`."],
  [['login', '--client-secret=s3cret'], "Unknown option '--client-secret': see `spixie help`."],
  [['login', '--scope'], "Option '--scope <value>' argument missing: see `spixie help`."],
  [['login', '--client-id', '--json'], "Option '--client-id' argument is ambiguous: see `spixie help`."],
  [['me', '--json=yes'], "Option '--json' does not take an argument: see `spixie help`."],
  [['me', '--scope', 'user-read-email'], '`spixie me` has no option --scope: see `spixie help`.'],
  [['login', '--client-id', 'c', '--timeout', 'soon'], '--timeout takes a number of seconds, up to 86400: --timeout 300.'],
  [['login', '--client-id', 'c', '--timeout', '0'], '--timeout takes a number of seconds, up to 86400: --timeout 300.'],
  [
    ['login', '--client-id', 'c', '--accounts-url', 'x', '--api-url', 'y'],
    '--accounts-url takes a whole URL, such as http://127.0.0.1:8888.',
  ],
  [
    ['login', '--client-id', 'c', '--accounts-url', 'http://127.0.0.1:8888'],
    '--accounts-url and --api-url (SPIXIE_ACCOUNTS_URL and SPIXIE_API_URL) belong together: give both, or neither.',
  ],
  [
    ['login'],
    'A client id is needed: copy it from https://developer.spotify.com/dashboard and pass it with --client-id, or set SPOTIFY_CLIENT_ID.',
  ],
] as const)('%j gets one sentence', async ([args, sentence]) => {
  const { exitCode, stderr } = await runHere(args, { env: { SPIXIE_CONFIG_DIR: '/nowhere' } });
  expect(stderr).toBe(`${sentence}\n`);
  expect(exitCode).toBe(2);
});

test('wrong usage is one line of JSON for a program', async () => {
  const { exitCode, stdout } = await runHere(['me', '--jason', '--json']);
  const message = "Unknown option '--jason': see `spixie help`.";
  expect(stdout).toBe(`${JSON.stringify({ error: { code: 'usage', message, action: 'fix_config' } })}\n`);
  expect(exitCode).toBe(2);
});

test('help names every command and option, however it is asked for', async () => {
  const { stdout } = await runHere(['help']);
  for (const word of ['login', 'me', 'logout', '--client-id', '--redirect-uri', '--scope', '--no-browser', '--json', '--timeout']) {
    expect(stdout).toContain(word);
  }
  for (const args of [[], ['--help'], ['-h'], ['login', '--help']])
    expect(await runHere(args)).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('spixie local is the local Spotify: its options, its line of JSON, its end', async () => {
  const running = startSpixie(['local', '--port', '0', '--auto-approve', 'ada', '--json'], { PATH: process.env.PATH ?? '' });
  const [line] = await running.untilPrinted(/^\{.*\}$/m);
  const info = JSON.parse(line);
  expect((await fetch(`${info.apiUrl}/me`)).status).toBe(401);
  expect(await (await fetch(info.controlUrl)).json()).toEqual(info);
  running.interrupt();
  expect(await running.finished).toMatchObject({ exitCode: 0, stderr: '' });

  const wrong = await startSpixie(['local', '--colour'], {}).finished;
  expect(wrong).toEqual({ exitCode: 2, stdout: '', stderr: "Unknown option '--colour'. See spixie local --help.\n" });
  const nowhere = await startSpixie(['local', '--fixtures', 'nowhere.yaml'], {}).finished;
  expect([nowhere.exitCode, nowhere.stderr]).toEqual([1, expect.stringMatching(/^nowhere\.yaml is not there: give the path/u)]);
  const help = await startSpixie(['local', '--help'], {}).finished;
  expect(help.stdout).toMatch(/^Usage: spixie local \[options\]/);
  expect((await runHere(['help'])).stdout).toContain('spixie local --help');
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  expect((await runHere(['--version'])).stdout).toBe(`${version}\n`);
});

test('refreshes ahead of the call when its own clock says that the access token has expired', async ({ desk }) => {
  await desk.login();
  const now = () => Date.now() + 2 * 3_600_000;
  desk.local.clock.set(now());
  const { exitCode, stdout } = await runHere(['me'], { env: desk.env, now });
  expect(stdout).toContain('Ada Lindqvist');
  expect(exitCode).toBe(0);
  expect(desk.local.journal.count({ grantType: 'refresh_token' })).toBe(1);
  expect(desk.local.journal.count({ path: '/v1/me', status: 401 })).toBe(0);
});

test('a name cannot steer the terminal', async ({ desk }) => {
  await desk.login();
  const profile = { id: 'ada', display_name: 'A\u001b[2Jda\u202e\r', external_urls: {}, images: [], type: 'user' };
  desk.local.faults.add({ path: '/v1/me', effect: { body: profile, status: 200 } });
  expect((await runHere(['me'], { env: desk.env })).stdout).toBe('Name     A�[2Jda��\nId       ada\n');
});

test('the linked command is executable, and says what to do where nothing is built', async () => {
  const command = fileURLToPath(new URL('../bin/spixie.js', import.meta.url));
  expect((await stat(command)).mode & 0o111).toBe(0o111);
  const directory = await mkdtemp(join(tmpdir(), 'spixie-unbuilt-'));
  try {
    await mkdir(join(directory, 'bin'));
    await copyFile(command, join(directory, 'bin/spixie.js'));
    await writeFile(join(directory, 'package.json'), '{"type":"module"}');
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(directory, 'bin/spixie.js'), 'me'], { encoding: 'utf8' });
    expect(stderr).toBe('spixie is not built yet: run `npm run setup` in the clone first.\n');
    expect([status, stdout]).toEqual([1, '']);
  } finally {
    await rm(directory, { recursive: true });
  }
});
