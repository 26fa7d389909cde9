import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { test } from '../../test-support/desk.js';
import { secret } from '../../test-support/run-spixie.js';
import { visit } from '../../test-support/visitor.js';
import { writeSettings } from '../settings.js';
import { storedSession } from '../stored-session.js';

const anyPort = ['--redirect-uri', 'http://127.0.0.1/callback'];
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);
const unstartable = { BROWSER: 'spixie-has-no-such-browser' };

test('opens the browser, waits for its answer and says who signed in', async ({ desk }) => {
  const { exitCode, stdout, stderr } = await desk.run(['login', ...anyPort]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^Sign in with the browser that opens now/);
  expect(lastLine(stdout)).toBe(`Signed in as ${desk.nameOf('ada')}.`);
  expect(exitCode).toBe(0);
  const page = await vi.waitFor(async () => JSON.parse(await readFile(desk.visitReport, 'utf8')), 10_000);
  // The code has left the address bar.
  expect(page).toEqual({ page: expect.stringMatching(/\/callback\/done$/), status: 200, title: 'You are signed in' });
});

test('keeps the session in a folder and files that only the user can read', async ({ desk }) => {
  await desk.login();
  expect((await stat(desk.directory)).mode & 0o777).toBe(0o700);
  const files = await readdir(desk.directory);
  expect(files.sort()).toEqual([expect.stringMatching(/^session-\w+\.1\.json$/), 'settings.json']);
  for (const file of files) expect((await stat(join(desk.directory, file))).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(await desk.readSessions())).toMatch(secret);
  expect(await readFile(join(desk.directory, 'settings.json'), 'utf8')).not.toMatch(secret);
});

test('neither a favicon nor a forged callback ends the wait', async ({ desk }) => {
  const login = desk.start(['login', '--no-browser', ...anyPort]);
  const authorizationUrl = await login.authorizationUrl();
  const redirectUri = new URL(authorizationUrl).searchParams.get('redirect_uri')!;
  const status = async (url: string) => (await fetch(url, { redirect: 'manual' })).status;
  expect(await status(new URL('/favicon.ico', redirectUri).href)).toBe(404);
  expect(await status(new URL('/', redirectUri).href)).toBe(404);
  expect(await status(`${redirectUri}?code=forged&state=forged`)).toBe(400);
  expect(await status(`${redirectUri}?error=access_denied&state=forged`)).toBe(400);
  await fetch(authorizationUrl);
  // The input is still open: the answer that came by itself ends the command all the same.
  const { exitCode, stdout } = await login.finished;
  expect(lastLine(stdout)).toBe(`Signed in as ${desk.nameOf('ada')}.`);
  expect(exitCode).toBe(0);
});

test('a user who signs in on the pages and says no is told so, and nobody is signed in', async ({ desk }) => {
  desk.local.settings.update({ autoApprove: null });
  const login = desk.start(['login', '--no-browser', ...anyPort]);
  const callback = await visit(await login.authorizationUrl(), { userId: 'ben', decision: 'cancel' });
  expect(await (await fetch(callback)).text()).toContain('You did not sign in');
  const { exitCode, stderr } = await login.finished;
  expect(stderr).toBe('You said no in the browser, so nobody was signed in: run `spixie login` to try again.\n');
  expect(exitCode).toBe(1);
  expect((await desk.run(['me'])).exitCode).toBe(1);
});

test('takes the callback that is pasted, when the browser runs on another machine', async ({ desk }) => {
  desk.local.settings.update({ autoApprove: null });
  const login = desk.start(['login', ...anyPort], unstartable);
  const callback = await visit(await login.authorizationUrl(), { userId: 'ben', decision: 'agree' });
  // In one go, as a pipe brings them: what does not belong here is asked for again.
  login.type(`${new URL(callback).origin}/callback?code=forged&state=forged\n\n ${callback} \n`);
  const { exitCode, stdout } = await login.finished;
  expect(stdout.match(/That does not answer this sign-in\./g)).toHaveLength(2);
  expect(lastLine(stdout)).toBe(`Signed in as ${desk.nameOf('ben')}.`);
  expect(exitCode).toBe(0);
});

test('input that ends before the callback is pasted gets a sentence', async ({ desk }) => {
  const { exitCode, stderr } = await desk.run(['login', '--no-browser', ...anyPort]);
  expect(stderr).toBe('The input ended before the callback was pasted: run `spixie login` again and paste it.\n');
  expect(exitCode).toBe(1);
});

test('Ctrl-C cancels the sign-in', async ({ desk }) => {
  const login = desk.start(['login', '--no-browser', ...anyPort]);
  await login.authorizationUrl();
  login.interrupt();
  const { exitCode, stderr } = await login.finished;
  expect(stderr).toBe('Cancelled.\n');
  expect(exitCode).toBe(130);
});

test('waits no longer than it is told', async ({ desk }) => {
  const login = desk.start(['login', '--no-browser', '--timeout', '0.1', ...anyPort]);
  const { exitCode, stderr } = await login.finished;
  expect(stderr).toMatch(/^Nobody signed in within 100 ms\b[^\n]*\n$/);
  expect(exitCode).toBe(1);
});

test('a port in use is told with what to do, and needed by nobody who pastes the callback', async ({ desk }) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const redirectUri = `http://127.0.0.1:${port}/callback`;
  const { exitCode, stderr } = await desk.run(['login', '--redirect-uri', redirectUri]);

  const login = desk.start(['login', '--redirect-uri', redirectUri]);
  const response = await fetch(await login.authorizationUrl(), { redirect: 'manual' });
  login.type(`${response.headers.get('location')}\n`);
  const pasted = await login.finished;
  await new Promise((resolve) => other.close(resolve));
  expect(pasted.stdout).toMatch(new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is in use\\. `));
  expect(lastLine(pasted.stdout)).toBe(`Signed in as ${desk.nameOf('ada')}.`);
  expect(pasted.exitCode).toBe(0);
  expect(stderr).toMatch(new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is in use\\. .* redirect URI with another port\\.\n$`));
  expect(exitCode).toBe(1);
});

test('asks for the scopes that are given, and for consent again with --show-dialog', async ({ desk }) => {
  const scopes = ['--scope', 'user-read-email', '--scope', 'user-library-read, user-read-private'];
  const login = desk.start(['login', '--no-browser', '--show-dialog', ...scopes, ...anyPort]);
  const { searchParams } = new URL(await login.authorizationUrl());
  expect(searchParams.get('scope')).toBe('user-read-email user-library-read user-read-private');
  expect(searchParams.get('show_dialog')).toBe('true');
});

test('--json gives the profile on one line, and tells people what to do elsewhere', async ({ desk }) => {
  const { stdout, stderr } = await desk.login('--json');
  expect(stdout).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ id: 'ada', display_name: 'Ada Lindqvist', country: 'SE' });
  expect(stderr).toContain('/authorize?');
});

test('--json gives an error on one line', async ({ desk }) => {
  const { exitCode, stdout, stderr } = await desk.run(['login', '--json', '--redirect-uri', 'http://localhost:8898/callback']);
  expect(stdout).toMatch(/^[^\n]+\n$/);
  const { error, ...rest } = JSON.parse(stdout);
  expect(rest).toEqual({});
  expect(error).toEqual({
    code: 'invalid_redirect_uri',
    message: expect.stringContaining('http://127.0.0.1:8898/callback'),
    action: 'fix_config',
  });
  expect(stderr).toBe(`${error.message}\n`);
  expect(exitCode).toBe(1);
});

test('a second login needs no options', async ({ desk }) => {
  await desk.login('--scope', 'user-read-email');
  const bare = { SPOTIFY_CLIENT_ID: '', SPIXIE_ACCOUNTS_URL: '', SPIXIE_API_URL: '' };
  const { exitCode, stdout } = await desk.run(['login'], bare);
  expect(stdout).toContain('scope=user-read-email&');
  expect(stdout).toContain('Signed in as Ada Lindqvist (ada).');
  expect(exitCode).toBe(0);
});

test('a login with another client id deletes the session of the first, which no command would find any more', async ({ desk }) => {
  await desk.login();
  const settingsFile = join(desk.directory, 'settings.json');
  const settings = JSON.parse(await readFile(settingsFile, 'utf8'));
  const former = { ...settings, clientId: 'a-former-client' };
  const session = storedSession(desk.directory, former, Date.now);
  await session.signIn({
    accessToken: 'a',
    refreshToken: 'r',
    scopes: [],
    issuedAt: Date.now(),
    expiresAt: Date.now() + 3_600_000,
  });
  await writeSettings(desk.directory, former);
  await desk.login();
  expect(await session.getState()).toEqual({ status: 'signed_out' });
  expect((await desk.run(['me'])).exitCode).toBe(0);
});

test('a login whose profile cannot be fetched is kept', async ({ desk }) => {
  // A passing failure is no failure: the client tries three times.
  desk.local.faults.add({ path: '/v1/me', times: 3, effect: { status: 503 } });
  const { exitCode, stdout, stderr } = await desk.run(['login', ...anyPort]);
  expect(stdout).toContain('You are signed in, but your profile could not be fetched:');
  expect(stderr).toMatch(/^Spotify answered GET \/me with 503/);
  expect(exitCode).toBe(1);
  expect((await desk.run(['me'])).stdout).toContain('Ada Lindqvist');
});

test('a login that Spotify’s rate limit holds up says so, and goes on', async ({ desk }) => {
  desk.local.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 1 } });
  const { exitCode, stdout } = await desk.run(['login', ...anyPort]);
  expect(stdout).toContain('Spotify limits how often it is asked. Trying again in 1 s…');
  expect(stdout).toContain('Signed in as Ada Lindqvist');
  expect(exitCode).toBe(0);
});

test('a config folder that is none gets a sentence before anybody signs in', async ({ desk }) => {
  await writeFile(desk.visitReport, '');
  const { exitCode, stdout, stderr } = await desk.run(['login', ...anyPort], { SPIXIE_CONFIG_DIR: desk.visitReport });
  expect(stdout).toBe('');
  expect(stderr).toMatch(
    /^The settings in \S+ could not be read \(ENOTDIR\): check the folder's permissions [^\n]*SPIXIE_CONFIG_DIR\.\n$/,
  );
  expect(exitCode).toBe(1);
});

test('settings that are damaged are written anew', async ({ desk }) => {
  await desk.login();
  const settingsFile = join(desk.directory, 'settings.json');
  for (const damaged of ['{"clientId":', 'null', '{"clientId":1}', '{"clientId":"c","redirectUri":"r","scopes":[],"apiUrl":"x"}']) {
    await writeFile(settingsFile, damaged);
    expect((await desk.run(['me'])).stderr).toBe('Nobody is signed in: run `spixie login`.\n');
  }
  await desk.login();
  expect((await stat(settingsFile)).mode & 0o777).toBe(0o600);
  expect((await desk.run(['me'])).exitCode).toBe(0);
});
