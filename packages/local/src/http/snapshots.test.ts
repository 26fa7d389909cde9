import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi, getTokens, refresh } from '../accounts/browser.fixture.js';
import { openDatabase } from '../world/database.js';
import { worldSchema, worldTables } from '../world/schema.js';
import { MOST_SNAPSHOTS } from '../world/snapshots.js';
import { type ControlClient, createControlClient } from './control-client.js';
import { changeEverything, keptScopes, readEverything } from './kept-state.fixture.js';
import { createLocalSpotify, type LocalSpotify } from './local-spotify.js';

let local: LocalSpotify;
let control: ControlClient;
beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
  control = createControlClient(local.controlUrl);
});
afterAll(() => local.close());

test('a refresh token from before a snapshot works after its restore, one from after it does not', async () => {
  const before = await getTokens(local);
  const snapshot = local.snapshot({ name: 'signed in' });
  const after = await getTokens(local);
  local.tokens.revokeGrants();
  expect((await refresh(local, before.refreshToken)).body['error_description']).toBe('Refresh token revoked');
  local.restore(snapshot);
  expect((await refresh(local, before.refreshToken)).status).toBe(200);
  expect((await callApi(local, '/me', before.accessToken)).status).toBe(200);
  expect((await refresh(local, after.refreshToken)).body['error_description']).toBe('Invalid refresh token');
  expect((await callApi(local, '/me', after.accessToken)).status).toBe(401);
});

test('a token that was rotated after the snapshot is good again after the restore', async () => {
  local.reset();
  local.settings.update({ refreshMode: 'rotate' });
  const { refreshToken } = await getTokens(local);
  const snapshot = local.snapshot();
  const rotated = String((await refresh(local, refreshToken)).body['refresh_token']);
  local.restore(snapshot.id);
  expect((await refresh(local, rotated)).body['error_description']).toBe('Invalid refresh token');
  expect((await refresh(local, refreshToken)).status).toBe(200);
});

test('a snapshot holds the settings and the clock; the journal and the faults stay as they are', async () => {
  local.reset();
  local.settings.update({ unauthorizedBody: 'classic' });
  local.clock.freeze();
  local.clock.set('2030-01-01T00:00:00Z');
  const snapshot = local.snapshot();
  expect(snapshot).toMatchObject({ name: null, takenAt: Date.UTC(2030, 0, 1) });
  local.reset();
  await callApi(local, '/me');
  const fault = local.faults.add({ path: '/v1/me', effect: { status: 503 } });
  local.restore(snapshot);
  expect([local.clock.now(), local.clock.frozen]).toEqual([Date.UTC(2030, 0, 1), true]);
  expect(local.settings.get().unauthorizedBody).toBe('classic');
  expect([local.journal.count(), local.faults.list()[0]?.id]).toEqual([1, fault]);
  local.reset({ to: snapshot });
  expect([local.clock.now(), local.journal.count(), local.faults.list()]).toEqual([Date.UTC(2030, 0, 1), 0, []]);
  local.clock.resume();
  const running = local.snapshot();
  local.clock.advance({ months: 6 });
  local.restore(running);
  expect(new Date(local.clock.now()).getUTCFullYear()).toBe(2030);
  expect(local.clock.frozen).toBe(false);
});

test('what was answered before a snapshot is in it, while other requests run', async () => {
  local.reset();
  let taken: { refreshTokens: string[]; id: string } | undefined;
  const answered: string[] = [];
  const signIn = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      answered.push((await getTokens(local)).refreshToken);
      if (answered.length >= 10 && taken === undefined) taken = { refreshTokens: [...answered], id: local.snapshot().id };
    }
  };
  await Promise.all(Array.from({ length: 5 }, signIn));
  expect(answered).toHaveLength(20);
  local.restore(taken?.id ?? '');
  const statuses = await Promise.all((taken?.refreshTokens ?? []).map((token) => refresh(local, token)));
  expect(statuses.map(({ status }) => status)).toEqual(statuses.map(() => 200));
});

test('what users had, played and followed comes back, while requests are under way', async () => {
  local.reset();
  local.clock.freeze();
  const { accessToken } = await getTokens(local, keptScopes);
  await changeEverything(local, accessToken, 1);
  const before = await readEverything(local, accessToken);
  const snapshot = local.snapshot();
  for (let round = 2; round < 4; round += 1) {
    // What is half-way through meets the world from before, or changes the one after: no answer is an error, no table is by halves.
    let open = true;
    const changing = (async () => {
      while (open) await changeEverything(local, accessToken, round);
    })();
    await changeEverything(local, accessToken, round + 10);
    expect(await readEverything(local, accessToken)).not.toEqual(before);
    local.restore(snapshot);
    open = false;
    await changing;
    local.restore(snapshot);
    expect(await readEverything(local, accessToken)).toEqual(before);
  }
});

test('search finds after a restore what it found before', async () => {
  local.reset();
  const { accessToken } = await getTokens(local);
  const snapshot = local.snapshot();
  const search = () => callApi<{ playlists: { total: number } }>(local, '/search?q=ferry&type=playlist', accessToken);
  const { total } = (await search()).body.playlists;
  expect(total).toBeGreaterThan(0);
  local.restore(snapshot);
  expect((await search()).body.playlists.total).toBe(total);
});

test('over HTTP they are taken, listed, gone back to and removed', async () => {
  local.reset();
  for (const { id } of local.snapshots.list()) local.snapshots.remove(id);
  const { refreshToken } = await getTokens(local);
  const snapshot = await control.snapshot({ name: 'one' });
  expect(snapshot).toMatchObject({ id: expect.stringMatching(/^snapshot-\d+$/u), name: 'one' });
  expect(await control.snapshots.list()).toEqual([snapshot]);
  await control.reset();
  expect((await refresh(local, refreshToken)).status).toBe(400);
  await control.restore(snapshot);
  expect((await refresh(local, refreshToken)).status).toBe(200);
  await control.reset({ to: snapshot.id });
  expect((await refresh(local, refreshToken)).status).toBe(200);
  expect(await control.snapshots.remove(snapshot.id)).toBe(true);
  expect(await control.snapshots.remove(snapshot.id)).toBe(false);
  await expect(control.restore(snapshot)).rejects.toThrow('There is no snapshot "snapshot-');
  await expect(control.reset({ to: snapshot })).rejects.toThrow('There is no snapshot "snapshot-');
  expect((await refresh(local, refreshToken)).status).toBe(200);
});

test('there is a most of them, and it is told', async () => {
  for (const { id } of local.snapshots.list()) local.snapshots.remove(id);
  const first = local.snapshot();
  for (let count = 1; count < MOST_SNAPSHOTS; count += 1) local.snapshot();
  expect(() => local.snapshot()).toThrow('There are 32 snapshots, and no more are kept: remove one first.');
  await expect(control.snapshot()).rejects.toThrow('There are 32 snapshots');
  local.snapshots.remove(first.id);
  expect(local.snapshot().id).not.toBe(first.id);
});

test.each([
  ['POST', '/snapshots', { name: 7 }, 400, 'The name of a snapshot has to be text of at most 100 characters.'],
  ['POST', '/snapshots', { label: 'x' }, 400, 'There is no field "label": use name.'],
  ['POST', '/snapshots/snapshot-0/restore', {}, 404, 'There is no snapshot "snapshot-0".'],
  ['DELETE', "/snapshots/1'--", {}, 404, `There is no snapshot "1'--".`],
  ['POST', '/reset', { to: 3 }, 400, 'to has to be the id of a snapshot.'],
  ['POST', '/reset', { to: 'nothing' }, 400, 'There is no snapshot "nothing"'],
])('%s %s with %j is refused in a sentence', async (method, path, body, status, sentence) => {
  const response = await fetch(`${local.controlUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(status);
  expect(((await response.json()) as { error: string }).error).toContain(sentence);
});

test('no table of the world is forgotten by resets and snapshots', async () => {
  const database = await openDatabase();
  database.exec(worldSchema);
  const rows = database.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')").all();
  const names = (rows as { name: string }[]).map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'));
  expect(names.sort()).toEqual([...worldTables].sort());
  database.close();
});
