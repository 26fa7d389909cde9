import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createControlClient, createLocalSpotify } from '@spixie/local';
import { afterEach, expect, test } from 'vitest';
import { countSecrets } from './testing/express-app.js';
import { createTestBrowser, textOf } from './testing/test-browser.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The command, as somebody in front of a terminal has it. */
interface Command {
  child: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Waits until it has printed what the pattern says, and gives the groups of the match. */
  until(pattern: RegExp): Promise<string[]>;
  /** Its exit code. */
  ended: Promise<number | null>;
}

const names = [
  'SPOTIFY_CLIENT_ID',
  'SPOTIFY_CLIENT_SECRET',
  'SPOTIFY_REDIRECT_URI',
  'SESSION_SECRET',
  'SPIXIE_ACCOUNTS_URL',
  'SPIXIE_API_URL',
  'PORT',
];
const nothingSet = Object.fromEntries(names.map((name) => [name, '']));

function run(args: string[], env: Record<string, string> = {}): Command {
  const script = fileURLToPath(new URL('start.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...nothingSet, ...env } });
  closers.push(() => child.kill('SIGKILL'));
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      child.emit('printed');
    });
  }
  return {
    child,
    printed: () => printed,
    async until(pattern) {
      const signal = AbortSignal.timeout(15_000);
      for (;;) {
        const match = pattern.exec(printed);
        if (match) return match.slice(1);
        await once(child, 'printed', { signal });
      }
    },
    ended: once(child, 'close').then(([code]) => code),
  };
}

const mine = { SPOTIFY_CLIENT_ID: 'c'.repeat(32), SPOTIFY_CLIENT_SECRET: 's'.repeat(32) };

const mistakes: Record<string, [env: Record<string, string>, sentence: RegExp]> = {
  'nothing set': [
    {},
    /^SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET are missing: [^\n]* or add --local to use a Spotify on this machine\.\n$/,
  ],
  'no secret': [{ ...mine, SPOTIFY_CLIENT_SECRET: '' }, /^SPOTIFY_CLIENT_SECRET is missing: [^\n]*\.\n$/],
  'a redirect URI on localhost': [
    { ...mine, SPOTIFY_REDIRECT_URI: 'http://localhost:3000/auth/callback' },
    /^SPOTIFY_REDIRECT_URI: [^\n]*localhost[^\n]*http:\/\/127\.0\.0\.1:3000\/auth\/callback[^\n]*\.\n$/,
  ],
  'a redirect URI with another path': [
    { ...mine, SPOTIFY_REDIRECT_URI: 'http://127.0.0.1:3000/' },
    /^SPOTIFY_REDIRECT_URI has to end in \/auth\/callback, [^\n]*\.\n$/,
  ],
  'the redirect URI of a phone app': [
    { ...mine, SPOTIFY_REDIRECT_URI: 'myapp://callback' },
    /^SPOTIFY_REDIRECT_URI has to end in \/auth\/callback, [^\n]*\.\n$/,
  ],
  'an address that is no URL': [
    { ...mine, SPIXIE_API_URL: '127.0.0.1:8888' },
    /^SPIXIE_API_URL is no URL: write it in full, [^\n]*\.\n$/,
  ],
  'a secret that is short': [{ ...mine, SESSION_SECRET: 'short' }, /^SESSION_SECRET needs at least 32 characters: [^\n]*\.\n$/],
  'a port that is none': [{ ...mine, PORT: 'three' }, /^PORT has to be a number from 0 to 65535: [^\n]*\.\n$/],
};

test.each(Object.entries(mistakes))('with %s it says one sentence and exits with 1', async (_, [env, sentence]) => {
  const command = run([], env);
  expect(await command.ended).toBe(1);
  expect(command.printed()).toMatch(sentence);
});

test('a port in use is told with the variable that changes it, and nothing goes on running', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  closers.push(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  const command = run(['--local'], { PORT: String(port) });
  expect(await command.ended).toBe(1);
  expect(command.printed()).toBe(`The port ${port} is in use: set PORT to another one, or to 0 for a free one.\n`);
});

test('an option that there is not is told', async () => {
  const command = run(['--offline']);
  expect(await command.ended).toBe(1);
  expect(command.printed()).toBe('There is no option --offline: the one there is is --local.\n');
});

test('with --local it needs nothing else, prints no secret, and Ctrl-C stops it', async () => {
  const command = run(['--local'], { ...mine, PORT: '0' });
  const [appUrl = '', accountsUrl = ''] = await command.until(/App +(\S+)[\s\S]*Local Spotify +(\S+)[\s\S]*Ctrl-C/);
  const control = createControlClient(`${accountsUrl}/_local`);
  await control.settings.update({ autoApprove: 'chioma' });

  const browser = createTestBrowser(appUrl, () => {});
  expect((await browser.signIn()).location).toBe(`${appUrl}profile`);
  expect((await browser.post('/refresh')).status).toBe(303);
  expect(textOf(await browser.get('/profile'), 'user-id')).toBe('chioma');
  expect((await browser.get('/search?q=the')).status).toBe(200);

  command.child.kill('SIGINT');
  expect(await command.ended).toBe(0);
  expect(countSecrets(command.printed(), (await createLocal()).clientSecret)).toBe(0);
  await expect(fetch(appUrl)).rejects.toThrow();
  await expect(fetch(accountsUrl)).rejects.toThrow();
});

test('it uses the Spotify that the environment names, and its log has no secret when that one refuses', async () => {
  const { clientId, accountsUrl, apiUrl } = await createLocal();
  const clientSecret = '5ec2e7'.repeat(5);
  const command = run([], {
    SPOTIFY_CLIENT_ID: clientId,
    SPOTIFY_CLIENT_SECRET: clientSecret,
    SPIXIE_ACCOUNTS_URL: accountsUrl,
    SPIXIE_API_URL: apiUrl,
    PORT: '0',
  });
  const [appUrl = ''] = await command.until(/App +(\S+)[\s\S]*Redirect URI +\1auth\/callback[\s\S]*Ctrl-C/);
  const browser = createTestBrowser(appUrl, () => {});
  expect((await browser.signIn()).location).toBe(`${appUrl}not-signed-in?error=invalid_client`);
  expect((await browser.get('/search?q=the')).status).toBe(500);
  await command.until(/(invalid_client: .*\n){2}/);
  expect(countSecrets(command.printed(), clientSecret)).toBe(0);
});

async function createLocal() {
  const local = await createLocalSpotify({ autoApprove: 'ada' });
  closers.push(() => local.close());
  return local;
}
