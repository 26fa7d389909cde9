import { createLocalSpotify, type LocalSpotify, type Snapshot } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signInAda } from './day/sign-in-ada.js';
import { adasPlaylist } from './day/steps.js';

// How clients in other languages write their requests, and what they rely on in answers: read in their sources and in their tests.

let local: LocalSpotify;
let accessToken: string;
let tracks: readonly string[];
let morning: Snapshot;
beforeAll(async () => {
  local = await createLocalSpotify();
  accessToken = await signInAda(local);
  morning = local.snapshot();
  const { items } = await (await ask('GET', '/me/tracks?limit=3')).json();
  tracks = items.map(({ track }: { track: { id: string } }) => track.id);
});
afterAll(() => local.close());
beforeEach(() => local.reset({ to: morning }));

const ask = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(local.apiUrl + path, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, ...headers },
    ...(body !== undefined && { body }),
  });
const read = async (path: string) => (await ask('GET', path)).json();
const urisOf = async (id: string) =>
  (await read(`/playlists/${id}/items`)).items.map(({ item }: { item: { uri: string } }) => item.uri);

describe('an answer', () => {
  test('without a body says that it has none, and names no type', async () => {
    for (const [method, path, status] of [
      ['PUT', `/me/tracks?ids=${tracks[0]}`, 200],
      ['PUT', `/playlists/${adasPlaylist}/followers`, 200],
      ['PUT', '/me/following?type=user&ids=ben', 204],
    ] as const) {
      const answer = await ask(method, path);
      expect([answer.status, await answer.text(), answer.headers.get('content-type')], path).toEqual([status, '', null]);
      expect(answer.headers.get('content-length'), path).toBe(status === 204 ? null : '0');
      expect(answer.headers.get('transfer-encoding'), path).toBeNull();
    }
  });

  test('is JSON in UTF-8 whatever is accepted, and has its length for HEAD', async () => {
    const answer = await ask('GET', '/me', undefined, { accept: 'text/html' });
    const type = 'application/json; charset=utf-8';
    expect(answer.headers.get('content-type')).toBe(type);
    const { byteLength } = await answer.arrayBuffer();
    const head = await ask('HEAD', '/me');
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, type, '']);
    expect(head.headers.get('content-length')).toBe(String(byteLength));
  });

  test('has times as Spotify writes them: to the second where something was saved, to the millisecond where it was played', async () => {
    const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u;
    expect((await read('/me/tracks?limit=1')).items[0].added_at).toMatch(second);
    expect((await read(`/playlists/${adasPlaylist}`)).tracks.items[0].added_at).toMatch(second);
    expect((await read('/me/player/recently-played?limit=1')).items[0].played_at).toMatch(/^[\d-]+T[\d:]+\.\d{3}Z$/u);
  });
});

describe('a request', () => {
  test('may end its path with a slash, as spotipy’s do', async () => {
    expect((await ask('PUT', `/me/tracks/?ids=${tracks[0]}`)).status).toBe(200);
    expect((await read(`/tracks/?ids=${tracks.join(',')}`)).tracks).toHaveLength(3);
  });

  test('may encode its commas, colons and spaces, or not', async () => {
    expect((await read(`/tracks?ids=${tracks.join('%2C')}`)).tracks).toHaveLength(3);
    const found = async (query: string) => (await read(`/search?type=track&limit=5&q=${query}`)).tracks.items;
    expect(await found('the+night')).toEqual(await found('the%20night'));
    const uri = `spotify:track:${tracks[1]}`;
    for (const uris of [uri, encodeURIComponent(uri)]) {
      expect((await ask('PUT', `/playlists/${adasPlaylist}/tracks?uris=${uris}`)).status).toBe(200);
      expect(await urisOf(adasPlaylist)).toEqual([uri]);
    }
  });

  test('may name an id twice, and gets it twice; for one of nothing it gets null', async () => {
    const ids = [tracks[0], tracks[0], '0'.repeat(22)].join(',');
    expect((await read(`/tracks?ids=${ids}`)).tracks.map((track: { id: string } | null) => track?.id)).toEqual([
      tracks[0],
      tracks[0],
      undefined,
    ]);
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded'])(
    'may say that its JSON is %s',
    async (type) => {
      const made = await ask('POST', '/me/playlists', '{"name":"Ö","public":false}', { 'content-type': type });
      expect([made.status, (await made.json()).name]).toEqual([201, 'Ö']);
    },
  );

  test('may have null for what it has no value of', async () => {
    const made = await ask('POST', '/me/playlists', '{"name":"N","public":null,"collaborative":null,"description":null}');
    expect(made.status).toBe(201);
    const { id } = await made.json();
    const steps = [
      ['PUT', `/playlists/${id}`, '{"name":null,"public":null,"collaborative":null,"description":null}', 200],
      ['POST', `/playlists/${id}/tracks`, `{"uris":["spotify:track:${tracks[0]}"],"position":null}`, 201],
      ['PUT', `/playlists/${id}/tracks`, '{"range_start":0,"insert_before":1,"range_length":null,"snapshot_id":null}', 200],
      ['DELETE', `/playlists/${id}/tracks`, `{"tracks":[{"uri":"spotify:track:${tracks[0]}"}],"snapshot_id":null}`, 200],
      ['PUT', `/playlists/${id}/followers`, '{"public":null}', 200],
      ['PUT', '/me/player', `{"device_ids":["${await laptop()}"],"play":null}`, 200],
      [
        'PUT',
        '/me/player/play',
        `{"context_uri":null,"uris":["spotify:track:${tracks[0]}"],"offset":null,"position_ms":null}`,
        200,
      ],
    ] as const;
    for (const [method, path, body, status] of steps) expect((await ask(method, path, body)).status, path).toBe(status);
  });

  test('may have an empty parameter where it has no value', async () => {
    expect((await ask('GET', '/me/tracks?limit=&offset=&market=')).status).toBe(200);
    expect((await ask('PUT', `/me/player/play?device_id=${await laptop()}`, '')).status).toBe(200);
    expect((await ask('PUT', '/me/player/pause?device_id=', '{}')).status).toBe(200);
  });

  test('may write states with capitals, as Python does', async () => {
    await ask('PUT', `/me/player/play?device_id=${await laptop()}`);
    expect((await ask('PUT', '/me/player/shuffle?state=True')).status).toBe(200);
    expect(await read('/me/player')).toMatchObject({ shuffle_state: true, smart_shuffle: false });
  });

  test('may empty a playlist by an empty list, in the query as in the body', async () => {
    for (const [path, body] of [
      ['?uris=', undefined],
      ['', '{"uris":[]}'],
      ['', '[]'],
    ] as const) {
      local.reset({ to: morning });
      expect((await urisOf(adasPlaylist)).length).toBeGreaterThan(0);
      expect((await ask('PUT', `/playlists/${adasPlaylist}/tracks${path}`, body)).status).toBe(200);
      expect(await urisOf(adasPlaylist)).toEqual([]);
    }
  });

  test('may ask for the market of its token, as before 2020, or for one in small letters', async () => {
    for (const market of ['from_token', 'se'])
      expect(await read(`/tracks/${tracks[0]}?market=${market}`)).toHaveProperty('is_playable');
  });
});

async function laptop(): Promise<string> {
  const { devices } = await read('/me/player/devices');
  return devices.find(({ name }: { name: string }) => name === 'Laptop').id;
}
