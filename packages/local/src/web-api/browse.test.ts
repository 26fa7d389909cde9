import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, errorBody } from './ask.fixture.js';

type NewReleases = Operations['GET /browse/new-releases']['response'];
type Categories = Operations['GET /browse/categories']['response'];
type Featured = Operations['GET /browse/featured-playlists']['response'];
type Items = Operations['GET /playlists/{playlist_id}/items']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let ask: Ask;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  ask = await askAs(local, 'ada');
});
afterAll(() => local.close());
beforeEach(() => void local.settings.update({ tier: 'extended' }));

test('GET /browse/new-releases has the latest first', async () => {
  const { body } = await ask<NewReleases>('/browse/new-releases');
  const dates = body.albums.items.map((album) => album.release_date);
  expect(dates).toHaveLength(20);
  expect(dates).toEqual([...dates].sort().reverse());
  const second = await ask<NewReleases>((body.albums.next ?? '').replace(local.apiUrl, ''));
  expect(second.body.albums.offset).toBe(20);
  expect(second.body.albums.items[0]?.release_date.localeCompare(dates.at(-1) ?? '')).toBeLessThanOrEqual(0);
});

describe('categories', () => {
  test('are listed, and found again by their id', async () => {
    const { body } = await ask<Categories>('/browse/categories?limit=3&locale=sv_SE');
    expect(body.categories.items).toHaveLength(3);
    for (const category of body.categories.items) {
      expect((await ask(category.href.replace(local.apiUrl, ''))).body).toEqual(category);
      expect((await fetch(category.icons[0]?.url ?? '')).status).toBe(200);
    }
  });

  test.each(['', '/playlists'])('refuse an id that there is not (%s)', async (rest) => {
    expect(await ask(`/browse/categories/nothing${rest}`)).toMatchObject({
      status: 404,
      body: errorBody(404, "Specified id doesn't exist"),
    });
  });
});

describe('playlists that are put forward', () => {
  const firstOf = async (path: string): Promise<{ id: string; name: string; total: number }> => {
    const { body } = await ask<Featured>(path);
    const [first] = body.playlists.items;
    expect(first?.owner).toMatchObject({ id: 'spixie', display_name: 'Spixie' });
    return { id: first?.id ?? '', name: first?.name ?? '', total: first?.items?.total ?? 0 };
  };

  test('are read like any other, and are full of tracks that there are', async () => {
    const { id, total } = await firstOf('/browse/featured-playlists?limit=1');
    expect(total).toBeGreaterThan(10);
    const { body } = await ask<Items>(`/playlists/${id}/items?limit=50`);
    expect([body.total, body.items.length]).toEqual([total, total]);
    expect(body.items.every(({ item }) => item?.type === 'track')).toBe(true);
    expect(new Set(body.items.map(({ item }) => item?.id)).size).toBe(total);
  });

  test('belong to a category', async () => {
    const { body } = await ask<Categories>('/browse/categories');
    const lists = await Promise.all(body.categories.items.map(({ id }) => ask<Featured>(`/browse/categories/${id}/playlists`)));
    const ids = lists.flatMap((list) => list.body.playlists.items.map((playlist) => playlist?.id));
    expect(ids.length).toBeGreaterThan(body.categories.items.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(lists.map((list) => list.body.message)).toEqual(body.categories.items.map(({ name }) => name));
  });

  test('are the same after a reset, in every local Spotify', async () => {
    const before = await firstOf('/browse/featured-playlists');
    await using another = await createLocalSpotify();
    const askAnother = await askAs(another, 'ben');
    const { body } = await askAnother<Featured>('/browse/featured-playlists');
    expect(body.playlists.items[0]).toMatchObject({ id: before.id, name: before.name });
  });

  test('are as if they were not there for apps without extended access', async () => {
    const { id } = await firstOf('/browse/featured-playlists');
    for (const tier of ['development-legacy', 'development-2026'] as const) {
      local.settings.update({ tier });
      expect((await ask(`/playlists/${id}/items`)).status).toBe(404);
    }
  });

  test('are somebody’s, whose profile is there and who cannot sign in', async () => {
    expect((await ask('/users/spixie')).body).toMatchObject({ id: 'spixie', display_name: 'Spixie', type: 'user' });
    expect(local.users.map((user) => user.id)).not.toContain('spixie');
  });

  test('are refused pages that are none', async () => {
    expect(await ask('/browse/featured-playlists?limit=51')).toMatchObject({ status: 400, body: errorBody(400, 'Invalid limit') });
  });
});

test('GET /markets lists the countries, which Development Mode apps of 2026 no longer get', async () => {
  const { body } = await ask<{ markets: string[] }>('/markets');
  expect(body.markets).toEqual(catalogue.markets);
  expect(body.markets).toEqual(expect.arrayContaining(['GR', 'NG', 'SE']));
  local.settings.update({ tier: 'development-2026' });
  expect(await ask('/markets')).toMatchObject({ status: 403, body: errorBody(403, 'Forbidden') });
});
