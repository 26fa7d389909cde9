import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForTokens, callApi, getTokens } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ tier: 'development-2026' });
});
afterAll(() => local.close());
beforeEach(() => local.reset());

const everything = 'user-read-private user-read-email playlist-read-private playlist-read-collaborative';
const LONG_OF_ADA = '6cVt1yGj9Eo4Ma7SkLd2Pf';
const PUBLIC_OF_BEN = '3kQg6uTn8Vc1Zi5RwPj7Lb';
const SHARED_BY_CHIOMA = '6oLj2cQs5Ri7Nm9HbXe4Yv';

async function callText(path: string, accessToken: string, method = 'GET'): Promise<[number, string, string]> {
  const response = await fetch(`${local.apiUrl}${path}`, { method, headers: { authorization: `Bearer ${accessToken}` } });
  return [response.status, response.headers.get('content-type') ?? '', await response.text()];
}

describe('a user who is not on the allow-list', () => {
  const words = [
    ['not-registered', 'User not registered in the Developer Dashboard'],
    ['not-approved', 'User not approved for app'],
    [
      'check-settings',
      'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
    ],
  ] as const;

  test.each(['development-2026', 'development-legacy'] as const)(
    'signs in, and every call is 403 in plain text (%s)',
    async (tier) => {
      local.apps.update(local.clientId, { tier, allowedUsers: ['ada'] });
      const { accessToken } = await getTokens(local, everything, 'ben');
      expect(accessToken).toMatch(/^BQ/u);
      for (const [body, text] of words) {
        local.settings.update({ unregisteredUserBody: body });
        expect(await callText('/me', accessToken)).toEqual([403, 'text/plain; charset=UTF-8', text]);
      }
      expect(local.journal.entries().at(-1)).toMatchObject({ decision: 'refused', reason: words[2][1], userId: 'ben' });
      local.apps.allowUser(local.clientId, 'ben');
      expect((await callApi(local, '/me', accessToken)).status).toBe(200);
    },
  );

  test('is let in where the app has extended quota', async () => {
    local.apps.update(local.clientId, { tier: 'extended', allowedUsers: [], ownerPremium: false });
    const { accessToken } = await getTokens(local, everything, 'ben');
    expect((await callApi(local, '/me', accessToken)).status).toBe(200);
  });
});

test('an app whose owner has no Premium gets tokens, and 403 with the 159 bytes for every call, its own included', async () => {
  local.apps.update(local.clientId, { ownerPremium: false });
  const { accessToken } = await getTokens(local);
  const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
  for (const token of [accessToken, String(body['access_token'])]) {
    const [status, type, text] = await callText('/search?q=a&type=track', token);
    expect([status, type, Buffer.byteLength(text)]).toEqual([403, 'text/plain; charset=UTF-8', 159]);
    expect(text).toBe(
      'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.',
    );
  }
});

describe('an app from after 2026-02-11', () => {
  test.each([
    ['GET', '/tracks?ids=1'],
    ['GET', '/artists/0TnOYISbd1XYRBk9myaseg/top-tracks'],
    ['PUT', '/me/tracks'],
    ['GET', `/playlists/${LONG_OF_ADA}/tracks`],
    ['GET', '/browse/new-releases'],
    ['GET', '/users/ben'],
  ])('is told Forbidden for %s %s, which others still have', async (method, path) => {
    const { accessToken } = await getTokens(local, 'user-library-modify');
    const [status, , text] = await callText(path, accessToken, method);
    expect([status, JSON.parse(text)]).toEqual([403, { error: { status: 403, message: 'Forbidden' } }]);
    local.settings.update({ tier: 'development-legacy' });
    expect((await callText(path, accessToken, method))[0]).not.toBe(403);
  });

  test('gets the profile without what was taken away', async () => {
    const { accessToken } = await getTokens(local, everything);
    const names = async (): Promise<string[]> =>
      Object.keys((await callApi<Record<string, unknown>>(local, '/me', accessToken)).body).sort();
    const after = ['account_id', 'display_name', 'external_urls', 'href', 'id', 'images', 'type', 'uri'];
    expect(await names()).toEqual(after);
    local.settings.update({ tier: 'development-legacy' });
    expect(await names()).toEqual([...after, 'country', 'email', 'explicit_content', 'followers', 'product'].sort());
  });

  test('gets playlists with items and without tracks', async () => {
    const { accessToken } = await getTokens(local, everything);
    const { body } = await callApi<{ items: object[] }>(local, '/me/playlists', accessToken);
    for (const playlist of body.items)
      expect([Object.hasOwn(playlist, 'tracks'), Object.hasOwn(playlist, 'items')]).toEqual([false, true]);
    const items = await callApi<{ items: { item: object }[] }>(local, `/playlists/${LONG_OF_ADA}/items?market=SE`, accessToken);
    for (const { item, ...rest } of items.body.items) {
      expect(Object.keys(rest).sort()).toEqual(['added_at', 'added_by', 'is_local', 'primary_color', 'video_thumbnail']);
      expect(JSON.stringify(item)).not.toMatch(/"(?:available_markets|linked_from|popularity|album_group|label)"/u);
    }
  });

  test('gets no items of a foreign playlist, unless it is shared', async () => {
    const { accessToken } = await getTokens(local, everything);
    const forbidden = await callApi(local, `/playlists/${PUBLIC_OF_BEN}/items`, accessToken);
    expect([forbidden.status, forbidden.body]).toEqual([403, { error: { status: 403, message: 'Forbidden' } }]);
    expect((await callApi(local, `/playlists/${SHARED_BY_CHIOMA}/items`, accessToken)).status).toBe(200);
    const found = await callApi<{ playlists: { items: object[] } }>(local, '/search?q=talks&type=playlist', accessToken);
    expect(found.body.playlists.items).toHaveLength(1);
    expect(found.body.playlists.items[0]).not.toHaveProperty('items');
  });

  test('finds five at a time by default, ten at most', async () => {
    const { accessToken } = await getTokens(local);
    const limitOf = async (query: string): Promise<unknown> => {
      const { body } = await callApi<{ tracks: { limit: number; items: object[] } }>(
        local,
        `/search?q=a&type=track${query}`,
        accessToken,
      );
      return body.tracks?.limit ?? body;
    };
    expect([await limitOf(''), await limitOf('&limit=10')]).toEqual([5, 10]);
    expect(await limitOf('&limit=11')).toEqual({ error: { status: 400, message: 'Invalid limit' } });
    local.settings.update({ tier: 'development-legacy' });
    expect([await limitOf(''), await limitOf('&limit=50')]).toEqual([20, 50]);
  });
});

test('an app keeps a tier of its own whatever the setting says', async () => {
  local.apps.update(local.clientId, { tier: 'extended' });
  const { accessToken } = await getTokens(local, everything);
  expect((await callApi(local, '/me', accessToken)).body).toHaveProperty('product');
});
