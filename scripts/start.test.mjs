import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startDemo } from './demo.mjs';
import { root } from './workspace.mjs';

// On a machine that does ten other things a start takes its time, and is no defect as long as it gets on.
const LONGEST_SILENCE = 60_000;
const LONGEST_RUN = 60_000;
const patient = { timeout: 180_000 };

const closers = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A port on which something else listens. */
async function takenPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return server.address().port;
}

function run(args, env = {}) {
  return spawnSync(process.execPath, ['scripts/start.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: LONGEST_RUN,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...env },
  });
}

const list = 'The options are --port N, --app-port N, --no-open and --help (npm start -- --port 9000).';

test.each([
  [['--prot', '1'], `Unknown option '--prot'. ${list}`],
  [['--port'], `Option '--port <value>' argument missing. ${list}`],
  [['--port', 'x'], `--port is "x", and a port is a number from 0 to 65535. ${list}`],
  [['--app-port', '70000'], `--app-port is "70000", and a port is a number from 0 to 65535. ${list}`],
])('%j gets one sentence with the list of options', patient, (args, sentence) => {
  const { status, stderr } = run(args);
  expect(stderr.trim()).toBe(sentence);
  expect(status).toBe(2);
});

test('a client id that is none gets one sentence', patient, () => {
  const { status, stderr } = run(['--no-open'], { SPOTIFY_CLIENT_ID: 'mine' });
  expect(stderr).toMatch(/^SPOTIFY_CLIENT_ID is not a client ID, .* unset it to use the local Spotify\.\n$/);
  expect(status).toBe(2);
});

test('a port in use is told with the option that changes it', patient, async () => {
  const taken = await takenPort();
  await expect(startDemo({ port: taken, appPort: 0 })).rejects.toThrow(
    `Port ${taken}, on which the local Spotify would listen, is in use: choose another with --port.`,
  );
  await expect(startDemo({ port: 0, appPort: taken })).rejects.toThrow(
    `Port ${taken}, on which the app would listen, is in use: choose another with --app-port.`,
  );
});

test('what had started is stopped when the rest cannot start', patient, async () => {
  const taken = await takenPort();
  const free = await takenPort();
  await closers.pop()();
  await expect(startDemo({ port: taken, appPort: free })).rejects.toThrow(/is in use/);
  const demo = await startDemo({ port: 0, appPort: free });
  await demo.close();
});

test('npm start serves the app, for the callback too, until it is interrupted', patient, async () => {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--port', '0', '--app-port', '0', '--no-open'], {
    cwd: root,
    // Empty, it is not taken from a developer's .env either.
    env: { ...process.env, SPOTIFY_CLIENT_ID: '' },
  });
  closers.push(() => child.kill('SIGKILL'));
  const [, appUrl, accountsUrl] = await untilPrinted(child, /App +(\S+)[\s\S]*Local Spotify +(\S+)[\s\S]*Ctrl-C/);
  for (const path of ['/', '/callback?code=c&state=s']) {
    const answer = await fetch(appUrl + path, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<script type="module"');
  }
  expect((await fetch(`${accountsUrl}/_local`)).status).toBe(200);

  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  await expect(fetch(appUrl)).rejects.toThrow();
  await expect(fetch(accountsUrl)).rejects.toThrow();
});

test('with a client id of the real Spotify no local one is started', patient, async () => {
  const demo = await startDemo({ appPort: 0, clientId: '0123456789abcdef0123456789abcdef' });
  closers.push(demo.close);
  expect(demo.local).toBeUndefined();
  expect(demo.redirectUri).toBe(`${demo.appUrl}/callback`);
});

/** Waits until the child has printed this. Each line that it prints gives it more time. */
async function untilPrinted(child, pattern) {
  let printed = '';
  let quiet;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (what) => reject(new Error(`${what} It had printed: ${printed}`));
      const wait = () => {
        clearTimeout(quiet);
        quiet = setTimeout(() => fail(`Nothing was printed for ${LONGEST_SILENCE / 1000} seconds.`), LONGEST_SILENCE);
      };
      wait();
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk) => {
          printed += chunk;
          wait();
          const match = pattern.exec(printed);
          if (match) resolve(match);
        });
      }
      child.once('error', reject);
      // When everything that it printed has been read, too.
      child.once('close', (code) => fail(`It ended with ${code}.`));
    });
  } finally {
    clearTimeout(quiet);
  }
}
