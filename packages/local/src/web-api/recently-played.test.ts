import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Track } from '../catalogue/catalogue-types.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { openPlayer, type Player } from './player.fixture.js';

type Recent = Operations['GET /me/player/recently-played']['response'];
type TopTracks = Operations['GET /me/top/tracks']['response'];
type TopArtists = Operations['GET /me/top/artists']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let player: Player;
let laptop: string;
let uris: string[];
beforeAll(async () => {
  local = await createLocalSpotify({ playerSuccessBody: '204' });
  catalogue = await openCatalogue();
  const ids = Array.from({ length: 100 }, (_, index) => catalogue.idAt('track', 300 + index) ?? '');
  uris = ids.filter((id) => isLongInSweden(catalogue.track(id))).map((id) => `spotify:track:${id}`);
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  local.clock.freeze();
  player = await openPlayer(local);
  laptop = (await player.devices())['Laptop'] ?? '';
});

function isLongInSweden(track: Track | undefined): boolean {
  if (track === undefined) return false;
  return track.markets.includes('SE') && track.durationMs > 60_000;
}

const recent = async (query = ''): Promise<Recent> => (await player.get<Recent>(`/me/player/recently-played${query}`)).body;
const follow = async (url: string | null): Promise<Recent> =>
  (await player.get<Recent>(url?.replace(local.apiUrl, '') ?? 'no next page')).body;
const seconds = (count: number): void => local.clock.advance({ seconds: count });

test('a track that was heard for more than thirty seconds is told, with when and out of what', async () => {
  const [first, second, third] = uris;
  const begin = local.clock.now();
  await player.does(`PUT play?device_id=${laptop}`, { uris: [first, second, third] });
  seconds(31);
  await player.does('POST next');
  seconds(30);
  await player.does('POST next');
  seconds(20);
  // Twice twenty seconds, with a pause between.
  await player.does('PUT pause');
  seconds(100);
  await player.does('PUT play');
  seconds(20);
  await player.does('PUT play', { uris: [first] });
  const { items } = await recent(`?after=${begin - 1}`);
  expect(items.map(({ track }) => track.uri)).toEqual([third, first]);
  expect(items.map(({ played_at }) => played_at)).toEqual([201, 31].map((after) => new Date(begin + after * 1000).toISOString()));
  expect(items[0]?.context).toBeNull();
  const playlist = 'spotify:playlist:4hJq0wXv2Lr7Nd9TbYc1Ae';
  await player.does('PUT play', { context_uri: playlist });
  seconds(40);
  await player.does('POST next');
  expect((await recent('?limit=1')).items[0]?.context).toMatchObject({ type: 'playlist', uri: playlist });
});

test('pages go back in time to the fiftieth, and forward to the last', async () => {
  const all = (await recent('?limit=50')).items.map(({ played_at }) => played_at);
  expect(all).toHaveLength(50);
  expect(all).toEqual([...all].sort().reverse());
  const found: string[] = [];
  let page = await recent('?limit=20');
  for (; page.items.length > 0; page = await follow(page.next)) {
    found.push(...page.items.map(({ played_at }) => played_at));
    expect(page.cursors?.before).toBe(String(Date.parse(page.items.at(-1)?.played_at ?? '')));
  }
  // The last one is empty, as clients in other languages expect it.
  expect(page).toMatchObject({ items: [], next: null, cursors: null });
  expect(found).toEqual(all);
  const forward: string[] = [];
  page = await recent(`?limit=20&after=${Date.parse(all[44] ?? '')}`);
  for (; page.items.length > 0; page = await follow(page.next)) {
    forward.unshift(...page.items.map(({ played_at }) => played_at));
  }
  expect(forward).toEqual(all.slice(0, 44));
  expect(await recent(`?after=${local.clock.now()}`)).toMatchObject({ items: [], cursors: null, next: null });
});

test.each([
  ['?limit=0', 'Invalid limit'],
  ['?limit=51', 'Invalid limit'],
  ['?after=yesterday', 'Invalid after'],
  ['?after=1&before=2', 'Only one of after and before can be given'],
])('%s is a mistake', async (query, message) => {
  const { status, body } = await player.get(`/me/player/recently-played${query}`);
  expect([status, body]).toEqual([400, { error: { status: 400, message } }]);
});

test('what is played most leads the lists, each over its time', async () => {
  const [favourite = ''] = uris;
  const top = async (query: string): Promise<TopTracks> => (await player.get<TopTracks>(`/me/top/tracks${query}`)).body;
  const before = await top('?time_range=short_term&limit=50');
  expect(before.total).toBeGreaterThan(5);
  expect((await top('?time_range=long_term')).total).toBeGreaterThanOrEqual(before.total);
  await player.does(`PUT play?device_id=${laptop}`, { uris: [favourite] });
  await player.does('PUT repeat?state=track');
  local.clock.advance({ hours: 6 });
  player = await openPlayer(local);
  await player.does('PUT pause');
  for (const range of ['short_term', 'medium_term', 'long_term']) {
    expect((await top(`?time_range=${range}&limit=1`)).items[0]?.uri, range).toBe(favourite);
  }
  const { body } = await player.get<TopArtists>('/me/top/artists');
  const artists = catalogue.track(favourite.split(':')[2] ?? '')?.artists.map(({ id }) => id) ?? [];
  expect(artists).toContain(body.items[0]?.id);
  local.clock.advance({ days: 40 });
  player = await openPlayer(local);
  expect((await top('?time_range=short_term')).total).toBe(0);
  expect((await top('')).items[0]?.uri).toBe(favourite);
  const second = await top('?limit=2&offset=2');
  expect(second).toMatchObject({ offset: 2, limit: 2, items: { length: 2 } });
  expect(second.next).toBe(`${local.apiUrl}/me/top/tracks?offset=4&limit=2`);
  expect((await player.get('/me/top/tracks?time_range=ever')).status).toBe(400);
});

test('Ben has played something before, too', async () => {
  player = await openPlayer(local, 'ben');
  expect((await recent()).items).toHaveLength(20);
  expect((await player.get<TopArtists>('/me/top/artists')).body.items).toHaveLength(20);
});
