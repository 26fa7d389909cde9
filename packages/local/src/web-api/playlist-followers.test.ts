import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, getTokens } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

const everything = 'playlist-modify-public playlist-modify-private playlist-read-private playlist-read-collaborative';
const FERRY_OF_ADA = '4hJq0wXv2Lr7Nd9TbYc1Ae';
const PRIVATE_OF_ADA = '2mZs8fKp5Ug3Qx6WnRb4Hd';
const LAGOS_OF_CHIOMA = '0iRl7vBz3Jw8Hu2PxSc5Mo';
const PRIVATE_OF_CHIOMA = '2dUa9nEk6Tp4Vy1ZfWg8Bx';
const EVERYONES_OF_CHIOMA = '6oLj2cQs5Ri7Nm9HbXe4Yv';
const UNKNOWN = '0'.repeat(22);

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function sessionOf(user = 'ada', scope = everything) {
  const { accessToken } = await getTokens(local, scope, user);
  const call = (method: string, path: string, body?: unknown) => callApi(local, path, accessToken, { method, body });
  return {
    call,
    followers: (method: string, id: string, body?: unknown) => call(method, `/playlists/${id}/followers`, body),
    isFollowed: async (id: string) => (await call('GET', `/playlists/${id}/followers/contains`)).body,
    listed: async () =>
      ((await call('GET', '/me/playlists?limit=50')).body as Operations['GET /me/playlists']['response']).items.map(({ id }) => id),
  };
}

const refusal = (status: number, message: string) => ({ status, body: { error: { status, message } } });

test('a playlist that is followed stands at the top of the list, until it is followed no longer', async () => {
  const { followers, isFollowed, listed } = await sessionOf();
  const before = await listed();
  expect(await isFollowed(LAGOS_OF_CHIOMA)).toEqual([false]);
  for (const _ of ['once', 'twice']) {
    expect(await followers('PUT', LAGOS_OF_CHIOMA)).toMatchObject({ status: 200, body: undefined });
  }
  expect((await followers('PUT', EVERYONES_OF_CHIOMA)).status).toBe(200);
  expect((await followers('PUT', LAGOS_OF_CHIOMA, { public: false })).status).toBe(200);
  expect(await isFollowed(LAGOS_OF_CHIOMA)).toEqual([true]);
  expect(await listed()).toEqual([EVERYONES_OF_CHIOMA, LAGOS_OF_CHIOMA, ...before]);
  expect(await followers('DELETE', LAGOS_OF_CHIOMA)).toMatchObject({ status: 200, body: undefined });
  expect(await isFollowed(LAGOS_OF_CHIOMA)).toEqual([false]);
  expect(await listed()).toEqual([EVERYONES_OF_CHIOMA, ...before]);
});

test('a playlist of the local Spotify is followed as any other, by apps that may know of it', async () => {
  const { call, followers, isFollowed, listed } = await sessionOf();
  const before = await listed();
  const featured = (await call('GET', '/browse/featured-playlists?limit=1'))
    .body as Operations['GET /browse/featured-playlists']['response'];
  const id = featured.playlists.items[0]?.id ?? '';
  const followerCount = async () =>
    ((await call('GET', `/playlists/${id}`)).body as { followers: { total: number } }).followers.total;
  expect([await isFollowed(id), await followerCount()]).toEqual([[false], 0]);
  expect((await followers('PUT', id)).status).toBe(200);
  expect([await isFollowed(id), await followerCount()]).toEqual([[true], 1]);
  expect(await listed()).toEqual([id, ...before]);
  const snapshot = local.snapshot();
  local.restore(snapshot);
  const { body } = await call('GET', '/me/playlists?limit=1');
  expect(body).toMatchObject({ total: before.length + 1, items: [{ id, owner: { id: 'spixie' }, name: expect.any(String) }] });
  expect((await call('GET', `/users/ada/playlists?limit=1`)).body).toMatchObject({ items: [{ id }] });
  local.settings.update({ tier: 'development-legacy' });
  expect(await listed()).toEqual(before);
  expect((await followers('PUT', id)).status).toBe(404);
  local.settings.update({ tier: 'extended' });
  expect((await followers('DELETE', id)).status).toBe(200);
  expect(await listed()).toEqual(before);
});

test('who follows a playlist of somebody who is removed follows it no longer', async () => {
  const { followers, listed } = await sessionOf();
  const before = await listed();
  await followers('PUT', LAGOS_OF_CHIOMA);
  local.userAccounts.delete('chioma');
  expect(await listed()).toEqual(before);
});

test('an own playlist is deleted by following it no longer, and can still be read by its id', async () => {
  const { call, followers, isFollowed, listed } = await sessionOf();
  const ben = await sessionOf('ben');
  expect(await isFollowed(FERRY_OF_ADA)).toEqual([true]);
  expect((await followers('DELETE', FERRY_OF_ADA)).status).toBe(200);
  expect(await isFollowed(FERRY_OF_ADA)).toEqual([false]);
  expect(await listed()).not.toContain(FERRY_OF_ADA);
  expect((await call('GET', `/playlists/${FERRY_OF_ADA}/items`)).status).toBe(200);
  expect(await ben.listed(), 'who followed it keeps it').toContain(FERRY_OF_ADA);
  expect((await followers('PUT', FERRY_OF_ADA)).status).toBe(200);
  expect((await listed())[0]).toBe(FERRY_OF_ADA);
});

test.each([
  ['PUT', PRIVATE_OF_CHIOMA, 404, 'Resource not found'],
  ['PUT', UNKNOWN, 404, 'Resource not found'],
  ['DELETE', UNKNOWN, 404, 'Resource not found'],
  ['PUT', 'short', 400, 'Invalid base62 id'],
])('%s of the playlist %s is refused', async (method, id, status, message) => {
  expect(await (await sessionOf()).followers(method, id)).toMatchObject(refusal(status, message));
});

test('a body that says neither true nor false is refused', async () => {
  const { followers, isFollowed } = await sessionOf();
  expect(await followers('PUT', LAGOS_OF_CHIOMA, { public: 'yes' })).toMatchObject(refusal(400, 'Malformed json'));
  expect(await isFollowed(LAGOS_OF_CHIOMA)).toEqual([false]);
});

test('following for all to see and following in private have a scope each', async () => {
  const [inPublic, inPrivate] = [
    await sessionOf('ada', 'playlist-modify-public'),
    await sessionOf('ada', 'playlist-modify-private'),
  ];
  const insufficient = refusal(403, 'Insufficient client scope');
  expect(await inPublic.followers('PUT', LAGOS_OF_CHIOMA, { public: false })).toMatchObject(insufficient);
  expect(await inPrivate.followers('PUT', LAGOS_OF_CHIOMA)).toMatchObject(insufficient);
  expect(await inPublic.isFollowed(LAGOS_OF_CHIOMA)).toEqual([false]);
  expect((await inPrivate.followers('PUT', LAGOS_OF_CHIOMA, { public: false })).status).toBe(200);
});

test('the one who calls is asked about, whoever is named, and one at most', async () => {
  const { call } = await sessionOf();
  const contains = `/playlists/${LAGOS_OF_CHIOMA}/followers/contains`;
  expect((await call('GET', `${contains}?ids=chioma`)).body).toEqual([false]);
  expect(await call('GET', `${contains}?ids=ada,chioma`)).toMatchObject(refusal(400, 'too many ids requested'));
  expect(await call('GET', `/playlists/${UNKNOWN}/followers/contains`)).toMatchObject(refusal(404, 'Resource not found'));
});

test('a private playlist of one’s own is followed from the start', async () => {
  expect(await (await sessionOf()).isFollowed(PRIVATE_OF_ADA)).toEqual([true]);
});
