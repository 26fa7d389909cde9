import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { optionNames } from './command.js';
import { createLocalSpotify } from './http/local-spotify.js';

const bin = fileURLToPath(new URL('../bin/spixie-local.js', import.meta.url));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ready: Promise<string>; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  running.push(child);
  const output = { stdout: '', stderr: '' };
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += chunk.toString();
      if (output.stdout.includes('\n')) resolve(output.stdout);
    });
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...output })));
  return { child, ready, ended };
}

// Each the other way.
const answers = [
  ...['--unauthorized-body=classic', '--unregistered-user-body=not-approved', '--expired-refresh-token=revoked'],
  ...['--unsupported-grant-type-body=classic', '--authorize-error-words=classic', '--removal-positions=honoured'],
  ...['--player-success-body=204', '--player-reasons=unknown'],
];

test('with --json prints one line when it is ready, and ends with Ctrl-C', async () => {
  const { child, ready, ended } = start([
    '--port',
    '0',
    '--json',
    '--auto-approve',
    'ben',
    '--refresh-mode',
    'rotate',
    '--strict',
    ...answers,
  ]);
  const info = JSON.parse(await ready) as Record<string, unknown> & { controlUrl: string; accountsUrl: string };
  expect(Object.keys(info)).toEqual(['accountsUrl', 'apiUrl', 'controlUrl', 'clientId', 'clientSecret', 'redirectUris', 'users']);
  expect(await (await fetch(info.controlUrl)).json()).toEqual(info);
  expect(await (await fetch(`${info.controlUrl}/settings`)).json()).toMatchObject({
    autoApprove: 'ben',
    refreshMode: 'rotate',
    strict: true,
    unauthorizedBody: 'classic',
    unregisteredUserBody: 'not-approved',
    expiredRefreshToken: 'revoked',
    unsupportedGrantTypeBody: 'classic',
    authorizeErrorWords: 'classic',
    removalPositions: 'honoured',
    playerSuccessBody: '204',
    playerReasons: 'unknown',
  });
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect([code, stdout.trim().split('\n').length, stderr]).toEqual([0, 1, '']);
});

test('--host says on stderr what it means, and --allow-host lets the control plane be called by that name', async () => {
  const { child, ready, ended } = start(['--port', '0', '--json', '--host', '0.0.0.0', '--allow-host', 'spotify.test']);
  const { controlUrl } = JSON.parse(await ready) as { controlUrl: string };
  const { port } = new URL(controlUrl);
  const called = (host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      get({ hostname: '127.0.0.1', port, path: '/_local', headers: { host: `${host}:${port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on('error', reject);
    });
  expect([await called('spotify.test'), await called('192.0.2.7'), await called('evil.example')]).toEqual([200, 200, 403]);
  child.kill('SIGTERM');
  const { stderr } = await ended;
  expect(stderr).toMatch(/^Everybody who reaches 0\.0\.0\.0 on port \d+ can sign in here as any user, .*leave out --host.*\n$/u);
});

test('a host that is none of this machine is told in one sentence', async () => {
  expect((await start(['--port', '0', '--host', '192.0.2.1']).ended).stderr).toMatch(/^The host that --host names is none/u);
  expect((await start(['--port', '0', '--host', 'http://x']).ended).stderr).toMatch(/^"http:\/\/x" is no host/u);
});

test('without it prints where everything is and who there is', async () => {
  const { child, ready, ended } = start(['--port', '0']);
  const text = await ready;
  for (const part of ['/authorize', '/api/token', '/v1', '/_local', 'Client id', 'ada-password', 'myapp://callback', 'Ctrl-C'])
    expect(text).toContain(part);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test('a port in use is told in one sentence that names --port', async () => {
  await using local = await createLocalSpotify();
  const { port } = new URL(local.accountsUrl);
  const { code, stdout, stderr } = await start(['--port', port]).ended;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe(`The port ${port} is in use: give another one with --port, or --port 0 for a free one.\n`);
});

test.each([
  [['--colour'], /^Unknown option '--colour'\. See spixie-local --help\.\n$/u],
  [['serve'], /^Unexpected argument 'serve'.*See spixie-local --help\.\n$/u],
  [['--port'], /--port.* See spixie-local --help\.\n$/u],
  [['--port', 'many'], /^"many" is no port: give --port a number from 0 to 65535\.\n$/u],
  [['--port', '70000'], /^"70000" is no port/u],
  [['--refresh-mode', 'never'], /^"never" is no refresh mode: give --refresh-mode one of keep, rotate/u],
  [['--proxy', 'many'], /^"many" is no port: give --proxy a number from 0 to 65535, or none for a free port\.\n$/u],
  [['--links', 'none'], /^"none" is no kind of links: give --links one of as-asked, local, canonical\.\n$/u],
  [['--player-reasons', 'none'], /^"none" is no answer: give --player-reasons one of documented, unknown\.\n$/u],
  [['--auto-approve', 'zoe'], /^There is no user "zoe": give --auto-approve one of ada, ben, chioma\.\n$/u],
])('%j is told in one sentence, and the code is 2', async (args, sentence) => {
  const { code, stdout, stderr } = await start(args).ended;
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('with ways in it says where they begin', async () => {
  const data = await mkdtemp(join(tmpdir(), 'spixie-data-'));
  try {
    const { child, ready, ended } = start(['--port', '0', '--tls', '--proxy', '--json'], {
      XDG_DATA_HOME: data,
      LOCALAPPDATA: data,
    });
    const info = JSON.parse(await ready);
    expect(info.tlsUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/u);
    expect(info.proxyUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    expect(await readFile(info.caFile, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/u);
    expect(await (await fetch(info.controlUrl)).json()).toEqual(info);
    const taken = new URL(info.proxyUrl).port;
    const refused = await start(['--port', '0', '--proxy', taken], { XDG_DATA_HOME: data, LOCALAPPDATA: data }).ended;
    expect(refused.stderr).toBe(`The port ${taken} is in use: give --tls and --proxy other ones, or none.\n`);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  } finally {
    await rm(data, { recursive: true });
  }
});

describe('--fixtures', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spixie-fixtures-'));
    await writeFile(
      join(folder, 'world.yaml'),
      'users:\n  - { id: dora, password: open sesame, product: free }\n  - id: emil\napps:\n  - { clientId: ferry-radio, clientSecret: a-secret-of-my-own, redirectUris: [ferry://callback] }\n',
    );
    await writeFile(join(folder, 'app.json'), '{ "apps": [{ "clientId": "night-radio" }] }');
    await writeFile(join(folder, 'wrong.yaml'), 'users:\n  - id: Dora\n    clientSecret: a-secret-of-my-own\napps: []\n');
    await writeFile(join(folder, 'nobody.yaml'), 'users: []\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('starts with the users and apps of the file, as the text and --json say', async () => {
    const { child, ready } = start(['--port', '0', '--fixtures', join(folder, 'world.yaml')]);
    const text = await ready;
    for (const part of ['ferry-radio', 'a-secret-of-my-own', 'ferry://callback', 'dora     open sesame', 'emil-password'])
      expect(text).toContain(part);
    expect(text).not.toContain('ada');
    child.kill('SIGTERM');
    const json = start(['--port', '0', '--json', '--fixtures', join(folder, 'world.yaml'), '--auto-approve', 'dora']);
    const info = JSON.parse(await json.ready);
    expect(info).toMatchObject({
      clientId: 'ferry-radio',
      clientSecret: 'a-secret-of-my-own',
      redirectUris: ['ferry://callback'],
      users: [{ id: 'dora', password: 'open sesame', product: 'free' }, { id: 'emil' }],
    });
    expect(await (await fetch(info.controlUrl)).json()).toEqual(info);
  });

  test('tells the mistakes of the file, a line for each, and starts nothing', async () => {
    const file = join(folder, 'wrong.yaml');
    const { code, stdout, stderr } = await start(['--port', '0', '--fixtures', file]).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      `${file}:2:5: users[0].id`,
      `${file}:3:5: users[0].clientSecret`,
      `${file}:4:1: apps`,
      '',
    ]);
    expect(stderr).not.toContain('a-secret-of-my-own');
  });

  test.each([
    ['world.yaml', 'ada', 'There is no user "ada": give --auto-approve one of dora, emil.\n'],
    ['nobody.yaml', 'ada', 'There is no user "ada", as the fixtures have none: leave out --auto-approve.\n'],
    ['app.json', 'dora', 'There is no user "dora": give --auto-approve one of ada, ben, chioma.\n'],
  ])('%s has no user %s to approve', async (file, user, sentence) => {
    const { code, stderr } = await start(['--port', '0', '--fixtures', join(folder, file), '--auto-approve', user]).ended;
    expect([code, stderr]).toEqual([2, sentence]);
  });

  test('says when a world that is kept is not that of the file', async () => {
    const data = join(folder, 'world.db');
    await (await createLocalSpotify({ data })).close();
    const { child, ready, ended } = start(['--port', '0', '--data', data, '--fixtures', join(folder, 'app.json')]);
    expect(await ready).toContain('5b1c1e70ca15b07f1e0c0de5eed0cafe');
    child.kill('SIGTERM');
    expect((await ended).stderr).toBe(
      `The world in ${data} was there already, and not all in it is as in the fixtures: the app "night-radio". A reset goes to the fixtures.\n`,
    );
  });
});

test('--help names every option that is taken, and no other', async () => {
  const { code, stdout } = await start(['--help']).ended;
  expect(code).toBe(0);
  const named = [...stdout.matchAll(/^ {2}--([a-z-]+)/gmu)].map(([, name]) => name);
  expect(named.toSorted()).toEqual([...optionNames].toSorted());
  for (const option of ['--port', '--refresh-mode', '--strict', '--auto-approve', '--json']) expect(stdout).toContain(option);
});
