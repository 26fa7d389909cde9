import type { Page } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForTokens, callApi, getTokens } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

interface Named {
  id: string;
  name: string;
  type: string;
}
interface Item {
  added_at: string;
  added_by: { id: string };
  item: Named & { album?: Named; show?: Named };
  track: unknown;
}

const everything = 'user-read-private user-read-email playlist-read-private playlist-read-collaborative';
const LONG = '6cVt1yGj9Eo4Ma7SkLd2Pf';
const PRIVATE_OF_BEN = '5eYf4sOh1Xm6Dt3GaKn9Cq';
const PUBLIC_OF_BEN = '3kQg6uTn8Vc1Zi5RwPj7Lb';
const PRIVATE_OF_ADA = '2mZs8fKp5Ug3Qx6WnRb4Hd';
const SHARED_BY_ADA = '1bNw3rHx7Iz5Ck8QvTf6Ug';
const EMPTY = '7pXd5aMo2Bs9Fl4JyEh3Wr';

describe('the access token', () => {
  const message = 'Missing/invalid/expired access token';

  test('missing, unknown or expired is 401 with one text, and the header tells which', async () => {
    const { accessToken } = await getTokens(local);
    local.clock.advance({ hours: 1 });
    const cases: [string | undefined, string, string, string][] = [
      [undefined, 'missing_token', 'No token provided', 'No token provided'],
      ['BQunknown', 'invalid_token', 'Invalid access token', 'Invalid access token'],
      [accessToken, 'invalid_token', 'The access token expired', 'The access token expired'],
    ];
    for (const [token, error, description, classic] of cases) {
      local.settings.update({ unauthorizedBody: '2026' });
      const now = await callApi(local, '/me', token);
      expect([now.status, now.body]).toEqual([401, { error: { status: 401, message } }]);
      expect(now.headers.get('www-authenticate')).toBe(
        `Bearer realm="spotify", error="${error}", error_description="${description}"`,
      );
      expect(now.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(local.journal.entries().at(-1)?.reason).toBe(description);
      local.settings.update({ unauthorizedBody: 'classic' });
      expect((await callApi(local, '/me', token)).body).toEqual({ error: { status: 401, message: classic } });
    }
  });

  test('lives for an hour, to the second', async () => {
    local.clock.freeze();
    const { accessToken } = await getTokens(local);
    local.clock.advance({ hours: 1, seconds: -1 });
    expect((await callApi(local, '/me', accessToken)).status).toBe(200);
    local.clock.advance({ seconds: 1 });
    expect((await callApi(local, '/me', accessToken)).status).toBe(401);
  });

  test('is ended by the control, for the user that was named only', async () => {
    const [ada, ben] = [await getTokens(local), await getTokens(local, 'streaming', 'ben')];
    expect(local.tokens.expireAccessTokens({ userId: 'ada' })).toBe(1);
    expect(local.tokens.expireAccessTokens({ userId: 'ada' })).toBe(0);
    expect((await callApi(local, '/me', ada.accessToken)).status).toBe(401);
    expect((await callApi(local, '/me', ben.accessToken)).status).toBe(200);
  });

  test.each(['Basic YTpi', 'Bearer', 'Token x', 'BQabc'])('with "%s" in its place is 400', async (authorization) => {
    const response = await fetch(`${local.apiUrl}/me`, { headers: { authorization } });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: { status: 400, message: 'Only valid bearer authentication supported' } },
    ]);
  });

  test('of a refresh grant is none', async () => {
    const { refreshToken } = await getTokens(local);
    expect((await callApi(local, '/me', refreshToken)).status).toBe(401);
  });
});

describe('GET /me', () => {
  test('shows what everyone may see, and more with each scope', async () => {
    const fields = async (scope: string): Promise<string[]> =>
      Object.keys((await callApi<object>(local, '/me', (await getTokens(local, scope)).accessToken)).body).sort();
    const base = ['account_id', 'display_name', 'external_urls', 'followers', 'href', 'id', 'images', 'type', 'uri'];
    expect(await fields('streaming')).toEqual(base);
    expect(await fields('user-read-email')).toEqual([...base, 'email'].sort());
    expect(await fields('user-read-private')).toEqual([...base, 'country', 'explicit_content', 'product'].sort());
  });

  test('is the user who signed in', async () => {
    const { accessToken } = await getTokens(local, everything, 'chioma');
    const { body } = await callApi(local, '/me', accessToken);
    expect(body).toMatchObject({
      id: 'chioma',
      display_name: 'Chiọma Ezé',
      email: 'chioma@example.test',
      country: 'NG',
      product: 'premium',
    });
    expect(local.journal.entries().at(-1)).toMatchObject({ path: '/v1/me', status: 200, userId: 'chioma', decision: 'answered' });
  });

  test('is not for an app’s own token', async () => {
    const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
    const me = await callApi(local, '/me', String(body['access_token']));
    expect([me.status, me.body]).toEqual([403, { error: { status: 403, message: 'Insufficient client scope' } }]);
  });

  test('has a picture that is there', async () => {
    const { body } = await callApi<{ images: { url: string }[] }>(local, '/me', (await getTokens(local)).accessToken);
    const picture = await fetch(body.images[0]?.url ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  });
});

test('a path with a slash at its end is the same operation', async () => {
  const { accessToken } = await getTokens(local);
  expect((await callApi<{ id: string }>(local, '/me/', accessToken)).body.id).toBe('ada');
  expect((await callApi(local, `/playlists/${PUBLIC_OF_BEN}/items/`, accessToken)).status).toBe(200);
});

describe('GET /me/playlists', () => {
  test.each([
    ['streaming', ['Morning ferry', 'Long drive north', 'To be filled']],
    ['playlist-read-private', ['Morning ferry', 'Not for the party', 'Long drive north', 'To be filled']],
    ['playlist-read-collaborative', ['Morning ferry', 'Long drive north', 'Kitchen radio', 'To be filled']],
    [everything, ['Morning ferry', 'Not for the party', 'Long drive north', 'Kitchen radio', 'To be filled']],
  ])('with the scope %s', async (scope, names) => {
    const { body } = await callApi<Page<Named>>(local, '/me/playlists', (await getTokens(local, scope)).accessToken);
    expect(body.items.map((playlist) => playlist.name)).toEqual(names);
    expect(body.total).toBe(names.length);
  });

  test('tells how many items there are under the new name and the deprecated one', async () => {
    const { body } = await callApi<Page<Record<string, never>>>(
      local,
      '/me/playlists',
      (await getTokens(local, everything)).accessToken,
    );
    const long = body.items.find((playlist) => playlist['id'] === (LONG as never)) as unknown;
    expect(long).toMatchObject({
      items: { href: `${local.apiUrl}/playlists/${LONG}/items`, total: 130 },
      tracks: { href: `${local.apiUrl}/playlists/${LONG}/tracks`, total: 130 },
      public: true,
      collaborative: false,
      owner: { id: 'ada', display_name: 'Ada Lindqvist' },
    });
    expect(body.items.at(-1)).toMatchObject({ id: EMPTY, images: null, items: { total: 0 } });
  });

  test('comes in pages that lead to each other on our own origin', async () => {
    const { accessToken } = await getTokens(local, everything);
    const first = (await callApi<Page<Named>>(local, '/me/playlists?limit=2', accessToken)).body;
    expect(first).toMatchObject({ limit: 2, offset: 0, previous: null, total: 5 });
    expect(first.next).toBe(`${local.apiUrl}/me/playlists?offset=2&limit=2`);
    const seen: string[] = [];
    for (let next: string | null = first.href; next !== null; ) {
      const page: Page<Named> = (await callApi<Page<Named>>(local, next.slice(local.apiUrl.length), accessToken)).body;
      seen.push(...page.items.map((playlist) => playlist.id));
      next = page.next;
    }
    expect(new Set(seen).size).toBe(5);
    const last = (await callApi<Page<Record<string, never>>>(local, '/me/playlists?limit=2&offset=4', accessToken)).body;
    expect([last.items.length, last.next, last.previous]).toEqual([1, null, `${local.apiUrl}/me/playlists?offset=2&limit=2`]);
    expect((await callApi<Page<Record<string, never>>>(local, '/me/playlists?offset=99', accessToken)).body.items).toEqual([]);
  });

  test.each([
    ['limit=0', 'Invalid limit'],
    ['limit=51', 'Invalid limit'],
    ['limit=ten', 'Invalid limit'],
    ['limit=-1', 'Invalid limit'],
    ['limit=1.5', 'Invalid limit'],
    ['offset=-1', 'Invalid offset'],
    ['offset=100001', 'Invalid offset'],
  ])('refuses %s', async (query, message) => {
    const { status, body } = await callApi(local, `/me/playlists?${query}`, (await getTokens(local)).accessToken);
    expect([status, body]).toEqual([400, { error: { status: 400, message } }]);
  });
});

describe('GET /playlists/{playlist_id}/items', () => {
  test('has what stands there under the new name and the deprecated one', async () => {
    const { body } = await callApi<Page<Item>>(local, `/playlists/${LONG}/items?limit=50`, (await getTokens(local)).accessToken);
    expect(body.items).toHaveLength(50);
    expect(body.next).toBe(`${local.apiUrl}/playlists/${LONG}/items?offset=50&limit=50`);
    for (const entry of body.items) {
      expect(entry.track).toEqual(entry.item);
      expect(entry.item).toMatchObject({ type: 'track', id: expect.stringMatching(/^[0-9A-Za-z]{22}$/u) });
      expect(entry.added_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
    }
    expect(new Set(body.items.map((entry) => entry.item.id)).size).toBe(50);
  });

  test('has episodes between the tracks, with their show', async () => {
    const { body } = await callApi<Page<Item>>(
      local,
      `/playlists/${PUBLIC_OF_BEN}/items?additional_types=track,episode`,
      (await getTokens(local)).accessToken,
    );
    const types = body.items.map((entry) => entry.item.type);
    expect(types.filter((type) => type === 'episode')).toHaveLength(3);
    expect(types.filter((type) => type === 'track')).toHaveLength(9);
    expect(body.items.find((entry) => entry.item.type === 'episode')?.item.show?.name).toBe('The Spare Room Sessions');
  });

  test('tells who added what', async () => {
    const { body } = await callApi<Page<Item>>(
      local,
      `/playlists/${SHARED_BY_ADA}/items`,
      (await getTokens(local, everything)).accessToken,
    );
    expect(new Set(body.items.map((entry) => entry.added_by.id))).toEqual(new Set(['ada', 'chioma']));
  });

  test('leaves the markets out and tells whether it plays, when a market is named', async () => {
    const { accessToken } = await getTokens(local);
    const item = async (query: string): Promise<unknown> =>
      (await callApi<Page<Item>>(local, `/playlists/${LONG}/items?limit=1${query}`, accessToken)).body.items[0]?.item;
    expect(await item('')).toHaveProperty('available_markets');
    expect(await item('')).not.toHaveProperty('is_playable');
    expect(await item('&market=SE')).toHaveProperty('is_playable', true);
    expect(await item('&market=SE')).not.toHaveProperty('available_markets');
  });

  test.each<[string, string, string, number, string | undefined]>([
    ['an empty one', EMPTY, everything, 200, undefined],
    ['one’s own private one', PRIVATE_OF_ADA, everything, 200, undefined],
    ['one’s own private one without the scope', PRIVATE_OF_ADA, 'streaming', 403, 'Insufficient client scope'],
    ['somebody’s public one', PUBLIC_OF_BEN, 'streaming', 200, undefined],
    ['somebody’s private one', PRIVATE_OF_BEN, everything, 404, 'Resource not found'],
    ['one that does not exist', '0000000000000000000000', everything, 404, 'Resource not found'],
    ['an id that is none', 'not-an-id', everything, 400, 'Invalid base62 id'],
    ['an id that is too long', `${LONG}A`, everything, 400, 'Invalid base62 id'],
  ])('%s', async (_, id, scope, status, message) => {
    const answer = await callApi<{ error?: { message: string } }>(
      local,
      `/playlists/${id}/items`,
      (await getTokens(local, scope)).accessToken,
    );
    expect([answer.status, answer.body.error?.message]).toEqual([status, message]);
  });
});

describe('what is not there', () => {
  test.each(['/', '/nothing', '/me/nothing', '/albums/a/b'])('%s is not found, and the journal says so', async (path) => {
    local.journal.clear();
    const { status, body } = await callApi(local, path, (await getTokens(local)).accessToken);
    expect([status, body]).toEqual([404, { error: { status: 404, message: 'Service not found' } }]);
    expect(local.journal.entries({ status: 404 })).toMatchObject([{ decision: 'not_found', reason: 'Service not found' }]);
  });

  test.each(['/me', '/albums/x/tracks/'])('another method of %s is not allowed', async (path) => {
    const { accessToken } = await getTokens(local);
    const response = await fetch(`${local.apiUrl}${path}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect([response.status, await response.json()]).toEqual([405, { error: { status: 405, message: 'Method not allowed' } }]);
  });

  test('a call without a token is told that first', async () => {
    expect((await callApi(local, '/nothing')).status).toBe(401);
  });
});

describe('from a browser', () => {
  const allowed = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS, PUT, DELETE, PATCH',
    'access-control-max-age': '604800',
    'access-control-allow-credentials': 'true',
  };

  test('a preflight is answered without a token', async () => {
    const headers = {
      origin: 'https://app.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    };
    const response = await fetch(`${local.apiUrl}/me`, { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject(allowed);
    expect(response.headers.get('access-control-allow-headers')).toMatch(/Authorization.*Retry-After/u);
  });

  test('answers, errors and faults can be read, but not Retry-After', async () => {
    local.faults.add({ path: '/v1/search', effect: { status: 429, headers: { 'retry-after': '3' } } });
    const { accessToken } = await getTokens(local);
    for (const answer of [await callApi(local, '/me', accessToken), await callApi(local, '/me')]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject(allowed);
    }
    const limited = await fetch(`${local.apiUrl}/search`, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(Object.fromEntries(limited.headers)).toMatchObject({ ...allowed, 'retry-after': '3' });
    expect(limited.headers.get('access-control-expose-headers')).toBeNull();
  });
});
