import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForTokens, callApi } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import type { Snapshot } from '../world/snapshots.js';
import { type CallAs, callAs, isError, seeded } from './playlist.fixture.js';

let local: LocalSpotify;
let ada: CallAs;
let ben: CallAs;
let signedIn: Snapshot;
beforeAll(async () => {
  local = await createLocalSpotify();
  [ada, ben] = [await callAs(local, 'ada'), await callAs(local, 'ben')];
  signedIn = local.snapshot();
});
afterAll(() => local.close());
beforeEach(() => local.reset({ to: signedIn }));

const names = (answer: { body: { items: { name: string }[] } }): string[] => answer.body.items.map(({ name }) => name);
const read = async (path: string, call: CallAs = ada): Promise<Record<string, unknown>> => (await call('GET', path)).body;
const missingScope = isError(403, 'Insufficient client scope');
const notFound = isError(404, 'Resource not found');

describe('a playlist', () => {
  test('has the first page of its items under both names, with links that lead on', async () => {
    const playlist = (await ada('GET', `/playlists/${seeded.longOfAda}?market=SE`)).body;
    expect(playlist).toMatchObject({
      name: 'Long drive north',
      followers: { href: null, total: 0 },
      owner: { id: 'ada' },
      items: { limit: 50, offset: 0, total: 130, previous: null },
      tracks: { limit: 100, offset: 0, total: 130, previous: null },
    });
    expect([playlist.items.items.length, playlist.tracks.items.length]).toEqual([50, 100]);
    for (const name of ['items', 'tracks']) {
      const seen = playlist[name].items;
      for (let { next } = playlist[name]; next !== null; ) {
        const page = (await ada('GET', next.slice(local.apiUrl.length))).body;
        seen.push(...page.items);
        ({ next } = page);
      }
      expect(seen).toHaveLength(130);
      expect(seen.every(({ item }: { item: object }) => 'is_playable' in item)).toBe(true);
    }
  });

  test('counts who follows it besides its owner', async () => {
    await ben('PUT', `/playlists/${seeded.publicOfAda}/followers`);
    expect(await read(`/playlists/${seeded.publicOfAda}?fields=followers`)).toEqual({ followers: { href: null, total: 1 } });
  });

  // github.com/ramsayleung/rspotify/issues/320
  test('shows an episode to who knows episodes, and to others as a kind of track', async () => {
    const { items } = (await ada('GET', `/playlists/${seeded.publicOfBen}/items?additional_types=track,episode`)).body;
    const place = items.findIndex(({ item }: { item: { type: string } }) => item.type === 'episode');
    const { item: episode, is_local } = items[place];
    expect([episode.episode, episode.track, is_local]).toEqual([true, false, false]);
    const [{ item, track }] = (await ada('GET', `/playlists/${seeded.publicOfBen}/items?limit=1&offset=${place}`)).body.items;
    expect(track).toEqual(item);
    const { uri, href, name, duration_ms, show } = episode;
    expect(item).toMatchObject({ type: 'track', track: true, uri, href, name, duration_ms, available_markets: expect.any(Array) });
    expect(item.album).toMatchObject({ name: show.name, uri: show.uri, artists: [{ name: show.name }] });
    const playlist = (await ada('GET', `/playlists/${seeded.publicOfBen}?additional_types=episode`)).body;
    expect(playlist.tracks.items[place].item.type).toBe('episode');
  });

  // As tekore’s models ask for it.
  test('has what Spotify sends besides its reference', async () => {
    const playlist = (await ada('GET', `/playlists/${seeded.publicOfAda}`)).body;
    expect(playlist).toMatchObject({ primary_color: null });
    expect(playlist.items.items[0]).toMatchObject({
      primary_color: null,
      video_thumbnail: { url: null },
      item: { episode: false, track: true },
    });
    expect((await ada('GET', '/me/playlists?limit=1')).body.items[0]).toMatchObject({ primary_color: null });
  });

  test('shows a file on somebody’s device, and what is gone', async () => {
    const { items } = (await ada('GET', `/playlists/${seeded.sharedByChioma}/items?offset=8`)).body;
    expect(items).toMatchObject([
      {
        is_local: true,
        item: {
          album: { name: 'Rehearsal tapes', id: null },
          artists: [{ name: 'The Choir', id: null }],
          duration_ms: 187_000,
          id: null,
          is_local: true,
          name: 'Second verse, slower',
          uri: 'spotify:local:The+Choir:Rehearsal+tapes:Second+verse%2C+slower:187',
        },
      },
      { is_local: false, item: null, track: null },
    ]);
  });

  test('has only the fields that are asked for, in every tier', async () => {
    const fields = 'name,items(total,items(added_by.id)),tracks.total,owner(!external_urls,href)';
    const owner = { display_name: 'Ada Lindqvist', id: 'ada', type: 'user', uri: 'spotify:user:ada' };
    const some = { name: 'To be filled', items: { total: 0, items: [] }, owner };
    expect(await read(`/playlists/${seeded.emptyOfAda}?fields=${fields}`)).toEqual({ ...some, tracks: { total: 0 } });
    local.settings.update({ tier: 'development-2026' });
    expect(await read(`/playlists/${seeded.emptyOfAda}?fields=${fields}`)).toEqual(some);
    expect(await read(`/playlists/${seeded.emptyOfAda}?fields=type,items.total`)).toEqual({
      type: 'playlist',
      items: { total: 0 },
    });
    expect(await read(`/playlists/${seeded.publicOfBen}?fields=name,items,tracks`)).toEqual({ name: 'Talks & tunes' });
    const page = await read(`/playlists/${seeded.longOfAda}/items?limit=1&fields=items(is_local,track.name),next`);
    expect(page).toEqual({ items: [{ is_local: false }], next: expect.stringContaining('fields=items') });
  });

  test.each([
    ['items', 50],
    ['tracks', 100],
  ])('has pages of %s of at most %d', async (name, most) => {
    expect((await ada('GET', `/playlists/${seeded.longOfAda}/${name}?limit=${most}`)).body.items).toHaveLength(most);
    expect(await ada('GET', `/playlists/${seeded.longOfAda}/${name}?limit=${most + 1}`)).toEqual(isError(400, 'Invalid limit'));
    expect(await ada('GET', `/playlists/${seeded.longOfAda}/${name}?offset=-1`)).toEqual(isError(400, 'Invalid offset'));
    expect(await ada('GET', `/playlists/${seeded.longOfAda}/${name}?market=x`)).toEqual(isError(400, 'Invalid market code'));
    expect(await ada('GET', `/playlists/${seeded.longOfAda}/${name}?fields=(`)).toEqual(isError(400, 'Invalid fields'));
  });

  test.each(['', '/items', '/tracks', '/images'])('%s is read by whoever may', async (part) => {
    const path = (id: string): string => `/playlists/${id}${part}`;
    expect(await ben('GET', path(seeded.privateOfAda))).toEqual(notFound);
    expect(await ben('GET', path('0'.repeat(22)))).toEqual(notFound);
    expect(await ben('GET', path('short'))).toEqual(isError(400, 'Invalid base62 id'));
    expect((await ben('GET', path(seeded.sharedByAda))).status).toBe(200);
    const without = await callAs(local, 'ada', 'streaming');
    expect(await without('GET', path(seeded.privateOfAda))).toEqual(missingScope);
    expect(await without('GET', path(seeded.sharedByAda))).toEqual(missingScope);
    expect(await without('GET', path(seeded.sharedByChioma))).toEqual(notFound);
    expect((await without('GET', path(seeded.publicOfBen))).status).toBe(200);
    const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
    expect((await callApi(local, path(seeded.publicOfBen), String(body['access_token']))).status).toBe(200);
    expect((await callApi(local, path(seeded.privateOfBen), String(body['access_token']))).status).toBe(404);
  });

  test('of somebody else has no items for a Development Mode app of 2026, unless it is collaborative', async () => {
    local.settings.update({ tier: 'development-2026' });
    expect(await ada('GET', `/playlists/${seeded.publicOfBen}/items`)).toEqual(isError(403, 'Forbidden'));
    expect(await ada('GET', `/playlists/${seeded.publicOfAda}/tracks`)).toEqual(isError(403, 'Forbidden'));
    const foreign = await read(`/playlists/${seeded.publicOfBen}`);
    expect(foreign).toMatchObject({ name: 'Talks & tunes', owner: { id: 'ben' } });
    expect('items' in foreign || 'tracks' in foreign).toBe(false);
    for (const id of [seeded.publicOfAda, seeded.sharedByChioma]) {
      expect((await ada('GET', `/playlists/${id}/items?limit=1`)).body.items[0]).not.toHaveProperty('track');
      const own = await read(`/playlists/${id}`);
      expect([own['items'], 'tracks' in own]).toEqual([expect.objectContaining({ limit: 50 }), false]);
    }
  });
});

describe('changing what is said of it', () => {
  const path = `/playlists/${seeded.publicOfAda}`;

  test('is seen at once, in the search too, and is another version', async () => {
    const before = await read(path);
    expect(await ada('PUT', path, { name: 'Evening tram', description: 'Back.' })).toEqual({ status: 200, body: undefined });
    const after = await read(path);
    expect(after).toMatchObject({ name: 'Evening tram', description: 'Back.', public: true, items: before['items'] });
    expect(after['snapshot_id']).not.toBe(before['snapshot_id']);
    const found = async (q: string): Promise<string[]> =>
      names({ body: (await ben('GET', `/search?type=playlist&q=${q}`)).body.playlists });
    expect([await found('ferry'), await found('tram')]).toEqual([[], ['Evening tram']]);
    await ada('PUT', path, { public: false });
    expect(await found('tram')).toEqual([]);
    expect(await ben('GET', path)).toEqual(notFound);
  });

  test('to what it is already is no other version', async () => {
    const before = await read(path);
    for (const body of [{}, { name: 'Morning ferry' }, { public: null }, undefined])
      expect((await ada('PUT', path, body)).status).toBe(200);
    expect(await read(path)).toEqual(before);
  });

  test('makes it collaborative, which a public one cannot be', async () => {
    const both = isError(400, 'A collaborative playlist cannot be public: set public to false');
    expect(await ada('PUT', path, { collaborative: true })).toEqual(both);
    expect((await ada('PUT', path, { collaborative: true, public: false })).status).toBe(200);
    expect((await ben('GET', path)).body).toMatchObject({ collaborative: true, public: false });
    expect(await ada('PUT', path, { public: true })).toEqual(both);
  });

  test.each<[unknown, string]>([
    [{ name: '' }, 'Attribute name is empty.'],
    [{ description: '' }, 'Attribute description is empty.'],
    [{ name: 1 }, "JSON body doesn't conform to specification"],
    [{ public: 'true' }, "JSON body doesn't conform to specification"],
    ['[]', 'Malformed json'],
    ['{', 'Malformed json'],
  ])('refuses %j', async (body, message) => {
    expect(await ada('PUT', path, body)).toEqual(isError(400, message));
  });

  test('is for its owner, with the scopes for what it is and for what it becomes', async () => {
    const notBens = isError(403, "You cannot change the details of a playlist you don't own.");
    expect(await ben('PUT', path, { name: 'Mine' })).toEqual(notBens);
    expect(await ben('PUT', `/playlists/${seeded.sharedByAda}`, { name: 'Mine' })).toEqual(notBens);
    expect(await ben('PUT', `/playlists/${seeded.privateOfAda}`, { name: 'Mine' })).toEqual(notFound);
    const withPublic = await callAs(local, 'ada', 'playlist-modify-public');
    expect(await withPublic('PUT', path, { public: false })).toEqual(missingScope);
    expect(await withPublic('PUT', `/playlists/${seeded.privateOfAda}`, { name: 'x' })).toEqual(missingScope);
    expect((await withPublic('PUT', path, { name: 'x' })).status).toBe(200);
    const withPrivate = await callAs(local, 'ada', 'playlist-modify-private');
    expect(await withPrivate('PUT', `/playlists/${seeded.privateOfAda}`, { collaborative: true })).toEqual(missingScope);
    expect((await withPrivate('PUT', `/playlists/${seeded.privateOfAda}`, { name: 'x' })).status).toBe(200);
  });
});

describe('a new playlist', () => {
  test('is public and empty where nothing else is said, and stands first in the list', async () => {
    const { status, body } = await ada('POST', '/me/playlists', { name: 'Fresh' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Fresh',
      description: null,
      public: true,
      collaborative: false,
      images: null,
      followers: { total: 0 },
      items: { items: [], total: 0 },
      owner: { id: 'ada' },
      uri: expect.stringMatching(/^spotify:playlist:[0-9A-Za-z]{22}$/u),
    });
    expect(await read(`/playlists/${body.id}`)).toEqual(body);
    expect(names(await ada('GET', '/me/playlists'))[0]).toBe('Fresh');
    expect(names({ body: (await ben('GET', '/search?type=playlist&q=fresh')).body.playlists })).toContain('Fresh');
  });

  test('has an id of its own, each, and the same in every run', async () => {
    const make = async (): Promise<string[]> => [
      (await ada('POST', '/me/playlists', { name: 'One' })).body.id,
      (await ben('POST', '/me/playlists', { name: 'One' })).body.id,
    ];
    const ids = await make();
    expect(new Set([...ids, ...Object.values(seeded)]).size).toBe(ids.length + Object.keys(seeded).length);
    local.reset({ to: signedIn });
    expect(await make()).toEqual(ids);
  });

  test('can be made by one’s own id, and for nobody else', async () => {
    const { status, body } = await ada('POST', '/users/ada/playlists', { name: 'By id', public: false, description: 'x' });
    expect([status, body.public, body.description]).toEqual([201, false, 'x']);
    for (const id of ['ben', 'nobody']) {
      const answer = await ada('POST', `/users/${id}/playlists`, { name: 'By id' });
      expect(answer).toEqual(isError(403, 'You cannot create a playlist for another user'));
    }
  });

  test.each<[unknown, string]>([
    [undefined, 'Missing required field: name'],
    [{}, 'Missing required field: name'],
    [{ name: ' ' }, 'Missing required field: name'],
    [{ name: 'x', collaborative: true }, 'A collaborative playlist cannot be public: set public to false'],
    [{ name: [] }, "JSON body doesn't conform to specification"],
    ['name=x', 'Malformed json'],
  ])('is not made from %j', async (body, message) => {
    expect(await ada('POST', '/me/playlists', body)).toEqual(isError(400, message));
  });

  test('needs the scope for what it is to be, and a collaborative one both', async () => {
    const make = async (scope: string, details: object): Promise<number> =>
      (await (await callAs(local, 'ada', scope))('POST', '/me/playlists', { name: 'x', ...details })).status;
    const [toPublic, toPrivate] = ['playlist-modify-public', 'playlist-modify-private'] as const;
    const shared = { public: false, collaborative: true };
    expect([await make(toPublic, {}), await make(toPublic, { public: false }), await make(toPublic, shared)]).toEqual([
      201, 403, 403,
    ]);
    expect([await make(toPrivate, {}), await make(toPrivate, { public: false }), await make(toPrivate, shared)]).toEqual([
      403, 201, 403,
    ]);
    expect(await make(`${toPublic} ${toPrivate}`, shared)).toBe(201);
  });
});

describe('the lists', () => {
  test('have what a user follows between their own, the latest first, until it is hidden or left', async () => {
    await ada('PUT', `/playlists/${seeded.publicOfBen}/followers`, { public: false });
    const first = async (call: CallAs = ada): Promise<string | undefined> => names(await call('GET', '/me/playlists'))[0];
    expect(await first()).toBe('Talks & tunes');
    // What is followed in private is shown with the scope for what is private.
    expect(await first(await callAs(local, 'ada', 'playlist-read-collaborative'))).toBe('Morning ferry');
    expect(names(await ben('GET', '/users/ada/playlists'))).not.toContain('Talks & tunes');
    await ben('PUT', `/playlists/${seeded.publicOfBen}`, { public: false });
    expect(await first()).toBe('Morning ferry');
    await ben('PUT', `/playlists/${seeded.publicOfBen}`, { public: true });
    expect(await first()).toBe('Talks & tunes');
    await ada('DELETE', `/playlists/${seeded.publicOfBen}/followers`);
    expect(await first()).toBe('Morning ferry');
  });

  test('lose what its owner deletes, which can be read by its id and brought back', async () => {
    const { publicOfAda: id } = seeded;
    await ben('PUT', `/playlists/${id}/followers`);
    await ada('DELETE', `/playlists/${id}/followers`);
    expect(names(await ada('GET', '/me/playlists'))).not.toContain('Morning ferry');
    expect(names(await ben('GET', '/me/playlists'))).toContain('Morning ferry');
    expect(names(await ben('GET', '/users/ada/playlists'))).not.toContain('Morning ferry');
    expect((await ben('GET', '/search?type=playlist&q=ferry')).body.playlists.total).toBe(0);
    expect((await ada('GET', `/playlists/${id}/items`)).body.total).toBe(24);
    await ada('PUT', `/playlists/${id}/followers`);
    expect(names(await ada('GET', '/me/playlists'))[0]).toBe('Morning ferry');
  });

  test('of others have what is on their profile; one’s own, by id too, what the scopes show', async () => {
    const profile = ['Morning ferry', 'Long drive north', 'To be filled'];
    expect(names(await ben('GET', '/users/ada/playlists'))).toEqual(profile);
    expect(names(await ada('GET', '/users/ada/playlists'))).toEqual(names(await ada('GET', '/me/playlists')));
    expect(names(await (await callAs(local, 'ada', 'streaming'))('GET', '/users/ada/playlists'))).toEqual(profile);
    expect(await ben('GET', '/users/nobody/playlists')).toEqual(isError(404, 'No such user'));
    const page = (await ben('GET', '/users/ada/playlists?limit=1')).body;
    expect([page.total, page.next]).toEqual([3, `${local.apiUrl}/users/ada/playlists?offset=1&limit=1`]);
  });

  test('are gone for Development Mode apps of 2026 where they are another’s', async () => {
    local.settings.update({ tier: 'development-2026' });
    expect(await ada('GET', '/users/ada/playlists')).toEqual(isError(403, 'Forbidden'));
    expect(await ada('POST', '/users/ada/playlists', { name: 'x' })).toEqual(isError(403, 'Forbidden'));
    expect((await ada('POST', '/me/playlists', { name: 'x' })).status).toBe(201);
  });

  test('lose a user who is removed, with their playlists and what is kept of them', async () => {
    await ada('PUT', `/playlists/${seeded.publicOfBen}/followers`);
    await ben('PUT', `/playlists/${seeded.publicOfBen}/items`, { uris: [] });
    local.userAccounts.delete('ben');
    expect(await ada('GET', `/playlists/${seeded.publicOfBen}`)).toEqual(notFound);
    expect(names(await ada('GET', '/me/playlists'))).not.toContain('Talks & tunes');
  });
});
