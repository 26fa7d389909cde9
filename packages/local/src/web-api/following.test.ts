import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, getTokens } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

type Followed = Operations['GET /me/following']['response'];

const UNKNOWN = '0'.repeat(22);

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function sessionOf(user = 'ada', scope = 'user-follow-read user-follow-modify') {
  const { accessToken } = await getTokens(local, scope, user);
  const call = (method: string, path: string, body?: unknown) => callApi(local, path, accessToken, { method, body });
  const artists = async (query = '') => ((await call('GET', `/me/following?type=artist${query}`)).body as Followed).artists;
  return { call, artists };
}

const refusal = (status: number, message: string) => ({ status, body: { error: { status, message } } });

describe('artists', () => {
  test('are listed in the order of their ids, page by page, each once', async () => {
    const { call, artists } = await sessionOf();
    const seen: string[] = [];
    let page = await artists('&limit=10');
    expect(page).toMatchObject({ href: `${local.apiUrl}/me/following?type=artist&limit=10`, limit: 10, total: 28 });
    for (;;) {
      seen.push(...page.items.map(({ id }) => id));
      expect(page.cursors).toEqual({ after: page.next === null ? null : seen.at(-1) });
      if (page.next === null) break;
      // Whoever is the cursor may be followed no longer when the next page is asked for.
      await call('DELETE', `/me/following?type=artist&ids=${seen.at(-1)}`);
      page = ((await call('GET', page.next.slice(local.apiUrl.length))).body as Followed).artists;
    }
    expect(seen).toHaveLength(28);
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(page.total).toBe(26);
  });

  test('are followed by the query or by the body, twice as once, and are followed no longer', async () => {
    const { artists } = await sessionOf();
    const [one, two, three] = (await artists()).items.map(({ id }) => id);
    local.userAccounts.create({ id: 'dora' });
    const dora = await sessionOf('dora');
    expect(await dora.artists()).toMatchObject({ items: [], total: 0, next: null, cursors: { after: null } });
    expect(await dora.call('PUT', `/me/following?type=artist&ids=${two}`)).toMatchObject({ status: 204, body: undefined });
    expect((await dora.call('PUT', '/me/following?type=artist', { ids: [one, two, UNKNOWN] })).status).toBe(204);
    expect((await dora.artists()).items.map(({ id }) => id)).toEqual([one, two]);
    const contains = `/me/following/contains?type=artist&ids=${[three, two, one, UNKNOWN].join(',')}`;
    expect((await dora.call('GET', contains)).body).toEqual([false, true, true, false]);
    expect((await dora.call('DELETE', '/me/following?type=artist', { ids: [one] })).status).toBe(204);
    expect((await dora.call('GET', contains)).body).toEqual([false, true, false, false]);
  });

  test('have a follower more for each user who follows them here', async () => {
    local.userAccounts.create({ id: 'dora' });
    const [ada, dora] = [await sessionOf(), await sessionOf('dora')];
    const [{ id = '', followers: { total: before = 0 } = {} } = {}] = (await ada.artists()).items;
    const followersNow = async () =>
      ((await dora.call('GET', `/artists/${id}`)).body as { followers: { total: number } }).followers.total;
    expect(await followersNow()).toBe(before);
    for (const [method, now] of [
      ['PUT', before + 1],
      ['PUT', before + 1],
      ['DELETE', before],
    ] as const) {
      await dora.call(method, `/me/following?type=artist&ids=${id}`);
      expect(await followersNow(), method).toBe(now);
    }
  });
});

describe('users', () => {
  const followersOf = async (id: string) => {
    const { call } = await sessionOf(id);
    const [seen, own] = [await call('GET', `/users/${id}`), await call('GET', '/me')].map(({ body }) => body);
    expect((own as Operations['GET /me']['response']).followers).toEqual((seen as typeof own & { followers: object }).followers);
    return (own as Operations['GET /me']['response']).followers?.total ?? 0;
  };

  test('count those who follow them, each once', async () => {
    const { call } = await sessionOf();
    local.userAccounts.create({ id: 'dora', followers: 7 });
    expect(await followersOf('dora')).toBe(7);
    for (const _ of [1, 2]) expect((await call('PUT', '/me/following?type=user&ids=dora,nobody')).status).toBe(204);
    expect((await call('GET', '/me/following/contains?type=user&ids=ben,dora,nobody')).body).toEqual([true, true, false]);
    expect(await followersOf('dora')).toBe(8);
    expect((await call('DELETE', '/me/following?type=user&ids=dora')).status).toBe(204);
    expect(await followersOf('dora')).toBe(7);
  });

  test('who are gone follow nobody and are followed by nobody', async () => {
    const { call } = await sessionOf();
    const before = await followersOf('ben');
    await call('PUT', '/me/following?type=user&ids=ben');
    local.userAccounts.create({ id: 'dora' });
    await call('PUT', '/me/following?type=user&ids=dora');
    await (await sessionOf('dora')).call('PUT', '/me/following?type=user&ids=ben');
    expect(await followersOf('ben')).toBe(before + 1);
    local.userAccounts.delete('dora');
    local.userAccounts.create({ id: 'dora' });
    expect(await followersOf('ben')).toBe(before);
    expect((await call('GET', '/me/following/contains?type=user&ids=dora')).body).toEqual([false]);
  });

  test('show everyone their name and picture, and to themselves more', async () => {
    const { call } = await sessionOf('ada', 'user-read-private user-read-email');
    const { body } = await call('GET', '/users/chioma');
    expect(body).toMatchObject({
      display_name: 'Chiọma Ezé',
      id: 'chioma',
      uri: 'spotify:user:chioma',
      href: `${local.apiUrl}/users/chioma`,
    });
    expect(Object.keys(body as object).sort()).toEqual(
      ['display_name', 'external_urls', 'followers', 'href', 'id', 'images', 'type', 'uri'].sort(),
    );
    expect((await call('GET', '/me')).body).toMatchObject({ email: 'ada@example.test', country: 'SE', product: 'premium' });
  });

  test('who are not there are not found', async () => {
    expect(await (await sessionOf()).call('GET', '/users/nobody')).toMatchObject(refusal(404, 'No such user'));
  });
});

describe('a call that is wrong', () => {
  test.each([
    ['GET', '/me/following', 'Missing required field: type'],
    ['GET', '/me/following?type=user', 'Invalid type: user'],
    // What spotipy sends without a cursor: its issue 1169.
    ['GET', '/me/following?type=artist&after=0', 'Invalid base62 id'],
    ['GET', '/me/following?type=artist&limit=51', 'Invalid limit'],
    ['GET', '/me/following?type=artist&limit=0', 'Invalid limit'],
    ['PUT', `/me/following?ids=${UNKNOWN}`, 'Missing required field: type'],
    ['PUT', `/me/following?type=album&ids=${UNKNOWN}`, 'Invalid type: album'],
    ['PUT', '/me/following?type=artist', 'Missing required field: ids'],
    ['PUT', '/me/following?type=artist&ids=ben', 'Invalid base62 id'],
    ['DELETE', '/me/following?type=user', 'Missing required field: ids'],
    ['GET', '/me/following/contains?type=user', 'Missing required field: ids'],
    ['GET', `/me/following/contains?type=artist&ids=${`${UNKNOWN},`.repeat(50)}${UNKNOWN}`, 'too many ids requested'],
  ])('%s %s is refused', async (method, path, message) => {
    expect(await (await sessionOf()).call(method, path)).toMatchObject(refusal(400, message));
  });

  test('without its scope is refused', async () => {
    const { call } = await sessionOf('ada', 'user-follow-read');
    expect(await call('PUT', `/me/following?type=user&ids=ben`)).toMatchObject(refusal(403, 'Insufficient client scope'));
  });
});
