import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askForTokens, authorizeUrl, callApi, callback, getTokens, openBrowser, refresh } from '../accounts/browser.fixture.js';
import { DataFileError, openDataFile } from '../world/data-file.js';
import { openDatabase } from '../world/database.js';
import { worldSchema } from '../world/schema.js';
import { createLocalSpotify, type LocalSpotify } from './local-spotify.js';

const bin = fileURLToPath(new URL('../../bin/spixie-local.js', import.meta.url));
const running: ChildProcess[] = [];
let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spixie-data-'));
  data = join(folder, 'world.db');
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the command and waits until it is ready. */
async function startCommand(...args: string[]): Promise<{ child: ChildProcess; local: LocalSpotify }> {
  const child = spawn(process.execPath, [bin, '--port', '0', '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const line = await new Promise<string>((resolve, reject) => {
    let [out, errors] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(out);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('close', () => reject(new Error(errors)));
  });
  // What the browser of the tests reads of a local Spotify is what the command prints.
  return { child, local: JSON.parse(line) as LocalSpotify };
}

test('a world in a file is there again at the next start: tokens, consents, changes, snapshots and the clock', async () => {
  let first = await createLocalSpotify({ data });
  const browser = openBrowser();
  await browser.submit(await browser.visit(authorizeUrl(first)), 'login-user-ada');
  const { accessToken, refreshToken } = await getTokens(first);
  const app = first.apps.create({ name: 'Kept' });
  const snapshot = first.snapshot({ name: 'kept' });
  first.clock.freeze();
  first.clock.set('2030-01-01T00:00:00Z');
  await first.close();
  expect(await readdir(folder)).toEqual(['world.db']);

  first = await createLocalSpotify({ data });
  try {
    expect([first.clock.now(), first.clock.frozen]).toEqual([Date.UTC(2030, 0, 1), true]);
    expect((await callApi(first, '/me', accessToken)).status).toBe(401);
    expect((await refresh(first, refreshToken)).body['error_description']).toBe('Refresh token expired');
    expect(first.apps.get(app.clientId)?.name).toBe('Kept');
    expect(first.snapshots.list()).toEqual([snapshot]);
    first.restore(snapshot);
    expect((await callApi(first, '/me', accessToken)).status).toBe(200);
    expect((await refresh(first, refreshToken)).status).toBe(200);
    first.reset();
    expect((await refresh(first, refreshToken)).body['error_description']).toBe('Invalid refresh token');
  } finally {
    await first.close();
  }
});

test('redirect URIs of a later start are registered, and a user who is none is told', async () => {
  await (await createLocalSpotify({ data })).close();
  const local = await createLocalSpotify({ data, redirectUris: ['https://app.example/later'] });
  expect(local.redirectUris).toContain('https://app.example/later');
  await local.close();
  await expect(createLocalSpotify({ data, autoApprove: 'nobody' })).rejects.toThrow('autoApprove has to be the id of a user');
  await (await createLocalSpotify({ data })).close();
});

test('a second one on the same file is told so, in the same process and in another', async () => {
  const first = await createLocalSpotify({ data });
  const sentence = `${data} is in use by another local Spotify: end that one, or give another file.`;
  await expect(createLocalSpotify({ data })).rejects.toThrow(sentence);
  await expect(startCommand('--data', data)).rejects.toThrow(`${sentence}\n`);
  const { refreshToken } = await getTokens(first);
  expect((await refresh(first, refreshToken)).status).toBe(200);
  await first.close();
  await (await createLocalSpotify({ data })).close();
});

test.each([1, 200])('a file that is no database is refused and left as it is (%i lines)', async (lines) => {
  await writeFile(data, 'My shopping list: milk, tea, a longer walk.\n'.repeat(lines));
  const before = await readFile(data);
  await expect(createLocalSpotify({ data })).rejects.toThrow(`${data} is no database, and was left as it is`);
  expect(await readFile(data)).toEqual(before);
  expect(await readdir(folder)).toEqual(['world.db']);
});

test('a database of another program is refused and left as it is', async () => {
  const other = await openDatabase(data);
  other.exec('CREATE TABLE mine (x); INSERT INTO mine VALUES (1)');
  other.close();
  const before = await readFile(data);
  await expect(createLocalSpotify({ data })).rejects.toThrow(`${data} is a database of another program, and was left as it is`);
  expect(await readFile(data)).toEqual(before);
});

test('a world with other tables is refused with what to do, and left as it is', async () => {
  // As a version made it whose tables had a column less.
  const older = await openDataFile(data, worldSchema.replace('description TEXT NOT NULL, ', ''));
  older.complete();
  older.close();
  const before = await readFile(data);
  const sentence = `${data} was made by another version of the local Spotify, whose tables are others, and was left as it is. Remove it to begin with a new world, give another file, or run the version that made it: a world is not carried over.`;
  await expect(createLocalSpotify({ data })).rejects.toThrow(new DataFileError(sentence));
  expect(await readFile(data)).toEqual(before);
  expect(await readdir(folder)).toEqual([basename(data)]);
  // The command says the same and nothing more.
  await expect(startCommand('--data', data)).rejects.toThrow(new Error(`${sentence}\n`));
  await rm(data);
  await using local = await createLocalSpotify({ data });
  expect(local.users.length).toBeGreaterThan(0);
});

test('a file names its version, and the same tables are the same version', async () => {
  await (await createLocalSpotify({ data })).close();
  const database = await openDatabase(data);
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  database.close();
  expect(version).not.toBe(0);
  await (await createLocalSpotify({ data })).close();
});

test('an empty file becomes a world; a folder, and a file in none, are told', async () => {
  await writeFile(data, '');
  await (await createLocalSpotify({ data })).close();
  await expect(createLocalSpotify({ data: folder })).rejects.toThrow(`${folder} is a folder: give a file in it.`);
  await expect(createLocalSpotify({ data: join(folder, 'nowhere', 'x') })).rejects.toThrow('cannot be opened: check that');
});

test('25 times killed while it issues and rotates tokens, it loses nothing that it answered', async () => {
  // Each writer's newest acknowledged refresh token; `unanswered` when a request with it was under way at the kill.
  const writers = Array.from({ length: 4 }, () => ({ token: '', unanswered: false }));
  const kept: string[] = [];
  let acknowledged = 0;
  for (let round = 0; round < 25; round += 1) {
    const { child, local } = await startCommand('--data', data, '--auto-approve', 'ada', '--refresh-mode', 'rotate');
    const ended = new Promise((resolve) => child.once('close', resolve));
    const check = async (token: string): Promise<unknown> => {
      const { status, body } = await refresh(local, token);
      return status === 200 ? body['refresh_token'] : body['error_description'];
    };
    for (const writer of writers) {
      if (writer.token === '') continue;
      const answer = String(await check(writer.token));
      // The answer to a request that was cut off never came: its token may have been rotated, but must not be unknown.
      if (answer !== 'Refresh token revoked' || !writer.unanswered) expect(answer).toMatch(/^AQ/u);
      writer.token = answer.startsWith('AQ') ? answer : '';
    }
    // One that nobody refreshed since: issued, acknowledged, and looked at a kill later.
    const oldest = kept.shift();
    if (oldest !== undefined) expect(await check(oldest)).toMatch(/^AQ/u);

    let open = true;
    let before = acknowledged;
    const write = async (writer: (typeof writers)[number]): Promise<void> => {
      while (open) {
        try {
          writer.unanswered = false;
          if (writer.token === '') writer.token = (await getTokens(local)).refreshToken;
          writer.unanswered = true;
          const { body } = await refresh(local, writer.token);
          writer.token = String(body['refresh_token']);
          writer.unanswered = false;
          acknowledged += 1;
        } catch {
          return;
        }
      }
    };
    kept.push((await getTokens(local)).refreshToken);
    const writing = writers.map(write);
    // Killed when some answers have come: another number each time, so that the kill falls into another place.
    while (acknowledged - before < 8 + round) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    open = false;
    before = acknowledged;
    await Promise.all([ended, ...writing]);
  }
  expect(acknowledged).toBeGreaterThan(25 * 8);
}, 120_000);

test('a code that was answered before a kill is good after it, once', async () => {
  const { child, local } = await startCommand('--data', data, '--auto-approve', 'ada');
  const { left } = await openBrowser().visit(authorizeUrl(local));
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
  const { local: again } = await startCommand('--data', data);
  const code = left?.searchParams.get('code') ?? '';
  const exchange = () => askForTokens(again, { grant_type: 'authorization_code', code, redirect_uri: callback }, { secret: true });
  expect((await exchange()).status).toBe(200);
  expect((await exchange()).status).toBe(400);
});
