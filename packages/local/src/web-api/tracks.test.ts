import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, askAsApp, errorBody, findId, NOWHERE, UNKNOWN } from './ask.fixture.js';

type Track = Operations['GET /tracks/{id}']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let ask: Ask;
let askWithoutUser: Ask;
let id: string;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  [ask, askWithoutUser] = await Promise.all([askAs(local, 'ada'), askAsApp(local)]);
  id = findId(catalogue, 'track', ({ markets }) => markets.includes('SE'));
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

describe('a track that another one stands in for', () => {
  const standIn = (asked: string): string | undefined => catalogue.playableTrack(asked, 'SE')?.track.id;
  let asked: string;
  beforeAll(() => {
    asked = findId(catalogue, 'track', (one) => catalogue.playableTrack(one.id, 'SE')?.linkedFrom !== undefined);
  });

  test('is that one in the market, and names the one that was asked for', async () => {
    const { body } = await ask<Track>(`/tracks/${asked}?market=SE`);
    expect(body.id).toBe(standIn(asked));
    expect(body.id).not.toBe(asked);
    expect(body).toMatchObject({
      is_playable: true,
      name: catalogue.track(asked)?.name,
      linked_from: { id: asked, type: 'track', uri: `spotify:track:${asked}`, href: `${local.apiUrl}/tracks/${asked}` },
    });
    expect(body).not.toHaveProperty('restrictions');
  });

  test('is itself where no market was asked for, and stays at its place in a list', async () => {
    expect((await ask<Track>(`/tracks/${asked}`)).body.id).toBe(asked);
    const { body } = await ask<{ tracks: Track[] }>(`/tracks?ids=${id},${asked}&market=SE`);
    expect(body.tracks.map((track) => track.linked_from?.id)).toEqual([undefined, asked]);
  });

  test('is not told to Development Mode apps of 2026', async () => {
    local.settings.update({ tier: 'development-2026' });
    const { body } = await ask<Track>(`/tracks/${asked}?market=SE`);
    local.settings.update({ tier: 'extended' });
    expect(body.id).toBe(standIn(asked));
    expect(body).not.toHaveProperty('linked_from');
  });
});

test('a track that nothing stands in for cannot be played, and is shown all the same', async () => {
  const missing = findId(catalogue, 'track', (one) => catalogue.playableTrack(one.id, 'SE')?.isPlayable === false);
  expect((await ask<Track>(`/tracks/${missing}?market=SE`)).body).toMatchObject({
    id: missing,
    is_playable: false,
    restrictions: { reason: 'market' },
  });
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
