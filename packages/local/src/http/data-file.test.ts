import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { authorizeUrl, callApi, getTokens, openBrowser, refresh } from '../accounts/browser.fixture.js';
import { DataFileError, openDataFile } from '../world/data-file.js';
import { openDatabase } from '../world/database.js';
import { worldSchema } from '../world/schema.js';
import { endCommands, startCommand } from './data-command.fixture.js';
import { changeEverything, keptScopes, readEverything } from './kept-state.fixture.js';
import { createLocalSpotify } from './local-spotify.js';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spixie-data-'));
  data = join(folder, 'world.db');
});
afterEach(async () => {
  endCommands();
  await rm(folder, { recursive: true, force: true });
});

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

test('what users have, play and follow is there again', async () => {
  let local = await createLocalSpotify({ data });
  local.clock.freeze();
  const { accessToken } = await getTokens(local, keptScopes);
  const untouched = await readEverything(local, accessToken);
  await changeEverything(local, accessToken, 1);
  local.clock.advance({ minutes: 50 });
  const before = await readEverything(local, accessToken);
  for (const name of Object.keys(before)) expect(before[name], name).not.toEqual(untouched[name]);
  await local.close();
  local = await createLocalSpotify({ data });
  try {
    expect(await readEverything(local, accessToken)).toEqual(before);
    local.reset();
    expect(await readEverything(local, (await getTokens(local, keptScopes)).accessToken)).not.toEqual(before);
  } finally {
    await local.close();
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
