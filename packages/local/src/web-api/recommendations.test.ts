import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, askAsApp, errorBody, NOWHERE, UNKNOWN } from './ask.fixture.js';

type Recommendations = Operations['GET /recommendations']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let ask: Ask;
let artist: string;
let track: string;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  ask = await askAs(local, 'ada');
  artist = catalogue.idAt('artist', 5) ?? '';
  track = catalogue.idAt('track', 11) ?? '';
});
afterAll(() => local.close());

const recommend = async (query: string): Promise<Recommendations> => (await ask<Recommendations>(`/recommendations?${query}`)).body;

test('tracks come from every seed, each once and none of the seeds themselves', async () => {
  const [genre = ''] = (await ask<{ genres: string[] }>('/recommendations/available-genre-seeds')).body.genres;
  const { seeds, tracks } = await recommend(`seed_artists=${artist}&seed_tracks=${track}&seed_genres=${genre}&limit=30`);
  expect(seeds.map(({ type, id }) => [type, id])).toEqual([
    ['ARTIST', artist],
    ['TRACK', track],
    ['GENRE', genre],
  ]);
  expect(seeds.map(({ href }) => href)).toEqual([`${local.apiUrl}/artists/${artist}`, `${local.apiUrl}/tracks/${track}`, null]);
  for (const seed of seeds) expect(seed.afterRelinkingSize).toBeGreaterThan(0);
  const ids = tracks.map(({ id }) => id);
  expect(ids).toHaveLength(30);
  expect(new Set(ids).size).toBe(30);
  expect(ids).not.toContain(track);
});

test('the same question has the same answer, and another one another', async () => {
  const once = await recommend(`seed_artists=${artist}`);
  expect(once.tracks).toHaveLength(20);
  expect(await recommend(`seed_artists=${artist}`)).toEqual(once);
  const other = await recommend(`seed_tracks=${track}`);
  expect(other.tracks.map(({ id }) => id)).not.toEqual(once.tracks.map(({ id }) => id));
});

test('bounds are kept, by which seeds bring less', async () => {
  const { seeds, tracks } = await recommend(`seed_artists=${artist}&limit=100&max_popularity=40&min_energy=0.5`);
  expect(tracks.length).toBeGreaterThan(0);
  for (const { id, popularity } of tracks) {
    expect(popularity).toBeLessThanOrEqual(40);
    expect(catalogue.audioFeatures(id)?.energy).toBeGreaterThanOrEqual(0.5);
  }
  const [seed] = seeds;
  expect(seed?.afterFilteringSize).toBeLessThan(seed?.initialPoolSize ?? 0);
});

test('what is nearest to a target comes first', async () => {
  const { tracks } = await recommend(`seed_artists=${artist}&target_tempo=90`);
  const distances = tracks.map(({ id }) => Math.abs((catalogue.audioFeatures(id)?.tempo ?? 0) - 90));
  expect(distances.length).toBeGreaterThan(5);
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
});

test('only what can be played there is recommended for a market', async () => {
  const askWithoutUser = await askAsApp(local);
  const there = await askWithoutUser<Recommendations>(`/recommendations?seed_artists=${artist}&market=SE`);
  expect(there.body.tracks.every((one) => one.is_playable)).toBe(true);
  const nowhere = await askWithoutUser<Recommendations>(`/recommendations?seed_artists=${artist}&market=${NOWHERE}`);
  expect(nowhere.body.tracks).toEqual([]);
  expect(nowhere.body.seeds[0]).toMatchObject({ afterRelinkingSize: 0 });
});

test('a seed that nobody knows brings nothing', async () => {
  const { seeds, tracks } = await recommend(`seed_artists=${UNKNOWN}&seed_genres=no-such-genre`);
  expect(seeds.map((seed) => seed.initialPoolSize)).toEqual([0, 0]);
  expect(tracks).toEqual([]);
});

describe('is refused', () => {
  const five = Array.from({ length: 5 }, () => UNKNOWN).join(',');
  test.each([
    ['', 'invalid request'],
    ['limit=10', 'invalid request'],
    [`seed_artists=${five}&seed_genres=folk`, 'invalid request'],
    ['seed_artists=somebody', 'invalid request'],
    ['seed_genres=folk&min_energy=loud', 'invalid request'],
    ['seed_genres=folk&max_valence=1.1', 'invalid request'],
    ['seed_genres=folk&target_key=high', 'invalid request'],
    ['seed_genres=folk&limit=101', 'Invalid limit'],
    ['seed_genres=folk&limit=0', 'Invalid limit'],
    ['seed_genres=folk&market=Sverige', 'Invalid market code'],
  ])('?%s', async (query, message) => {
    expect(await ask(`/recommendations?${query}`)).toMatchObject({ status: 400, body: errorBody(400, message) });
  });
});
