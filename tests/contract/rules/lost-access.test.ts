import type { Tier } from '@spixie/local';
import { operations } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { catalogue, idsOf } from '../calls/catalogue-ids.js';
import { error, LONG_OF_ADA, openRulesWorld, type RulesWorld, trackWhere, UNKNOWN } from './rules-world.js';

// What apps lost, each rule as short as it can be said; the tests of each resource tell more.
let { local, ask, reset }: RulesWorld = {} as RulesWorld;
beforeAll(async () => {
  ({ local, ask, reset } = await openRulesWorld());
});
afterAll(() => local.close());
beforeEach(() => reset());

const PUBLIC_OF_BEN = '3kQg6uTn8Vc1Zi5RwPj7Lb';
const [track = ''] = idsOf('track', 1);
const [album = ''] = idsOf('album', 1);
const [artist = ''] = idsOf('artist', 1);
const [show = ''] = idsOf('show', 1);
const [audiobook = ''] = idsOf('audiobook', 1);
const inTier = (tier: Tier) => local.settings.update({ tier });

describe('what apps lost in November 2024', () => {
  test.each([
    [`/recommendations?seed_tracks=${track}`, 404, 'Not Found'],
    [`/artists/${artist}/related-artists`, 404, 'Not Found'],
    ['/browse/featured-playlists', 404, 'Not Found'],
    ['/browse/categories/rock/playlists', 404, 'Not Found'],
    [`/audio-features/${track}`, 403, 'Forbidden'],
    [`/audio-features?ids=${track}`, 403, 'Forbidden'],
    [`/audio-analysis/${track}`, 403, 'Forbidden'],
  ])('%s is %i in Development Mode', async (path, status, message) => {
    for (const tier of ['development-legacy', 'development-2026'] as const) {
      inTier(tier);
      expect((await ask(`GET ${path}`)).body).toEqual(error(status, message));
    }
  });

  test('playlists that Spotify puts forward are there for extended access alone', async () => {
    const { playlists } = (await ask('GET /browse/featured-playlists')).body as unknown as {
      playlists: { items: { id: string }[] };
    };
    const path = `GET /playlists/${playlists.items[0]?.id}`;
    expect((await ask(path)).status).toBe(200);
    inTier('development-legacy');
    expect((await ask(path)).status).toBe(404);
  });

  test('there are no previews', async () => {
    expect((await ask(`GET /tracks/${track}`)).body['preview_url']).toBeNull();
    expect((await ask(`GET /albums/${album}/tracks`)).body.items[0]?.['preview_url']).toBeNull();
  });
});

describe('what Development Mode lost in February 2026', () => {
  const lost = [
    ['album', `/albums/${album}`, ['available_markets', 'label', 'popularity']],
    ['artist', `/artists/${artist}`, ['followers', 'popularity']],
    ['audiobook', `/audiobooks/${audiobook}`, ['available_markets', 'publisher']],
    ['show', `/shows/${show}`, ['available_markets', 'publisher']],
    ['track', `/tracks/${track}`, ['available_markets', 'popularity']],
    ['user', '/me', ['country', 'email', 'explicit_content', 'followers', 'product']],
    ['playlist', `/playlists/${LONG_OF_ADA}`, ['tracks']],
  ] as const;
  test.each(lost)('fields of an object of the type %s', async (_, path, fields) => {
    const kept = await ask(`GET ${path}`);
    expect(Object.keys(kept.body)).toEqual(expect.arrayContaining([...fields]));
    inTier('development-legacy');
    expect(Object.keys((await ask(`GET ${path}`)).body)).toEqual(Object.keys(kept.body));
    inTier('development-2026');
    const left = Object.keys((await ask(`GET ${path}`)).body);
    expect(left).toEqual(Object.keys(kept.body).filter((name) => !(fields as readonly string[]).includes(name)));
  });

  test('of a chapter, of albums of an artist and of a track that stands in for another', async () => {
    const chapter = catalogue.audiobookChapters(audiobook, { limit: 1, offset: 0 }).items[0]?.id;
    const relinked = trackWhere(
      (id) => catalogue.playableTrack(id, 'SE')?.track.id !== id && catalogue.playableTrack(id, 'SE')?.isPlayable === true,
    );
    const read = async () => [
      'available_markets' in (await ask(`GET /chapters/${chapter}`)).body,
      'album_group' in ((await ask(`GET /artists/${artist}/albums`)).body.items[0] ?? {}),
      'linked_from' in (await ask(`GET /tracks/${relinked}?market=SE`)).body,
    ];
    expect(await read()).toEqual([true, true, true]);
    inTier('development-2026');
    expect(await read()).toEqual([false, false, false]);
  });

  test('not external_ids, which came back in March 2026, and not account_id, which came in May', async () => {
    inTier('development-2026');
    expect((await ask(`GET /tracks/${track}`)).body['external_ids']).toHaveProperty('isrc');
    expect((await ask(`GET /albums/${album}`)).body['external_ids']).toHaveProperty('upc');
    expect((await ask('GET /me')).body['account_id']).toMatch(/^\w{10}$/u);
  });

  test('the old names of playlists; and the items of playlists of others', async () => {
    inTier('development-2026');
    const own = (await ask(`GET /playlists/${LONG_OF_ADA}`)).body as unknown as { items: { items: object[] } };
    expect(own.items.items[0]).toHaveProperty('item');
    expect(own.items.items[0]).not.toHaveProperty('track');
    const foreign = await ask(`GET /playlists/${PUBLIC_OF_BEN}`);
    expect([foreign.status, 'items' in foreign.body, foreign.body['name']]).toEqual([200, false, 'Talks & tunes']);
    expect((await ask(`GET /playlists/${PUBLIC_OF_BEN}/items`)).body).toEqual(error(403, 'Forbidden'));
    inTier('extended');
    expect((await ask(`GET /playlists/${PUBLIC_OF_BEN}/items`)).status).toBe(200);
  });

  test('every operation that was removed, and no other', async () => {
    inTier('development-2026');
    for (const [name, { status }] of Object.entries(operations)) {
      const path = name.replaceAll(/\{\w+\}/gu, UNKNOWN);
      const { body } = await ask(path);
      const isForbidden = (body as { error?: { message?: string } } | undefined)?.error?.message === 'Forbidden';
      if (status !== 'restricted') expect(isForbidden, name).toBe(status === 'removed');
    }
  });

  test('long pages of searches and of the albums of an artist', async () => {
    const limits = async (path: string) => {
      const { body } = await ask(`GET ${path}`);
      const page = (body as unknown as { tracks?: { limit: number } }).tracks ?? (body as unknown as { limit: number });
      const [ten, eleven, fifty] = [
        await ask(`GET ${path}&limit=10`),
        await ask(`GET ${path}&limit=11`),
        await ask(`GET ${path}&limit=50`),
      ];
      return [page.limit, ten.status, eleven.status, fifty.status];
    };
    for (const path of ['/search?q=a&type=track', `/artists/${artist}/albums?include_groups=album`]) {
      inTier('development-legacy');
      expect(await limits(path), path).toEqual([20, 200, 200, 200]);
      inTier('development-2026');
      expect(await limits(path), path).toEqual([5, 200, 400, 400]);
      expect((await ask(`GET ${path}&limit=11`)).body).toEqual(error(400, 'Invalid limit'));
    }
    const both = (await ask('GET /search?q=a&type=track,artist&limit=10&offset=10')).body as unknown as Record<
      string,
      { items: object[] }
    >;
    expect([both['tracks']?.items.length, both['artists']?.items.length]).toEqual([10, 10]);
    const statusAt = async (offset: number) => (await ask(`GET /search?q=a&type=track&offset=${offset}`)).status;
    expect([await statusAt(999), await statusAt(1000), await statusAt(1001)]).toEqual([200, 400, 400]);
  });
});
