import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, askAsApp, errorBody, NOWHERE, UNKNOWN } from './ask.fixture.js';

type Track = Operations['GET /tracks/{id}']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let ask: Ask;
let askWithoutUser: Ask;
let id: string;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  [ask, askWithoutUser] = await Promise.all([askAs(local, 'ada'), askAsApp(local)]);
  id = catalogue.idAt('track', 7) ?? '';
});
afterAll(() => local.close());

test('GET /tracks/{id} is the track with its album, and says where it is available', async () => {
  const known = catalogue.track(id);
  const { body } = await ask<Track>(`/tracks/${id}`);
  expect(body).toMatchObject({
    id,
    name: known?.name,
    duration_ms: known?.durationMs,
    external_ids: { isrc: known?.isrc },
    available_markets: known?.markets,
    album: { id: known?.album.id, available_markets: known?.album.markets },
    preview_url: null,
    is_local: false,
  });
  expect(body).not.toHaveProperty('is_playable');
  expect(body).not.toHaveProperty('linked_from');
});

test('a market says whether the track can be played there', async () => {
  const market = catalogue.track(id)?.markets[0];
  const there = await askWithoutUser<Track>(`/tracks/${id}?market=${market?.toLowerCase()}`);
  expect(there.body.is_playable).toBe(true);
  expect(there.body).not.toHaveProperty('available_markets');
  expect(there.body.album).not.toHaveProperty('available_markets');
  const nowhere = await askWithoutUser<Track>(`/tracks/${id}?market=${NOWHERE}`);
  expect(nowhere.body).toMatchObject({ id, is_playable: false, restrictions: { reason: 'market' } });
});

test('the user’s country counts and not the market that they ask for', async () => {
  for (const market of [NOWHERE, 'from_token']) {
    expect((await ask<Track>(`/tracks/${id}?market=${market}`)).body.is_playable).toBe(true);
  }
});

test('GET /tracks keeps the order of the ids, and has null where there is no track', async () => {
  const { body } = await ask<{ tracks: (Track | null)[] }>(`/tracks?ids=${id},${UNKNOWN}, ${id}`);
  expect(body.tracks.map((track) => track?.id ?? null)).toEqual([id, null, id]);
});

test.each([
  [`/tracks/${UNKNOWN}`, 404, 'non existing id'],
  ['/tracks/-', 400, 'Invalid base62 id'],
  [`/tracks?ids=${UNKNOWN},-`, 400, 'invalid id'],
  [`/tracks?ids=${Array.from({ length: 51 }, () => UNKNOWN).join(',')}`, 400, 'too many ids requested'],
])('%s is refused', async (path, status, message) => {
  expect(await ask(path)).toMatchObject({ status, body: errorBody(status, message) });
});
