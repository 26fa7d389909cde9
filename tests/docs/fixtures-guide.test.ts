import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify, type LocalSpotify, type LocalSpotifyInfo, readFixtures } from '@spixie/local';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fencedBlocks } from './fenced-blocks.js';
import { read } from './repository-files.js';
import { createSnippetFolder, type SnippetFolder } from './snippet-folder.js';

const page = read('docs/guides/local/worlds.md');
const objectsPage = read('docs/guides/local/fixtures.md');
const blocks = fencedBlocks(page).filter(({ heading }) => heading === 'Users and apps of your own');
const codeOf = (info: string): string => blocks.find((block) => block.info === info)?.code ?? '';
const command = fileURLToPath(new URL('../../packages/local/bin/spixie-local.js', import.meta.url));

let folder: SnippetFolder;
beforeAll(async () => {
  folder = await createSnippetFolder();
  for (const name of ['fixtures.yaml', 'fixtures.json']) await folder.write(name, `${codeOf(name)}\n`);
});
afterAll(() => folder.remove());

/** Runs the command as the guide says, until it is ready or has ended. */
function run(...more: string[]): Promise<{ stdout: string; stderr: string }> {
  const args =
    blocks
      .find(({ language }) => language === 'sh')
      ?.code.split(' ')
      .slice(2) ?? [];
  return new Promise((resolve) => {
    const options = { cwd: folder.path, timeout: 15_000, killSignal: 'SIGKILL' } as const;
    const child = execFile(process.execPath, [command, ...args, ...more], options, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
    child.stdout?.once('data', () => child.kill('SIGTERM'));
  });
}

test('the command starts with the example in YAML', async () => {
  const { stdout, stderr } = await run('--port', '0', '--json');
  expect(stderr).toBe('');
  const info = JSON.parse(stdout) as LocalSpotifyInfo;
  expect([info.clientId, info.clientSecret, info.redirectUris]).toEqual([
    'ferry-radio',
    'a-secret-for-tests',
    ['http://127.0.0.1:5173/callback', 'ferry://callback'],
  ]);
  expect(info.users).toEqual([
    { id: 'dora', displayName: 'Dora Ek', email: 'dora@example.test', password: 'open sesame', product: 'free', country: 'DE' },
    { id: 'emil', displayName: 'emil', email: 'emil@example.test', password: 'emil-password', product: 'premium', country: 'SE' },
  ]);
});

test('its second app has what it shares with the first, and what it says itself', async () => {
  await using local = await createLocalSpotify({ fixtures: await readFixtures(join(folder.path, 'fixtures.yaml')) });
  const [first, second] = local.apps.list();
  expect(second).toEqual({
    ...first,
    clientId: 'ferry-radio-dev',
    tier: 'development-2026',
    ownerPremium: true,
    allowedUsers: ['dora'],
  });
});

test('the example in JSON leaves the users of the seed', async () => {
  await using local = await createLocalSpotify({ fixtures: await readFixtures(join(folder.path, 'fixtures.json')) });
  expect([local.clientId, local.redirectUris]).toEqual(['ferry-radio', ['ferry://callback']]);
  expect(local.users.map(({ id }) => id)).toEqual(['ada', 'ben', 'chioma']);
});

test('the schema that the examples name is in the package, and takes them', async () => {
  const named = [...page.matchAll(/\.\/node_modules\/(@spixie\/local\/[\w.]+)/gu)].map(([, path]) => path);
  expect(named).toEqual(['@spixie/local/fixtures.schema.json', '@spixie/local/fixtures.schema.json']);
  const schema = createRequire(import.meta.url)('@spixie/local/fixtures.schema.json') as object;
  const validate = new Ajv().compile(schema);
  for (const name of ['fixtures.yaml', 'fixtures.json']) {
    expect(validate(await readFixtures(join(folder.path, name))), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('mistakes in it are told as the guide shows', async () => {
  const wrong = codeOf('fixtures.yaml')
    .replace('displayName', 'display_name')
    .replace('country: DE', 'country: Germany')
    .replace('[dora]', '[dora, ada]');
  await folder.write('fixtures.yaml', wrong);
  expect(await run('--port', '0')).toEqual({ stdout: '', stderr: `${codeOf('mistakes')}\n` });
});

test('every field has its row', () => {
  const schema = JSON.parse(read('packages/local/fixtures.schema.json')) as {
    definitions: Record<string, { properties: Record<string, unknown> }>;
  };
  const fieldsOf = (names: readonly string[]) =>
    names.flatMap((name) => Object.keys(schema.definitions[name]?.properties ?? {})).toSorted();
  const rowsOf = (text: string) => {
    const rows = text.match(/^\| `.*$/gmu) ?? [];
    return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/gu)].map(([, name]) => name)).toSorted();
  };
  expect(rowsOf(page.split('## Snapshots')[0] ?? '')).toEqual(fieldsOf(['user', 'app']));
  const [objects = '', world = ''] = objectsPage.split('\n## ').slice(1);
  const kinds = ['artist', 'album', 'track', 'show', 'episode', 'audiobook', 'chapter'];
  expect(rowsOf(objects)).toEqual([...new Set(fieldsOf(kinds))]);
  expect(rowsOf(world)).toEqual(fieldsOf(['playlist', 'library', 'player']));
});

test('the command starts with the catalogue of the example, which is served', async () => {
  const blocksOfObjects = fencedBlocks(objectsPage);
  const code = blocksOfObjects.find(({ info }) => info === 'catalogue.yaml')?.code ?? '';
  await folder.write('catalogue.yaml', `${code}\n`);
  const fixtures = await readFixtures(join(folder.path, 'catalogue.yaml'));
  await using local = await createLocalSpotify({ fixtures });
  const ask = await askAsApp(local);
  expect(await ask('/tracks/0FerryRadioTrack000001')).toMatchObject({
    name: 'Gangway',
    artists: [{ name: 'Ferry Radio' }],
    album: { name: 'Between two piers', total_tracks: 8 },
  });
  expect(await ask('/search?type=album&q=tag:new+between+two+piers')).toMatchObject({ albums: { total: 1 } });

  const wrong = code
    .replace('artists: [0FerryRadioArtist00001]', 'artists: [0FerryRadioArtist00002]')
    .replace('durationMs', 'duration');
  await folder.write('catalogue.yaml', `${wrong}\n`);
  const told = blocksOfObjects.find(({ info }) => info === 'mistakes')?.code;
  expect(await run('--port', '0', '--fixtures', 'catalogue.yaml')).toEqual({ stdout: '', stderr: `${told}\n` });
});

test('the world of the example is there', async () => {
  const code = fencedBlocks(objectsPage).find(({ info }) => info === 'world.yaml')?.code ?? '';
  await folder.write('world.yaml', `${code}\n`);
  await using local = await createLocalSpotify({ fixtures: await readFixtures(join(folder.path, 'world.yaml')) });
  const ask = await askAsApp(local);
  expect(await ask('/playlists/0FerryPlaylist00000001')).toMatchObject({
    name: 'For the crossing',
    owner: { id: 'dora' },
    items: { items: [{ item: { name: 'Lifeboat drill' } }, { added_by: { id: 'emil' }, added_at: '2026-11-02T08:15:00Z' }] },
  });
  expect(local.players.devices('dora')).toMatchObject([{ id: 'phone', name: 'Dora’s phone', active: true }]);
});

/** Asks as the app of a local Spotify. */
async function askAsApp(local: LocalSpotify): Promise<(path: string) => Promise<unknown>> {
  const token = await fetch(`${local.accountsUrl}/api/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: local.clientId, client_secret: local.clientSecret }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  return async (path) => (await fetch(`${local.apiUrl}${path}`, { headers: { authorization: `Bearer ${access_token}` } })).json();
}
