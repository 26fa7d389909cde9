import type { Page } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForTokens, callApi, getTokens } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import type { SavedKind } from '../world/library.js';

type SavedPage = Page<{ added_at: string } & Partial<Record<SavedKind, { id: string; type: string; resume_point?: object }>>>;

const kinds: readonly SavedKind[] = ['track', 'album', 'episode', 'show', 'audiobook'];
const modify = 'user-library-read user-library-modify';
const UNKNOWN = '0'.repeat(22);

let local: LocalSpotify;
/** Ids of each kind, which are there to be saved. */
let ids: Record<SavedKind, string[]>;
beforeAll(async () => {
  local = await createLocalSpotify();
  const ada = await sessionOf('ada');
  ids = Object.fromEntries(
    await Promise.all(kinds.map(async (kind) => [kind, (await ada.page(kind, 'limit=20')).items.map((item) => item[kind]?.id)])),
  );
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  local.userAccounts.create({ id: 'dora' });
});

interface Session {
  token: string;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  page(kind: SavedKind, query?: string): Promise<SavedPage>;
  /** The ids of a list’s first page. */
  listed(kind: SavedKind): Promise<(string | undefined)[]>;
}

/** Signs in. Dora, who is new, has saved nothing. */
async function sessionOf(user = 'dora', scope = modify): Promise<Session> {
  const { accessToken: token } = await getTokens(local, scope, user);
  const page = async (kind: SavedKind, query = 'limit=50') =>
    (await callApi<SavedPage>(local, `/me/${kind}s?${query}`, token)).body;
  return {
    token,
    call: (method, path, body) => callApi(local, path, token, { method, body }),
    page,
    listed: async (kind) => (await page(kind)).items.map((item) => item[kind]?.id),
  };
}

const refusal = (status: number, message: string) => ({ status, body: { error: { status, message } } });

describe('what is saved', () => {
  test.each(kinds)('as %s is contained and listed, until it is removed', async (kind) => {
    const { call, listed } = await sessionOf();
    const some = ids[kind].slice(0, 2);
    const [first] = some;
    const contains = `/me/${kind}s/contains?ids=${[UNKNOWN, ...some].join(',')}`;
    expect(some).not.toEqual([]);
    expect((await call('PUT', `/me/${kind}s?ids=${some.join(',')}`)).status).toBe(200);
    expect((await call('GET', contains)).body).toEqual([false, ...some.map(() => true)]);
    expect(new Set(await listed(kind))).toEqual(new Set(some));
    expect((await call('DELETE', `/me/${kind}s`, { ids: [first] })).status).toBe(200);
    expect((await call('GET', contains)).body).toEqual([false, ...some.map((id) => id !== first)]);
    expect(await listed(kind)).toEqual(some.slice(1));
  });

  test('may be named in the body or in the query, which counts', async () => {
    const { call, listed } = await sessionOf();
    const [one, two, three] = ids.track;
    await call('PUT', '/me/tracks', { ids: [one] });
    await call('PUT', `/me/tracks?ids=${two}`, { ids: [three] });
    expect(await listed('track')).toEqual([two, one]);
  });

  test('last stands first, with the time of the clock', async () => {
    local.clock.freeze();
    local.clock.set('2026-12-01T10:00:00Z');
    const { call, page, listed } = await sessionOf();
    const [one, two, three] = ids.track;
    await call('PUT', '/me/tracks', { ids: [one, two] });
    local.clock.advance({ minutes: 3 });
    await call('PUT', '/me/tracks', { ids: [three] });
    expect(await listed('track')).toEqual([three, two, one]);
    expect((await page('track')).items.map((item) => item.added_at)).toEqual([
      '2026-12-01T10:03:00Z',
      '2026-12-01T10:00:00Z',
      '2026-12-01T10:00:00Z',
    ]);
  });

  test('a second time stays where it is', async () => {
    const { call, page } = await sessionOf();
    const [one, two] = ids.track;
    await call('PUT', '/me/tracks', { ids: [one] });
    local.clock.advance({ minutes: 1 });
    await call('PUT', '/me/tracks', { ids: [two] });
    const before = await page('track');
    local.clock.advance({ minutes: 1 });
    await call('PUT', '/me/tracks', { ids: [one, one] });
    expect(await page('track')).toEqual(before);
  });

  test('as of a time stands where that time belongs, also if it was saved before', async () => {
    const { call, page } = await sessionOf();
    const [one = '', two = '', three = ''] = ids.track;
    await call('PUT', '/me/tracks', { ids: [one] });
    const timestamped_ids = [
      { id: two, added_at: '2019-05-01T00:00:00Z' },
      { id: three, added_at: '2021-05-01T02:00:00+02:00' },
      { id: one, added_at: '2020-05-01T00:00:00.250Z' },
    ];
    expect((await call('PUT', '/me/tracks', { ids: [UNKNOWN], timestamped_ids })).status).toBe(200);
    expect((await page('track')).items.map((item) => [item.track?.id, item.added_at])).toEqual([
      [three, '2021-05-01T00:00:00Z'],
      [one, '2020-05-01T00:00:00Z'],
      [two, '2019-05-01T00:00:00Z'],
    ]);
  });

  test('belongs to one user, and goes with them', async () => {
    const [one] = ids.track;
    const dora = await sessionOf();
    await dora.call('PUT', '/me/tracks', { ids: [one] });
    local.userAccounts.create({ id: 'emil' });
    expect(await (await sessionOf('emil')).listed('track')).toEqual([]);
    local.userAccounts.delete('dora');
    local.userAccounts.create({ id: 'dora' });
    expect(await (await sessionOf()).listed('track')).toEqual([]);
  });

  test('comes back with a snapshot', async () => {
    const { call, listed } = await sessionOf();
    const [one, two] = ids.track;
    await call('PUT', '/me/tracks', { ids: [one] });
    const snapshot = local.snapshot();
    await call('PUT', '/me/tracks', { ids: [two] });
    await call('DELETE', `/me/tracks?ids=${one}`);
    local.restore(snapshot);
    expect(await listed('track')).toEqual([one]);
  });

  test('and is in no catalogue is passed over, as the journal tells', async () => {
    const { call, listed } = await sessionOf();
    const [one] = ids.album;
    expect((await call('PUT', `/me/albums?ids=${UNKNOWN},${one}`)).status).toBe(200);
    expect(local.journal.entries().at(-1)?.deviations).toEqual([`There is no album ${UNKNOWN}: it was passed over.`]);
    expect((await call('GET', `/me/albums/contains?ids=${UNKNOWN},${one}`)).body).toEqual([false, true]);
    expect(await listed('album')).toEqual([one]);
  });
});

describe('a list', () => {
  test('of more than 300 tracks is read in pages that lead to each other', async () => {
    const { token } = await sessionOf('ada');
    const first = `${local.apiUrl}/me/tracks?offset=0&limit=50`;
    const seen: string[] = [];
    const times: string[] = [];
    let previous: string | null = null;
    for (let url: string | null = first; url !== null; ) {
      const { body }: { body: SavedPage } = await callApi<SavedPage>(local, url.slice(local.apiUrl.length), token);
      expect([body.href, body.previous, body.limit, body.total]).toEqual([url, previous, 50, 324]);
      seen.push(...body.items.map((item) => item.track?.id ?? ''));
      times.push(...body.items.map((item) => item.added_at));
      [previous, url] = [url, body.next];
    }
    expect(new Set(seen).size).toBe(324);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('keeps the market in its links, and says whether each can be played there', async () => {
    const { page } = await sessionOf('ada');
    const { next, items } = await page('track', 'market=SE&limit=2');
    expect(next).toBe(`${local.apiUrl}/me/tracks?market=SE&offset=2&limit=2`);
    for (const { track } of items) {
      expect(track).toHaveProperty('is_playable');
      expect(track).not.toHaveProperty('available_markets');
    }
  });

  test('of episodes tells how far the user came only to a token that may know', async () => {
    const [stranger] = (await (await sessionOf('ada')).page('episode')).items;
    expect(stranger?.episode).not.toHaveProperty('resume_point');
    const [known] = (await (await sessionOf('ada', `${modify} user-read-playback-position`)).page('episode')).items;
    expect(known?.episode?.resume_point).toEqual({
      fully_played: expect.any(Boolean),
      resume_position_ms: expect.any(Number),
    });
  });

  test.each([
    ['limit=0', 'Invalid limit'],
    ['limit=51', 'Invalid limit'],
    ['limit=ten', 'Invalid limit'],
    ['offset=-1', 'Invalid offset'],
    ['offset=1e3', 'Invalid offset'],
    ['market=SWEDEN', 'Invalid market code'],
  ])('refuses %s', async (query, message) => {
    const { call } = await sessionOf();
    for (const list of ['tracks', 'albums', 'episodes']) {
      expect(await call('GET', `/me/${list}?${query}`)).toMatchObject(refusal(400, message));
    }
  });
});

describe('a call that is wrong', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(22, 'a'));

  test.each([
    ['without ids', '/me/tracks', undefined, 'Missing required field: ids'],
    ['with no id in the body', '/me/tracks', { ids: [] }, 'Missing required field: ids'],
    // Which Spotify took until September 2024.
    ['with a body that is a bare list', '/me/tracks', many(1), 'Missing required field: ids'],
    ['with what is no list', '/me/tracks', { ids: 'abc' }, 'Malformed json'],
    ['with ids that are no text', '/me/tracks', { ids: [1] }, 'Malformed json'],
    ['with a body that is no JSON', '/me/tracks', '{"ids"', 'Malformed json'],
    ['with 51 tracks', '/me/tracks', { ids: many(51) }, 'too many ids requested'],
    ['with 21 albums', '/me/albums', { ids: many(21) }, 'too many ids requested'],
    ['with 51 shows', `/me/shows?ids=${many(51).join(',')}`, undefined, 'too many ids requested'],
    ['with what cannot be an id', '/me/tracks', { ids: [...many(1), 'short'] }, 'Invalid base62 id'],
    ['with an empty id', '/me/albums?ids=,', undefined, 'Invalid base62 id'],
    ['as of no time', '/me/tracks', { timestamped_ids: [{ id: UNKNOWN }] }, 'Malformed json'],
    ['as of what is no time', '/me/tracks', { timestamped_ids: [{ id: UNKNOWN, added_at: 'May' }] }, 'Malformed json'],
    [
      'as of a 13th month',
      '/me/tracks',
      { timestamped_ids: [{ id: UNKNOWN, added_at: '2026-13-01T00:00:00Z' }] },
      'Malformed json',
    ],
    ['with nothing to save as of a time', '/me/tracks', { timestamped_ids: [] }, 'Missing required field: ids'],
    ['with nulls for what to save', '/me/tracks', { ids: null, timestamped_ids: [null] }, 'Malformed json'],
  ])('%s is refused', async (_, path, body, message) => {
    expect(await (await sessionOf()).call('PUT', path, body)).toMatchObject(refusal(400, message));
  });

  test('saves nothing of what it names', async () => {
    const { call, listed } = await sessionOf();
    expect((await call('PUT', `/me/tracks?ids=${ids.track[0]},wrong`)).status).toBe(400);
    expect(await listed('track')).toEqual([]);
  });

  test.each([
    ['GET', '/me/tracks', 'user-library-modify'],
    ['GET', '/me/shows/contains?ids=1', 'user-library-modify'],
    ['PUT', '/me/albums?ids=1', 'user-library-read'],
    ['DELETE', '/me/episodes?ids=1', 'user-library-read'],
  ])('%s %s needs another scope than %s', async (method, path, scope) => {
    const { call } = await sessionOf('dora', scope);
    expect(await call(method, path)).toMatchObject(refusal(403, 'Insufficient client scope'));
  });

  test('with an app’s own token is refused, for there is no user', async () => {
    const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
    const answer = await callApi(local, '/me/tracks', String(body['access_token']));
    expect(answer).toMatchObject(refusal(403, 'Insufficient client scope'));
  });
});
