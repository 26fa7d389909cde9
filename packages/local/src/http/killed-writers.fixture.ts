import { expect } from 'vitest';
import { callApi, getTokens, refresh } from '../accounts/browser.fixture.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import type { LocalSpotify } from './local-spotify.js';

/** Writes one thing after the other, and can say afterwards whether all that was answered is there, and nothing of it by halves. */
export interface Writer {
  begin(local: LocalSpotify): Promise<void>;
  /** @throws when the connection breaks */
  write(local: LocalSpotify, number: number): Promise<void>;
  /**
   * Looks at what there is.
   *
   * @param answered - how many were answered
   * @returns how many there are: of one whose answer never came nobody knows before
   */
  check(local: LocalSpotify, answered: number): Promise<number>;
}

const scopes =
  'user-library-read user-library-modify user-follow-read user-follow-modify playlist-modify-public playlist-read-private user-read-playback-state user-read-currently-playing user-modify-playback-state';

const catalogue = await openCatalogue();
const idsOf = (kind: 'track' | 'album' | 'artist', from: number, howMany: number): string[] =>
  Array.from({ length: howMany }, (_, index) => catalogue.idAt(kind, from + index) ?? '');
const tracksOf = (from: number, howMany: number): string[] => idsOf('track', from, howMany).map((id) => `spotify:track:${id}`);
// None that Chioma cannot play.
const playable = Array.from({ length: 2000 }, (_, index) => catalogue.idAt('track', index) ?? '')
  .filter((id) => catalogue.playableTrack(id, 'NG')?.isPlayable && catalogue.playableTrack(id, 'NG')?.track.id === id)
  .map((id) => `spotify:track:${id}`);

async function ask<Body>(local: LocalSpotify, call: string, token: string, body?: unknown): Promise<Body> {
  const [method = '', path = ''] = call.split(' ');
  const answer = await callApi<Body>(local, path, token, { method, body });
  if (answer.status >= 300) throw new Error(`${call}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Saves two tracks, an album and an artist at once. */
export function libraryWriter(): Writer {
  let token = '';
  const urisOf = (number: number): string[] => [
    ...tracksOf(number * 2, 2),
    ...idsOf('album', number, 1).map((id) => `spotify:album:${id}`),
    ...idsOf('artist', number, 1).map((id) => `spotify:artist:${id}`),
  ];
  const contained = (local: LocalSpotify, number: number) =>
    ask<boolean[]>(local, `GET /me/library/contains?uris=${urisOf(number).join()}`, token);
  const total = async (local: LocalSpotify): Promise<number> =>
    (await ask<{ total: number }>(local, 'GET /me/tracks?limit=1', token)).total;
  return {
    begin: async (local) => {
      token = (await getTokens(local, scopes, 'chioma')).accessToken;
      while ((await total(local)) > 0) {
        const { items } = await ask<{ items: { track: { id: string } }[] }>(local, 'GET /me/tracks?limit=50', token);
        await ask(local, `DELETE /me/tracks?ids=${items.map(({ track }) => track.id).join()}`, token);
      }
    },
    write: (local, number) => ask(local, `PUT /me/library?uris=${urisOf(number).join()}`, token),
    async check(local, answered) {
      const next = await contained(local, answered);
      const isThere = next[0] === true;
      expect(next.slice(0, 2), 'the track and the other').toEqual([isThere, isThere]);
      if (answered > 0) expect(await contained(local, answered - 1)).toEqual([true, true, true, true]);
      const there = answered + Number(isThere);
      expect(await total(local)).toBe(there * 2);
      if (isThere) expect(next).toEqual([true, true, true, true]);
      return there;
    },
  };
}

/** Puts three tracks on top of a playlist of its own, and moves the first of them to its end. */
export function playlistWriter(): Writer {
  let [token, path, snapshotId] = ['', '', ''];
  let items: string[] = [];
  const change = (number: number): string[] => {
    if (number % 3 === 2) return [...items.slice(1), ...items.slice(0, 1)];
    return [...tracksOf(number * 3, 3), ...items];
  };
  return {
    begin: async (local) => {
      token = (await getTokens(local, scopes)).accessToken;
      path = `/playlists/${(await ask<{ id: string }>(local, 'POST /me/playlists', token, { name: 'Killed' })).id}`;
    },
    async write(local, number) {
      const moves = { range_start: 0, insert_before: items.length };
      const call = number % 3 === 2 ? 'PUT' : 'POST';
      const body = number % 3 === 2 ? moves : { uris: tracksOf(number * 3, 3), position: 0 };
      const answer = await ask<{ snapshot_id: string }>(local, `${call} ${path}/items`, token, body);
      items = change(number);
      snapshotId = answer.snapshot_id;
    },
    async check(local, answered) {
      const found = await ask<{ snapshot_id: string; tracks: { total: number; items: { track: { uri: string } }[] } }>(
        local,
        `GET ${path}`,
        token,
      );
      const after = change(answered);
      const isThere = answered > 0 && found.snapshot_id !== snapshotId;
      const expected = isThere ? after : items;
      const first = found.tracks.items.map(({ track }) => track.uri);
      if (answered > 0 || first.length > 0) expect([found.tracks.total, first]).toEqual([expected.length, expected.slice(0, 100)]);
      items = expected;
      snapshotId = found.snapshot_id;
      return answered + Number(isThere);
    },
  };
}

/** Plays one list of five after the other. */
export function playerWriter(): Writer {
  let [token, device] = ['', ''];
  const urisOf = (number: number): string[] =>
    Array.from({ length: 5 }, (_, index) => playable[(number * 5 + index) % playable.length] ?? '');
  return {
    begin: async (local) => {
      token = (await getTokens(local, scopes, 'chioma')).accessToken;
      device = (await ask<{ devices: { id: string }[] }>(local, 'GET /me/player/devices', token)).devices[0]?.id ?? '';
    },
    write: (local, number) => ask(local, `PUT /me/player/play?device_id=${device}`, token, { uris: urisOf(number) }),
    async check(local, answered) {
      const { currently_playing: current, queue } = await ask<{
        currently_playing: { uri: string } | null;
        queue: { uri: string }[];
      }>(local, 'GET /me/player/queue', token);
      const there = answered + Number(current?.uri === urisOf(answered)[0]);
      if (there > 0) expect([current?.uri, ...queue.map(({ uri }) => uri)]).toEqual(urisOf(there - 1));
      return there;
    },
  };
}

/** Refreshes and rotates; the sentence that a token meets says whether the one before it was the last. */
export function tokenWriter(): Writer {
  let token = '';
  const next = async (local: LocalSpotify): Promise<string> => {
    const { status, body } = await refresh(local, token);
    return status === 200 ? String(body['refresh_token']) : String(body['error_description']);
  };
  return {
    begin: async (local) => {
      token = (await getTokens(local)).refreshToken;
    },
    async write(local) {
      token = await next(local);
      expect(token).toMatch(/^AQ/u);
    },
    async check(local, answered) {
      const answer = await next(local);
      // The answer to a request that was cut off never came: its token may have been rotated, but must not be unknown.
      if (answer.startsWith('AQ')) token = answer;
      else {
        expect(answer).toBe('Refresh token revoked');
        token = (await getTokens(local)).refreshToken;
      }
      return answered;
    },
  };
}
