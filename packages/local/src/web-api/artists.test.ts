import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, errorBody, UNKNOWN } from './ask.fixture.js';

type Artist = Operations['GET /artists/{id}']['response'];
type Discography = Operations['GET /artists/{id}/albums']['response'];
type TopTracks = Operations['GET /artists/{id}/top-tracks']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let ask: Ask;
let id: string;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  ask = await askAs(local, 'ada');
  id = catalogue.idAt('artist', 2) ?? '';
});
afterAll(() => local.close());
beforeEach(() => void local.settings.update({ tier: 'extended' }));

test('GET /artists/{id} is the artist, with pictures that are there', async () => {
  const known = catalogue.artist(id);
  const { body } = await ask<Artist>(`/artists/${id}`);
  expect(body).toMatchObject({
    id,
    name: known?.name,
    genres: known?.genres,
    popularity: known?.popularity,
    followers: { href: null, total: known?.followers },
    uri: `spotify:artist:${id}`,
  });
  expect((await fetch(body.images[0]?.url ?? '')).status).toBe(200);
});

test('GET /artists keeps the order of the ids, and has null where there is no artist', async () => {
  const { body } = await ask<{ artists: (Artist | null)[] }>(`/artists?ids=${UNKNOWN},${id}`);
  expect(body.artists.map((artist) => artist?.id ?? null)).toEqual([null, id]);
});

describe('GET /artists/{id}/albums', () => {
  test('has the albums group by group', async () => {
    const { body } = await ask<Discography>(`/artists/${id}/albums?limit=50`);
    expect(body.total).toBeGreaterThan(1);
    expect(new Set(body.items.map((album) => album.id)).size).toBe(body.items.length);
    const order = ['album', 'single', 'compilation', 'appears_on'];
    const groups = body.items.map((album) => order.indexOf(album.album_group ?? ''));
    expect(groups).toEqual([...groups].sort());
  });

  test('narrows down to groups, also on the next page', async () => {
    const { body } = await ask<Discography>(`/artists/${id}/albums?include_groups=album&limit=1`);
    expect(body.items.map((album) => album.album_group)).toEqual(['album']);
    expect(body.next).toContain('include_groups=album');
    const rest = await ask<Discography>((body.next ?? '').replace(local.apiUrl, ''));
    expect(rest.body.items.map((album) => album.album_group)).toEqual(['album']);
    expect((await ask<Discography>(`/artists/${id}/albums?include_groups=single,album&limit=50`)).body.total).toBeGreaterThan(
      body.total,
    );
  });

  test('refuses a group that there is not', async () => {
    expect(await ask(`/artists/${id}/albums?include_groups=mixtape`)).toMatchObject({ status: 400 });
  });

  test('has smaller pages for Development Mode apps of 2026', async () => {
    expect((await ask<Discography>(`/artists/${id}/albums`)).body.limit).toBe(20);
    expect((await ask(`/artists/${id}/albums?limit=50`)).status).toBe(200);
    local.settings.update({ tier: 'development-2026' });
    const { body } = await ask<Discography>(`/artists/${id}/albums`);
    expect(body.limit).toBe(5);
    expect(body.items[0]).not.toHaveProperty('album_group');
    expect((await ask(`/artists/${id}/albums?limit=10`)).status).toBe(200);
    expect(await ask(`/artists/${id}/albums?limit=11`)).toMatchObject({ status: 400, body: errorBody(400, 'Invalid limit') });
    local.settings.update({ tier: 'development-legacy' });
    expect((await ask(`/artists/${id}/albums?limit=50`)).status).toBe(200);
  });
});

describe('GET /artists/{id}/top-tracks', () => {
  test('has up to ten, the most popular first, all of which can be played where the user is', async () => {
    const { body } = await ask<TopTracks>(`/artists/${id}/top-tracks`);
    expect(body.tracks.length).toBeGreaterThan(2);
    expect(body.tracks.length).toBeLessThanOrEqual(10);
    const popularity = body.tracks.map((track) => track.popularity ?? -1);
    expect(popularity).toEqual([...popularity].sort((a, b) => b - a));
    for (const track of body.tracks) {
      expect(track.is_playable).toBe(true);
      expect(track.artists.map((artist) => artist.id)).toContain(id);
    }
  });

  test('is forbidden to Development Mode apps of 2026', async () => {
    local.settings.update({ tier: 'development-2026' });
    expect(await ask(`/artists/${id}/top-tracks`)).toMatchObject({ status: 403, body: errorBody(403, 'Forbidden') });
  });
});

test('GET /artists/{id}/related-artists are others who play the same', async () => {
  const { body } = await ask<{ artists: Artist[] }>(`/artists/${id}/related-artists`);
  expect(body.artists.length).toBeLessThanOrEqual(20);
  const genres = catalogue.artist(id)?.genres ?? [];
  for (const artist of body.artists) {
    expect(artist.id).not.toBe(id);
    expect(artist.genres?.some((genre) => genres.includes(genre))).toBe(true);
  }
});

test.each(['', '/albums', '/top-tracks', '/related-artists'])('/artists/{id}%s refuses what is no artist', async (rest) => {
  expect(await ask(`/artists/${UNKNOWN}${rest}`)).toMatchObject({ status: 404, body: errorBody(404, 'non existing id') });
  expect(await ask(`/artists/${id}x${rest}`)).toMatchObject({ status: 400, body: errorBody(400, 'Invalid base62 id') });
});
