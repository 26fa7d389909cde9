import type { Tier } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { catalogue, idsOf } from '../calls/catalogue-ids.js';
import { error, LONG_OF_ADA, openRulesWorld, type RulesWorld, trackWhere, UNKNOWN } from './rules-world.js';

// What Spotify is known to answer, each rule as short as it can be said; the tests of each resource tell more.
let { local, ask, reset }: RulesWorld = {} as RulesWorld;
beforeAll(async () => {
  ({ local, ask, reset } = await openRulesWorld());
});
afterAll(() => local.close());
beforeEach(() => reset());

const [track = '', otherTrack = ''] = idsOf('track', 2);
const [album = ''] = idsOf('album', 1);
const [artist = ''] = idsOf('artist', 1);
const [show = ''] = idsOf('show', 1);
const [episode = ''] = idsOf('episode', 1);
const inTier = (tier: Tier) => local.settings.update({ tier });

describe('who calls', () => {
  const challenge = (kind: string, text: string) => `Bearer realm="spotify", error="${kind}", error_description="${text}"`;
  test('is told 401 by one text of 2026, or by those from before', async () => {
    const expired = async () => {
      local.clock.advance({ hours: 1 });
      return ask('GET /me');
    };
    const cases = [
      [() => ask('GET /me', { as: 'nobody' }), 'missing_token', 'No token provided'],
      [() => ask('GET /me', { headers: { authorization: 'Bearer BQnone' } }), 'invalid_token', 'Invalid access token'],
      [expired, 'invalid_token', 'The access token expired'],
    ] as const;
    for (const [call, kind, classic] of cases) {
      for (const unauthorizedBody of ['2026', 'classic'] as const) {
        reset();
        local.settings.update({ unauthorizedBody });
        const { headers, body } = await call();
        expect(body).toEqual(error(401, unauthorizedBody === '2026' ? 'Missing/invalid/expired access token' : classic));
        expect(headers.get('www-authenticate')).toBe(challenge(kind, classic));
      }
    }
  });

  test('has to be a bearer, with the scopes, and a user where it is about one', async () => {
    const basic = await ask('GET /me', { headers: { authorization: 'Basic YTpi' } });
    expect(basic.body).toEqual(error(400, 'Only valid bearer authentication supported'));
    expect((await ask('GET /me/tracks', { as: 'chioma' })).body).toEqual(error(403, 'Insufficient client scope'));
    expect((await ask('GET /me/tracks', { as: 'app' })).body).toEqual(error(403, 'Insufficient client scope'));
    expect((await ask('GET /me', { as: 'chioma' })).status).toBe(200);
  });

  test('in Development Mode is on the list, of an app whose owner has Premium: plain text says so', async () => {
    inTier('development-legacy');
    local.apps.update(local.clientId, { allowedUsers: ['ada'] });
    const words = {
      'not-registered': 'User not registered in the Developer Dashboard',
      'not-approved': 'User not approved for app',
      'check-settings':
        'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
    } as const;
    for (const [unregisteredUserBody, text] of Object.entries(words) as [keyof typeof words, string][]) {
      local.settings.update({ unregisteredUserBody });
      const told = await ask('GET /me', { as: 'ben' });
      expect([told.status, told.text, told.headers.get('content-type')]).toEqual([403, text, 'text/plain; charset=UTF-8']);
    }
    local.apps.update(local.clientId, { ownerPremium: false });
    const { status, text } = await ask('GET /me');
    expect([status, text.length, text.slice(0, 61)]).toEqual([
      403,
      159,
      'Active premium subscription required for the owner of the app',
    ]);
  });
});

describe('what is asked', () => {
  test.each([
    ['GET /me/tracks?limit=51', 400, 'Invalid limit'],
    ['GET /me/tracks?limit=0', 400, 'Invalid limit'],
    ['GET /tracks/short', 400, 'Invalid base62 id'],
    ['GET /tracks?ids=short', 400, 'invalid id'],
    [`GET /tracks/${UNKNOWN}`, 404, 'non existing id'],
    [`GET /playlists/${UNKNOWN}`, 404, 'Resource not found'],
    [`GET /albums/${album}?market=Sweden`, 400, 'Invalid market code'],
    ['GET /me/playlists?offset=100001', 400, 'Invalid offset'],
  ])('%s is %i %s', async (call, status, message) => {
    const told = await ask(call);
    expect([told.status, told.body]).toEqual([status, error(status, message)]);
  });

  test('in a body has to be JSON, for oneself, and no more than a hundred at once', async () => {
    expect((await ask('POST /me/playlists', { body: '{"name":' })).body).toEqual(error(400, 'Malformed json'));
    const forBen = await ask('POST /users/ben/playlists', { body: { name: 'For Ben' } });
    expect(forBen.body).toEqual(error(403, 'You cannot create a playlist for another user'));
    const add = (count: number) =>
      ask(`POST /playlists/${LONG_OF_ADA}/items`, {
        body: { uris: Array.from({ length: count }, () => `spotify:track:${track}`) },
      });
    expect([(await add(100)).status, (await add(101)).status]).toEqual([201, 400]);
    expect((await ask('GET /me/playlists?offset=100000')).status).toBe(200);
  });
});

describe('how much', () => {
  test('is limited over thirty seconds that roll, which a 429 says with Retry-After alone', async () => {
    for (const [body, text] of [
      ['api', '{"error":{"status":429,"message":"API rate limit exceeded"}}'],
      ['text', 'Too many requests'],
      ['empty', ''],
    ] as const) {
      reset();
      local.clock.freeze();
      local.settings.update({ rateLimit: { requests: 2, body } });
      expect([(await ask('GET /me')).status, (await ask('GET /me')).status]).toEqual([200, 200]);
      const told = await ask('GET /me');
      expect([told.status, told.text]).toEqual([429, text]);
      expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
      expect([...told.headers.keys()].filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
      local.clock.advance({ seconds: 31 });
      expect((await ask('GET /me')).status).toBe(200);
    }
  });

  test('is a quota in Development Mode, which names itself', async () => {
    inTier('development-2026');
    local.settings.update({ quota: { requests: 1 } });
    expect((await ask('GET /me')).status).toBe(200);
    expect((await ask('GET /me')).body).toEqual(error(429, 'Too many requests', 'QUOTA_EXCEEDED'));
  });
});

describe('pages', () => {
  test('have these fields, twenty items where nothing is said, and links that lead here or to Spotify’s host', async () => {
    const { body } = await ask('GET /me/tracks?offset=20');
    expect(Object.keys(body).sort()).toEqual(['href', 'items', 'limit', 'next', 'offset', 'previous', 'total']);
    expect([body['limit'], body['offset'], body.items.length]).toEqual([20, 20, 20]);
    expect([body['next'], body['previous']]).toEqual([
      `${local.apiUrl}/me/tracks?offset=40&limit=20`,
      `${local.apiUrl}/me/tracks?offset=0&limit=20`,
    ]);
    local.settings.update({ links: 'canonical' });
    expect((await ask('GET /me/tracks')).body['next']).toBe('https://api.spotify.com/v1/me/tracks?offset=20&limit=20');
    expect((await ask('GET /me/player/recently-played?limit=1')).body['next']).toMatch(/^https:\/\/api\.spotify\.com\/v1\//u);
    local.settings.update({ links: 'local' });
    expect((await ask('GET /me/tracks')).body['next']).toBe(`${local.apiUrl}/me/tracks?offset=20&limit=20`);
  });

  test('by cursors follow the last artist, and times that exclude each other', async () => {
    const { artists } = (await ask('GET /me/following?type=artist&limit=2')).body as unknown as {
      artists: { cursors: { after: string }; items: { id: string }[]; next: string };
    };
    expect(artists.cursors.after).toBe(artists.items[1]?.id);
    expect(artists.next).toContain(`after=${artists.cursors.after}`);
    const recent = (await ask('GET /me/player/recently-played?limit=2')).body as unknown as {
      cursors: { before: string };
      items: { played_at: string }[];
    };
    expect(recent.cursors.before).toBe(String(Date.parse(recent.items[1]?.played_at ?? '')));
    expect((await ask('GET /me/player/recently-played?after=1&before=2')).status).toBe(400);
  });

  test('of playlist items have fifty at most, and a hundred under the old name', async () => {
    const statusOf = async (name: string, limit: number) =>
      (await ask(`GET /playlists/${LONG_OF_ADA}/${name}?limit=${limit}`)).status;
    expect([await statusOf('items', 50), await statusOf('items', 51)]).toEqual([200, 400]);
    expect([await statusOf('tracks', 100), await statusOf('tracks', 101)]).toEqual([200, 400]);
  });
});

test('nothing has an ETag: no condition is ever met', async () => {
  for (const path of ['/me', `/playlists/${LONG_OF_ADA}`, `/albums/${album}`]) {
    const { status, headers } = await ask(`GET ${path}`, { headers: { 'if-none-match': '*' } });
    expect([status, headers.get('etag')]).toEqual([200, null]);
  }
});

describe('formats', () => {
  test('of ids, URIs, links and times', async () => {
    const { body } = await ask(`GET /albums/${album}`);
    expect(body['id']).toMatch(/^[0-9A-Za-z]{22}$/u);
    expect([body['uri'], body['external_urls']]).toEqual([
      `spotify:album:${album}`,
      { spotify: `https://open.spotify.com/album/${album}` },
    ]);
    const lengths: Record<string, number> = { year: 4, month: 7, day: 10 };
    expect(String(body['release_date'])).toHaveLength(lengths[String(body['release_date_precision'])] ?? 0);
    const { items } = (await ask('GET /me/tracks?limit=1')).body;
    expect(items[0]?.['added_at']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u);
    const { devices } = (await ask('GET /me/player/devices')).body as unknown as { devices: { id: string }[] };
    expect(devices[0]?.id).toMatch(/^[0-9a-f]{40}$/u);
  });

  test('of markets: the user’s country wins, from_token is it, and an app has to name one', async () => {
    const nowhereInSweden = trackWhere((id) => catalogue.playableTrack(id, 'SE')?.isPlayable === false);
    for (const market of ['from_token', 'SE', 'US']) {
      expect((await ask(`GET /tracks/${nowhereInSweden}?market=${market}`)).body['is_playable'], market).toBe(false);
    }
    expect((await ask(`GET /shows/${show}`, { as: 'app' })).status).toBe(404);
    expect((await ask(`GET /shows/${show}?market=SE`, { as: 'app' })).status).toBe(200);
  });

  test('of episodes in the player: only who names them in additional_types gets them', async () => {
    const { devices } = (await ask('GET /me/player/devices')).body as unknown as { devices: { id: string }[] };
    await ask(`PUT /me/player/play?device_id=${devices[0]?.id}`, { body: { uris: [`spotify:episode:${episode}`] } });
    for (const path of ['/me/player', '/me/player/currently-playing']) {
      const [plain, named] = [await ask(`GET ${path}`), await ask(`GET ${path}?additional_types=track,episode`)];
      expect([plain.body['item'], plain.body['currently_playing_type']], path).toEqual([null, 'episode']);
      expect(named.body['item'], path).toMatchObject({ type: 'episode', id: episode });
    }
  });

  test('of what is chosen: groups of an artist’s albums, fields of a playlist', async () => {
    const { items } = (await ask(`GET /artists/${artist}/albums?include_groups=single&limit=50`)).body;
    expect(items.every((one) => one['album_group'] === 'single')).toBe(true);
    const picked = await ask(`GET /playlists/${LONG_OF_ADA}?fields=name,owner(id)`);
    expect(picked.body).toEqual({ name: 'Long drive north', owner: { id: 'ada' } });
  });

  test('of pictures: JPEG in Base64, taken with 202, and another address each time', async () => {
    const upload = async (last: number) => {
      const body = Buffer.from([0xff, 0xd8, 0xff, 0xe0, last]).toString('base64');
      expect((await ask(`PUT /playlists/${LONG_OF_ADA}/images`, { body, headers: { 'content-type': 'image/jpeg' } })).status).toBe(
        202,
      );
      return ((await ask(`GET /playlists/${LONG_OF_ADA}/images`)).body as unknown as { url: string }[])[0]?.url;
    };
    expect(await upload(1)).not.toBe(await upload(2));
  });

  test('of what the player says to a command: a text that is no JSON, or nothing', async () => {
    const { devices } = (await ask('GET /me/player/devices')).body as unknown as { devices: { id: string }[] };
    const transfer = () => ask('PUT /me/player', { body: { device_ids: [devices[0]?.id] } });
    const first = await transfer();
    expect([first.status, first.text]).toEqual([200, expect.stringMatching(/^[\w-]{27}$/u)]);
    expect((await transfer()).text).not.toBe(first.text);
    local.settings.update({ playerSuccessBody: '204' });
    expect([(await transfer()).status, (await transfer()).text]).toEqual([204, '']);
    local.players.deactivateDevices('ada');
    expect((await ask('GET /me/player')).status).toBe(204);
  });
});

describe('what is removed from a playlist', () => {
  test('goes from every place, or from those that are named, by the setting', async () => {
    const uris = [track, otherTrack, track].map((id) => `spotify:track:${id}`);
    const left = async (removalPositions: 'ignored' | 'honoured') => {
      local.settings.update({ removalPositions });
      const path = `/playlists/${LONG_OF_ADA}/items`;
      await ask(`PUT ${path}`, { body: { uris } });
      await ask(`DELETE ${path}`, { body: { items: [{ uri: uris[0], positions: [2] }] } });
      return ((await ask(`GET ${path}`)).body as unknown as { total: number }).total;
    };
    expect([await left('ignored'), await left('honoured')]).toEqual([1, 2]);
  });
});
