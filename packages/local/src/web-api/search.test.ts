import fc from 'fast-check';
import type { Page } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askForTokens, callApi, getTokens } from '../accounts/browser.fixture.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

interface Found {
  id: string;
  name: string;
  type: string;
  available_markets?: string[];
  artists?: { name: string }[];
  album?: { name: string; release_date: string };
  release_date?: string;
}
type Pages = Record<string, Page<Found | null>>;

let local: LocalSpotify;
let catalogue: Catalogue;
let token: string;
beforeAll(async () => {
  local = await createLocalSpotify();
  catalogue = await openCatalogue();
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  token = (await getTokens(local)).accessToken;
});

const search = (parameters: Record<string, string>, accessToken = token): Promise<{ status: number; body: Pages }> =>
  callApi(local, `/search?${new URLSearchParams(parameters).toString()}`, accessToken);
const find = async (type: string, q: string, more: Record<string, string> = {}): Promise<(Found | null)[]> =>
  (await search({ q, type, limit: '50', ...more })).body[`${type}s`]?.items ?? [];
const names = async (type: string, q: string): Promise<(string | undefined)[]> => (await find(type, q)).map((one) => one?.name);
const appToken = async (): Promise<string> => {
  const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
  return String(body['access_token']);
};
const some = <Kind extends 'track' | 'album' | 'artist' | 'show' | 'episode'>(
  kind: Kind,
  index = 0,
): NonNullable<ReturnType<Catalogue[Kind]>> => {
  const thing = catalogue[kind](catalogue.idAt(kind, index) ?? '');
  if (thing === undefined) throw new Error(`There is no ${kind} ${index}.`);
  return thing as NonNullable<ReturnType<Catalogue[Kind]>>;
};

test('finds each thing by its name, and names it first', async () => {
  for (const kind of ['artist', 'album', 'track', 'show', 'episode'] as const) {
    const { id, name } = some(kind);
    const found = await find(kind, `"${name}"`);
    expect(found[0]?.name, kind).toBe(name);
    expect(
      found.map((one) => one?.id),
      kind,
    ).toContain(id);
  }
});

test('finds by the beginnings of words, in any case and without accents', async () => {
  const { name } = some('artist', 1);
  const typed = name.split(' ').map((word) => word.slice(0, 4).toUpperCase());
  expect(await names('artist', typed.join(' '))).toContain(name);
  expect(await names('artist', 'nobody is called this')).toEqual([]);
});

test('filters find what they say', async () => {
  const { album, artists, isrc, name } = some('track', 3);
  const artist = artists[0]?.name ?? '';
  const year = album.releaseDate.slice(0, 4);
  const found = await find('track', `track:"${name}" artist:"${artist}" album:"${album.name}" year:${year}`);
  expect(found.map((track) => track?.name)).toContain(name);
  for (const track of found) expect(track?.album).toMatchObject({ name: album.name });
  expect((await find('track', `isrc:${isrc}`)).map((track) => track?.name)).toContain(name);
  for (const one of await find('album', 'year:1990-1999')) expect(one?.release_date).toMatch(/^199\d/u);
  for (const one of await find('album', `artist:"${artist}"`)) expect(one?.artists?.map((by) => by.name)).toContain(artist);
  expect(await find('artist', `isrc:${isrc}`)).toEqual([]);
});

test('finds the artists and tracks of a genre', async () => {
  const [genre = ''] = some('artist', 2).genres;
  const artists = await find('artist', `genre:"${genre}"`);
  expect(artists.length).toBeGreaterThan(0);
  for (const artist of artists) expect((artist as { genres?: string[] }).genres?.join(' ')).toContain(genre);
  expect((await find('track', `genre:"${genre}"`)).length).toBeGreaterThan(0);
});

test('tag:new is what is new in the catalogue, wherever the local clock stands', async () => {
  const { total } = catalogue.newReleases({ limit: 1, offset: 0 });
  for (const time of ['2020-01-01T12:00:00Z', '2031-01-01T12:00:00Z']) {
    local.clock.set(time);
    token = (await getTokens(local)).accessToken;
    const found = await find('album', 'tag:new');
    expect(found.length, time).toBe(total);
    for (const album of found) expect(album?.release_date && album.release_date >= catalogue.newSince, album?.name).toBe(true);
  }
});

test('has one page for each type that was asked for, and as many of each', async () => {
  const { status, body } = await search({ q: 'a', type: 'track,album,artist,playlist,show,episode,audiobook', limit: '3' });
  expect(status).toBe(200);
  expect(Object.keys(body).sort()).toEqual(['albums', 'artists', 'audiobooks', 'episodes', 'playlists', 'shows', 'tracks']);
  for (const page of Object.values(body)) expect(page.items).toHaveLength(Math.min(3, page.total));
  expect(body['tracks']).toMatchObject({ limit: 3, offset: 0 });
});

test('the links to pages keep the words, of one type, and lead on', async () => {
  const { body } = await search({ q: 'the', type: 'track,album', limit: '5', market: 'GR', include_external: 'audio' });
  const next = new URL(body['tracks']?.next ?? '');
  expect(next.search).toBe('?query=the&type=track&market=GR&include_external=audio&offset=5&limit=5');
  expect(new URL(body['albums']?.href ?? '').search).toContain('type=album');
  const response = await fetch(`${local.apiUrl}/search${next.search}`, { headers: { authorization: `Bearer ${token}` } });
  const second = (await response.json()) as Pages;
  expect(Object.keys(second)).toEqual(['tracks']);
  expect(second['tracks']?.items).toEqual(await find('track', 'the', { limit: '5', offset: '5', market: 'GR' }));
  expect(new URL(second['tracks']?.previous ?? '').searchParams.get('offset')).toBe('0');
});

test('pages without meeting anything twice, up to a thousand', async () => {
  const ids = new Set<string | undefined>();
  let met = 0;
  for (let offset = 0; offset < 1000; offset += 50) {
    const page = (await search({ q: 'NOT zzzz', type: 'track', limit: '50', offset: String(offset) })).body['tracks'];
    for (const track of page?.items ?? []) ids.add(track?.id);
    met += page?.items.length ?? 0;
    expect(page?.total).toBe(Math.min(1000, page?.total ?? 0));
    expect(page?.next === null).toBe(offset + 50 >= (page?.total ?? 0));
  }
  expect(met).toBe(ids.size);
  expect(met).toBe((await search({ q: 'NOT zzzz', type: 'track' })).body['tracks']?.total);
});

test('finds public playlists by name and description, and no private ones', async () => {
  expect(await names('playlist', 'lagos')).toEqual(['Lagos, late']);
  expect(await names('playlist', 'rehearsal')).toEqual([]);
  expect(await names('playlist', 'not for the party')).toEqual([]);
  expect(await names('playlist', 'artist:lagos')).toEqual([]);
});

test('finds the playlists of the local Spotify as well, behind equally relevant ones of users, where an app may know of them', async () => {
  const found = (await find('playlist', 'jazz')) as { name: string; owner?: { id: string } }[];
  expect(found.slice(0, 2).map(({ name, owner }) => [name, owner?.id])).toEqual([
    ['Jazz Today', 'spixie'],
    ['Jazz, further down', 'spixie'],
  ]);
  const { accessToken } = await getTokens(local, 'playlist-modify-public');
  await callApi(local, '/me/playlists', accessToken, { method: 'POST', body: { name: 'Jazz with ada' } });
  expect((await names('playlist', 'jazz')).slice(0, 1)).toEqual(['Jazz with ada']);
  const { total, items } = (await search({ q: 'today', type: 'playlist', limit: '5', offset: '5' })).body['playlists']!;
  expect([total > 20, items.length]).toEqual([true, 5]);
  local.settings.update({ tier: 'development-legacy' });
  expect(await names('playlist', 'jazz')).toEqual(['Jazz with ada']);
});

test('finds a playlist by the name that it has now', async () => {
  const { accessToken } = await getTokens(local, 'playlist-modify-public');
  const made = await callApi<Found>(local, '/me/playlists', accessToken, { method: 'POST', body: { name: 'Žluťoučký kůň' } });
  expect(await names('playlist', 'zlutoucky')).toEqual(['Žluťoučký kůň']);
  await callApi(local, `/playlists/${made.body.id}`, accessToken, {
    method: 'PUT',
    body: { name: 'Horse', description: 'yellow' },
  });
  expect(await names('playlist', 'zlutoucky')).toEqual([]);
  expect(await names('playlist', 'yell')).toEqual(['Horse']);
});

test('to whom no country is known, what is spoken is a hole, as it is to an app that names no market', async () => {
  const { name } = some('show');
  const ask = async (more: Record<string, string>, accessToken?: string): Promise<(Found | null)[]> =>
    (await search({ q: `"${name}"`, type: 'show', ...more }, accessToken)).body['shows']?.items ?? [];
  const app = await appToken();
  expect(await ask({}, app)).toEqual((await ask({})).map(() => null));
  expect((await ask({ market: 'SE' }, app))[0]?.name).toBe(name);
  expect((await ask({}))[0]?.name).toBe(name);
});

test('a market leaves out the list of markets, and where Spotify is not there is nothing', async () => {
  const { name } = some('track');
  expect((await find('track', `"${name}"`))[0]?.available_markets).toBeDefined();
  expect((await find('track', `"${name}"`, { market: 'SE' }))[0]?.available_markets).toBeUndefined();
  const { body } = await search({ q: `"${name}"`, type: 'track', market: 'ZZ' }, await appToken());
  expect(body['tracks']).toMatchObject({ items: [], total: 0 });
});

test.each([
  [{ type: 'track' }, 'No search query'],
  [{ q: '', type: 'track' }, 'No search query'],
  [{ q: ' ', type: 'track' }, 'No search query'],
  [{ q: 'a'.repeat(251), type: 'track' }, 'Query exceeds maximum length of 250 characters'],
  [{ q: 'x' }, 'Missing parameter type'],
  [{ q: 'x', type: '' }, 'Missing parameter type'],
  [{ q: 'x', type: 'tree' }, 'Bad search type field tree'],
  [{ q: 'x', type: 'track,tree' }, 'Bad search type field tree'],
  [{ q: 'x', type: 'track', limit: '51' }, 'Invalid limit'],
  [{ q: 'x', type: 'track', limit: '0' }, 'Invalid limit'],
  [{ q: 'x', type: 'track', limit: 'ten' }, 'Invalid limit'],
  [{ q: 'x', type: 'track', offset: '1001' }, 'Invalid offset'],
  [{ q: 'x', type: 'track', offset: '-1' }, 'Invalid offset'],
  [{ q: 'x', type: 'track', market: 'Greece' }, 'Invalid market code'],
])('refuses %j', async (parameters, message) => {
  expect(await search(parameters as Record<string, string>)).toMatchObject({
    status: 400,
    body: { error: { status: 400, message } },
  });
});

test('takes `query` for `q`, as its own links have it', async () => {
  const { name } = some('track');
  expect((await search({ query: `"${name}"`, type: 'track' })).body['tracks']?.items[0]?.name).toBe(name);
});

test('whatever is searched for, it answers', async () => {
  const piece = fc.oneof(
    fc.constantFrom('NOT ', ' OR ', '"', '*', '(', 'year:1990-', 'tag:', 'artist:', ':', '夜', '\u0000', '\ud800', '💜', 'the '),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const typed = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `x${pieces.join('')}`);
  await fc.assert(
    fc.asyncProperty(typed, async (q) => {
      const { status } = await search({ q, type: 'track,album,artist,playlist,show,episode,audiobook' });
      expect(status).toBe(200);
    }),
    { numRuns: 40 },
  );
});
