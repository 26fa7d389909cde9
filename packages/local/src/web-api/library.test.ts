import type { Operations, Page } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, getTokens } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

const everything =
  'user-library-read user-library-modify user-follow-read user-follow-modify playlist-modify-public playlist-read-private';
const LAGOS_OF_CHIOMA = '0iRl7vBz3Jw8Hu2PxSc5Mo';
const PRIVATE_OF_CHIOMA = '2dUa9nEk6Tp4Vy1ZfWg8Bx';
const UNKNOWN = '0'.repeat(22);

let local: LocalSpotify;
/** URIs of what can be saved or followed, one of each type. */
let uris: Record<'track' | 'album' | 'episode' | 'artist' | 'user' | 'playlist', string>;
beforeAll(async () => {
  local = await createLocalSpotify();
  const { call } = await sessionOf('ada');
  const first = async (kind: 'track' | 'album' | 'episode') =>
    ((await call('GET', `/me/${kind}s?limit=1`)).body as Page<Record<string, { uri: string }>>).items[0]?.[kind]?.uri ?? '';
  const { artists } = (await call('GET', '/me/following?type=artist')).body as Operations['GET /me/following']['response'];
  uris = {
    track: await first('track'),
    album: await first('album'),
    episode: await first('episode'),
    artist: artists.items[0]?.uri ?? '',
    user: 'spotify:user:chioma',
    playlist: `spotify:playlist:${LAGOS_OF_CHIOMA}`,
  };
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  local.userAccounts.create({ id: 'dora' });
});

/** Signs in. Dora, who is new, has saved and follows nothing. */
async function sessionOf(user = 'dora', scope = everything) {
  const { accessToken } = await getTokens(local, scope, user);
  const call = (method: string, path: string, body?: unknown) => callApi(local, path, accessToken, { method, body });
  const change = (method: 'PUT' | 'DELETE', ...all: string[]) =>
    call(method, `/me/library?uris=${all.map(encodeURIComponent).join(',')}`);
  const contains = async (...all: string[]) => (await call('GET', `/me/library/contains?uris=${all.join(',')}`)).body;
  return { call, change, contains };
}

const refusal = (status: number, message: string) => ({ status, body: { error: { status, message } } });

describe('the library', () => {
  test.each(['development-2026', 'extended'] as const)(
    'of an app of the tier %s takes every type at once, and gives each back',
    async (tier) => {
      local.settings.update({ tier });
      local.apps.update(local.clientId, { allowedUsers: ['ada', 'dora'] });
      const { change, contains, call } = await sessionOf();
      const all = Object.values(uris);
      expect(await contains(...all)).toEqual(all.map(() => false));
      expect(await change('PUT', ...all)).toMatchObject({ status: 200, body: undefined });
      expect(await contains(...all)).toEqual(all.map(() => true));
      for (const kind of ['track', 'album', 'episode'] as const) {
        expect((await call('GET', `/me/${kind}s`)).body).toMatchObject({ total: 1, items: [{ [kind]: { uri: uris[kind] } }] });
      }
      expect((await call('GET', '/me/following?type=artist')).body).toMatchObject({ artists: { items: [{ uri: uris.artist }] } });
      expect((await call('GET', '/me/playlists')).body).toMatchObject({ items: [{ uri: uris.playlist }] });
      expect((await change('DELETE', uris.track, uris.playlist)).status).toBe(200);
      expect(await contains(...all)).toEqual(all.map((uri) => uri !== uris.track && uri !== uris.playlist));
    },
  );

  test('and the operations of before show the same', async () => {
    const { change, call } = await sessionOf();
    const [track = '', artist = ''] = [uris.track, uris.artist].map((uri) => uri.split(':')[2]);
    await change('PUT', uris.track, uris.user, uris.playlist);
    expect((await call('GET', `/me/tracks/contains?ids=${track}`)).body).toEqual([true]);
    expect((await call('GET', '/me/following/contains?type=user&ids=chioma,ada')).body).toEqual([true, false]);
    expect((await call('GET', `/playlists/${LAGOS_OF_CHIOMA}/followers/contains`)).body).toEqual([true]);
    await call('PUT', `/me/following?type=artist&ids=${artist}`);
    await call('DELETE', '/me/tracks', { ids: [track] });
    expect((await call('GET', `/me/library/contains?uris=${uris.artist},${uris.track}`)).body).toEqual([true, false]);
  });

  test('takes an audiobook by its own URI and by the URI of a show, which Spotify gives to it', async () => {
    const ada = await sessionOf('ada');
    const saved = (await ada.call('GET', '/me/audiobooks?limit=1')).body as Operations['GET /me/audiobooks']['response'];
    const [audiobook] = saved.items.map((item) => item.audiobook);
    expect(audiobook?.uri).toMatch(/^spotify:show:/u);
    const { change, contains, call } = await sessionOf();
    await change('PUT', audiobook?.uri ?? '');
    expect((await call('GET', '/me/audiobooks')).body).toMatchObject({ total: 1, items: [{ audiobook: { id: audiobook?.id } }] });
    expect((await call('GET', '/me/shows')).body).toMatchObject({ total: 0 });
    const own = `spotify:audiobook:${audiobook?.id}`;
    expect(await contains(own, audiobook?.uri ?? '')).toEqual([true, true]);
    await change('DELETE', own);
    expect(await contains(audiobook?.uri ?? '')).toEqual([false]);
  });

  test('passes over what is not there, a private playlist of another among it', async () => {
    const { change, contains } = await sessionOf();
    const nothing = [
      ...['track', 'album', 'episode', 'show', 'audiobook', 'artist', 'playlist'].map((type) => `spotify:${type}:${UNKNOWN}`),
      'spotify:user:nobody',
      `spotify:playlist:${PRIVATE_OF_CHIOMA}`,
    ];
    expect((await change('PUT', ...nothing, uris.track)).status).toBe(200);
    expect(local.journal.entries().at(-1)?.deviations).toHaveLength(nothing.length);
    expect(await contains(...nothing, uris.track)).toEqual([...nothing.map(() => false), true]);
  });

  test.each([
    ['user-library-modify', ['track', 'album', 'episode']],
    ['user-follow-modify', ['artist', 'user']],
    ['playlist-modify-public', ['playlist']],
  ] as const)('takes with the scope %s only %j', async (scope, allowed) => {
    const { change } = await sessionOf('dora', scope);
    const { contains } = await sessionOf();
    for (const [type, uri] of Object.entries(uris)) {
      const may = (allowed as readonly string[]).includes(type);
      expect((await change('PUT', uri)).status, type).toBe(may ? 200 : 403);
      expect(await contains(uri)).toEqual([may]);
      expect((await change('DELETE', uri)).status, type).toBe(may ? 200 : 403);
    }
    const [own = 'track'] = allowed;
    const foreign = own === 'artist' ? uris.track : uris.artist;
    expect(await change('PUT', uris[own], foreign)).toMatchObject(refusal(403, 'Insufficient client scope'));
    expect(await contains(uris[own])).toEqual([false]);
  });

  test.each([
    ['user-library-read', ['track', 'album', 'episode']],
    ['user-follow-read', ['artist', 'user']],
    ['playlist-read-private', ['playlist']],
  ] as const)('says with the scope %s only of %j whether it is there', async (scope, allowed) => {
    const { call } = await sessionOf('dora', scope);
    for (const [type, uri] of Object.entries(uris)) {
      const may = (allowed as readonly string[]).includes(type);
      expect((await call('GET', `/me/library/contains?uris=${uri}`)).status, type).toBe(may ? 200 : 403);
    }
  });

  test.each([
    ['', undefined, 'Missing required field: uris'],
    // Seen in July 2026.
    ['', { uris: [`spotify:track:${UNKNOWN}`] }, 'Missing required field: uris'],
    [`uris=${UNKNOWN}`, undefined, `Invalid uri: ${UNKNOWN}`],
    ['uris=spotify:track:short', undefined, 'Invalid uri: spotify:track:short'],
    [`uris=spotify:chapter:${UNKNOWN}`, undefined, `Invalid uri: spotify:chapter:${UNKNOWN}`],
    [`uris=spotify:toString:${UNKNOWN}`, undefined, `Invalid uri: spotify:toString:${UNKNOWN}`],
    ['uris=spotify:user:%25', undefined, 'Invalid uri: spotify:user:%'],
    [`uris=${Array.from({ length: 41 }, () => `spotify:track:${UNKNOWN}`).join(',')}`, undefined, 'too many uris requested'],
  ])('refuses ?%s with the body %j', async (query, body, message) => {
    const { call } = await sessionOf();
    expect(await call('PUT', `/me/library?${query}`, body)).toMatchObject(refusal(400, message));
    expect(await call('DELETE', `/me/library?${query}`, body)).toMatchObject(refusal(400, message));
    expect(await call('GET', `/me/library/contains?${query}`)).toMatchObject(refusal(400, message));
  });
});
