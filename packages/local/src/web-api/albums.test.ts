import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, askAsApp, errorBody, findId, NOWHERE, UNKNOWN } from './ask.fixture.js';

type Album = Operations['GET /albums/{id}']['response'];
type Tracks = Operations['GET /albums/{id}/tracks']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let ask: Ask;
let askWithoutUser: Ask;
let id: string;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  [ask, askWithoutUser] = await Promise.all([askAs(local, 'ada'), askAsApp(local)]);
  id = findId(catalogue, 'album', (album) =>
    catalogue.albumTracks(album.id, { limit: 50, offset: 0 }).items.every((track) => track.markets.includes('SE')),
  );
});
afterAll(() => local.close());

describe('GET /albums/{id}', () => {
  test('is the album with its tracks in their order, and says where it is available', async () => {
    const known = catalogue.album(id);
    const { status, body } = await ask<Album>(`/albums/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, name: known?.name, label: known?.label, available_markets: known?.markets, genres: [] });
    expect(body.tracks).toMatchObject({ offset: 0, limit: 50, previous: null, total: known?.totalTracks });
    const places = body.tracks.items.map((track) => [track.disc_number, track.track_number]);
    expect(places).toEqual([...places].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
    expect(body.tracks.items[0]).not.toHaveProperty('is_playable');
  });

  test('says in a market whether its tracks can be played, and no longer where else', async () => {
    const there = await askWithoutUser<Album>(`/albums/${id}?market=SE`);
    expect(there.body).not.toHaveProperty('available_markets');
    expect(there.body).not.toHaveProperty('restrictions');
    expect(there.body.tracks.items.every((track) => track.is_playable)).toBe(true);
    const nowhere = await askWithoutUser<Album>(`/albums/${id}?market=${NOWHERE}`);
    expect(nowhere.body.restrictions).toEqual({ reason: 'market' });
    for (const track of nowhere.body.tracks.items) {
      expect(track).toMatchObject({ is_playable: false, restrictions: { reason: 'market' } });
    }
    expect(nowhere.body.tracks.href).toBe(`${local.apiUrl}/albums/${id}/tracks?market=${NOWHERE}&offset=0&limit=50`);
  });

  test('is in the user’s country, whatever market they ask for', async () => {
    const { body } = await ask<Album>(`/albums/${id}?market=${NOWHERE}`);
    expect(body.tracks.items.every((track) => track.is_playable)).toBe(true);
  });

  test.each([
    ['/albums/nothing', 400, 'Invalid base62 id'],
    [`/albums/${UNKNOWN}`, 404, 'non existing id'],
    [`/albums/${UNKNOWN}/tracks`, 404, 'non existing id'],
    ['/albums?ids=nothing', 400, 'invalid id'],
    ['/albums?ids=', 400, 'Missing required field: ids'],
    [`/albums?ids=${Array.from({ length: 21 }, () => UNKNOWN).join(',')}`, 400, 'too many ids requested'],
  ])('%s is refused', async (path, status, message) => {
    expect(await ask(path)).toMatchObject({ status, body: errorBody(status, message) });
  });

  test('refuses a market that is no country', async () => {
    expect(await ask(`/albums/${id}?market=Sweden`)).toMatchObject({ status: 400, body: errorBody(400, 'Invalid market code') });
  });
});

test('GET /albums keeps the order of the ids, twice the same one too, and has null where there is no album', async () => {
  const { body } = await ask<{ albums: (Album | null)[] }>(`/albums?ids=${id},${UNKNOWN},${id}`);
  expect(body.albums.map((album) => album?.id)).toEqual([id, undefined, id]);
  expect(body.albums[1]).toBeNull();
});

describe('GET /albums/{id}/tracks', () => {
  test('is read page by page, each of which leads to the next', async () => {
    const read: string[] = [];
    let next: string | null = `/albums/${id}/tracks?limit=3&market=SE`;
    while (next !== null) {
      const { body }: { body: Tracks } = await ask<Tracks>(next);
      read.push(...body.items.map((track) => track.name));
      expect(body.items.every((track) => track.is_playable !== undefined)).toBe(true);
      next = body.next?.replace(local.apiUrl, '') ?? null;
    }
    expect(read).toEqual(catalogue.albumTracks(id, { limit: 50, offset: 0 }).items.map((track) => track.name));
  });

  test.each([
    ['limit=0', 'Invalid limit'],
    ['limit=51', 'Invalid limit'],
    ['limit=many', 'Invalid limit'],
    ['offset=-1', 'Invalid offset'],
  ])('refuses %s', async (query, message) => {
    expect(await ask(`/albums/${id}/tracks?${query}`)).toMatchObject({ status: 400, body: errorBody(400, message) });
  });
});
