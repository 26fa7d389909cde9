import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import { createSession } from '../session/session.js';
import { createSpotify, type Spotify } from './spotify.js';

let local: LocalSpotify;
let spotify: Spotify;
/** How many requests were on their way at once, at most. */
let widest: number;
let inFlight: number;
let signals: (AbortSignal | null | undefined)[];

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  const { clientId, accountsUrl, apiUrl } = local;
  const session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local) });
  inFlight = 0;
  widest = 0;
  signals = [];
  const counting: typeof fetch = async (input, init) => {
    inFlight++;
    widest = Math.max(widest, inFlight);
    signals.push(init?.signal);
    return fetch(input, init).finally(() => inFlight--);
  };
  spotify = createSpotify({ session, apiUrl, fetch: counting });
  local.journal.clear();
});
afterAll(() => local.close());

const offsets = (path = '/v1/*') => local.journal.entries({ path }).map(({ query }) => query['offset']);

/** A list of numbers in the place of the user's saved tracks, in pages of `limit`; `total` may change from page to page. */
function serveNumbers(totals: readonly number[], limit = 50): void {
  totals.forEach((total, index) => {
    const offset = index * limit;
    const items = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, place) => ({ place: offset + place }));
    const next = offset + limit < total ? 'https://elsewhere.example/v1/me/tracks?offset=7' : null;
    const body = { href: '', items, limit, next, offset, previous: null, total };
    local.faults.add({ path: '/v1/me/tracks', nth: index + 1, effect: { status: 200, body, delayMs: 5 } });
  });
}

describe('a list', () => {
  it('sends nothing until it is used, and one request however often it is awaited', async () => {
    const list = spotify.me.playlists({ limit: 2 });
    expect(local.journal.entries({})).toEqual([]);
    const [once, twice] = [await list, await list];
    expect(once.items).toHaveLength(2);
    expect(twice).toBe(once);
    expect(local.journal.entries({}).map(({ query }) => query)).toEqual([{ limit: '2' }]);
    expect(await list.finally(() => {})).toBe(once);
  });

  it('gives all items in their order, from where the caller begins', async () => {
    const { items } = await spotify.me.playlists({ limit: 50 });
    const ids = items.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2);
    const read: string[] = [];
    for await (const { id } of spotify.me.playlists({ limit: 1, offset: 1 })) read.push(id);
    expect(read).toEqual(ids.slice(1));
  });

  it('keeps the order where pages arrive in another one', async () => {
    const { items: playlists } = await spotify.me.playlists({ limit: 50 });
    const { id = '' } = playlists.find((playlist) => (playlist.items?.total ?? 0) > 50) ?? {};
    const { items } = await spotify.playlists.items(id, { limit: 50 });
    local.faults.add({ path: '/v1/playlists/*', effect: { jitterMs: 30 } });
    const found = await spotify.playlists.items(id, { limit: 2 }, { concurrency: 8 }).all({ limit: 50 });
    expect(found).toEqual(items);
    expect(widest).toBeGreaterThan(2);
  });

  it('asks for the biggest pages unless told otherwise', async () => {
    await spotify.me.playlists().all();
    expect(local.journal.entries({}).map(({ query }) => query)).toEqual([{ limit: '50', offset: '0' }]);
  });

  it('fetches ahead, first a little, and never more at once than it may', async () => {
    serveNumbers(Array.from({ length: 12 }, () => 600));
    const items = await spotify.me.tracks({}, { concurrency: 3 }).all();
    expect(items).toHaveLength(600);
    expect(widest).toBe(3);
    expect(new Set(offsets())).toEqual(new Set(Array.from({ length: 12 }, (_, page) => `${page * 50}`)));
  });

  it('goes no further than its reader: one page ahead of the first', async () => {
    serveNumbers(Array.from({ length: 12 }, () => 600));
    for await (const _ of spotify.me.tracks()) break;
    expect(local.journal.entries({}).length).toBeLessThanOrEqual(2);
  });

  it('ends what is on its way when its reader leaves', async () => {
    serveNumbers([600]);
    local.faults.add({ path: '/v1/me/tracks', nth: 2, effect: { delayMs: 5_000 } });
    for await (const _ of spotify.me.tracks()) {
      await vi.waitFor(() => expect(signals).toHaveLength(2));
      break;
    }
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, true]);
  });

  it('fetches no page that a limit does not need', async () => {
    serveNumbers(Array.from({ length: 12 }, () => 600));
    expect(await spotify.me.tracks().all({ limit: 120 })).toHaveLength(120);
    expect(offsets().sort()).toEqual(['0', '100', '50']);
    expect(await spotify.me.tracks().all({ limit: 0 })).toEqual([]);
    await spotify.me.playlists().all({ limit: 2 });
    expect(local.journal.entries({ path: '/v1/me/playlists' })[0]?.query).toEqual({ limit: '2', offset: '0' });
  });

  it('takes smaller pages than it asked for, and goes on where they end', async () => {
    serveNumbers([7, 7, 7, 7], 2);
    expect(await spotify.me.tracks().all()).toHaveLength(7);
    expect(offsets()).toEqual(['0', '2', '4', '6']);
  });

  it('reads on where the list has grown, and ends where it has shrunk', async () => {
    serveNumbers([60, 120, 120]);
    expect(await spotify.me.tracks({}, { concurrency: 1 }).all()).toHaveLength(120);
    local.reset();
    serveNumbers([200, 200, 100, 100]);
    expect(await spotify.me.tracks({}, { concurrency: 1 }).all()).toHaveLength(100);
  });

  it('never goes where a page sends it', async () => {
    serveNumbers([100, 100]);
    expect(await spotify.me.tracks().all()).toHaveLength(100);
    expect(offsets()).toEqual(['0', '50']);
  });

  it('ends at an empty page, whatever the total says', async () => {
    serveNumbers([100_000], 50);
    const body = { items: [], limit: 50, next: 'x', offset: 50, total: 100_000 };
    local.faults.add({ path: '/v1/me/tracks', effect: { status: 200, body } });
    expect(await spotify.me.tracks({}, { concurrency: 1 }).all()).toHaveLength(50);
    expect(local.journal.entries({}).length).toBeLessThan(5);
  });

  it('reads on by the size of its pages where a filter hides the total', async () => {
    const items = (count: number) => Array.from({ length: count }, (_, place) => ({ place }));
    [50, 50, 9].forEach((count, index) => {
      local.faults.add({ path: '/v1/playlists/p/items', nth: index + 1, effect: { status: 200, body: { items: items(count) } } });
    });
    expect(await spotify.playlists.items('p', { fields: 'items(added_at)' }).all()).toHaveLength(109);
    expect(offsets()).toEqual(['0', '50', '100']);
  });

  it('fails with the page that failed, after the items before it', async () => {
    serveNumbers([150]);
    local.faults.add({ path: '/v1/me/tracks', nth: [2, 3], effect: { status: 403 } });
    let count = 0;
    await failsWith('forbidden', /403/, async () => {
      for await (const _ of spotify.me.tracks({}, { concurrency: 1 })) count++;
    });
    expect(count).toBe(50);
  });

  it('ends between two pages when its caller cancels it, though the next one is there', async () => {
    serveNumbers(Array.from({ length: 12 }, () => 600));
    const controller = new AbortController();
    let count = 0;
    await failsWith('aborted', /cancelled/, async () => {
      for await (const _ of spotify.me.tracks({}, { signal: controller.signal })) {
        if (++count < 50) continue;
        await vi.waitFor(() => expect([signals.length, inFlight]).toEqual([2, 0]));
        // The answer has come, and is read in the next turns.
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.abort();
      }
    });
    expect(count).toBe(50);
  });
});

describe('a list by cursor', () => {
  const follow = (after: string | null, ...names: string[]) => ({
    artists: { items: names.map((name) => ({ name })), cursors: { after }, next: after && 'x', limit: 50, href: '', total: 5 },
  });
  const serve = (path: string, ...bodies: unknown[]) => {
    bodies.forEach((body, index) => {
      local.faults.add({ path, nth: index + 1, effect: { status: 200, body } });
    });
  };

  it('goes on from where each page ends', async () => {
    serve('/v1/me/following', follow('b', 'a', 'b'), follow('d', 'c', 'd'), follow(null, 'e'));
    const names = (await spotify.following.artists().all()).map(({ name }) => name);
    expect(names.join('')).toBe('abcde');
    expect(local.journal.entries({}).map(({ query }) => query)).toEqual([
      { type: 'artist', limit: '50' },
      { type: 'artist', limit: '50', after: 'b' },
      { type: 'artist', limit: '50', after: 'd' },
    ]);
  });

  it('says that a list is broken that comes back to where it was', async () => {
    serve('/v1/me/following', follow('b', 'a'), follow('c', 'b'), follow('b', 'c'), follow('c', 'd'), follow('b', 'e'));
    await failsWith('malformed_response', /repeats a page/, () => spotify.following.artists().all());
    expect(local.journal.entries({})).toHaveLength(3);
  });

  it('reads what was played backwards, or forwards for who begins with after', async () => {
    const played = (name: string, next: string | null) => ({
      items: [{ track: { name } }],
      cursors: { before: `${name}1`, after: `${name}9` },
      next,
      limit: 50,
      href: '',
    });
    serve('/v1/me/player/recently-played', played('3', 'x'), played('2', null), played('4', 'x'), played('5', null));
    expect((await spotify.player.recentlyPlayed().all()).map(({ track }) => track.name)).toEqual(['3', '2']);
    await spotify.player.recentlyPlayed({ after: 30 }).all();
    expect(local.journal.entries({}).map(({ query }) => query)).toEqual([
      { limit: '50' },
      { limit: '50', before: '31' },
      { limit: '50', after: '30' },
      { limit: '50', after: '49' },
    ]);
  });
});

describe('a list inside of an answer', () => {
  it('is a search: all that is found of each type, without holes', async () => {
    const { tracks, artists } = await spotify.search('night', ['track', 'artist'], { limit: 1 });
    const found = await spotify.search('night', ['track', 'artist']).all();
    expect(found.filter(({ type }) => type === 'track')).toHaveLength(Math.min(tracks.total, 1050));
    expect(found.filter(({ type }) => type === 'artist')).toHaveLength(Math.min(artists.total, 1050));
    const body = { playlists: { items: [null, { name: 'a' }], limit: 50, next: null, offset: 0, total: 2 } };
    local.faults.add({ path: '/v1/search', effect: { status: 200, body } });
    expect(await spotify.search('a', ['playlist']).all()).toEqual([{ name: 'a' }]);
  });

  it('is read in small pages where Development Mode refuses bigger ones', async () => {
    local.apps.update(local.clientId, { tier: 'development-2026', allowedUsers: ['ada'] });
    const { tracks } = await spotify.search('night', ['track']);
    local.journal.clear();
    expect(await spotify.search('night', ['track']).all({ limit: 25 })).toHaveLength(Math.min(25, tracks.total));
    await spotify.search('night', ['track']).all({ limit: 5 });
    const limits = local.journal.entries({}).map(({ query, status }) => [query['limit'], status]);
    expect(limits.filter(([, status]) => status === 400)).toHaveLength(1);
    await failsWith('bad_request', /Invalid limit/, () => spotify.search('a', ['track'], { limit: 50 }).all());
  });

  it('is a playlist, which gives all of its items', async () => {
    const playlists = await spotify.me.playlists().all();
    const { id, items } = playlists.find((playlist) => (playlist.items?.total ?? 0) > 50) ?? playlists[0] ?? {};
    expect(await spotify.playlists.get(id ?? '', { fields: 'name' }).all()).toHaveLength(items?.total ?? -1);
  });

  it('is a list that has a name', async () => {
    const body = { categories: { items: [{ id: 'folk' }], limit: 50, next: null, offset: 0, previous: null, total: 1, href: '' } };
    local.faults.add({ path: '/v1/browse/categories', effect: { status: 200, body } });
    expect((await spotify.browse.categories().all()).map(({ id }) => id)).toEqual(['folk']);
    for await (const { categories } of spotify.browse.categories().pages()) expect(categories.total).toBe(1);
  });
});
