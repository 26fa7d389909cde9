import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, askAsApp, errorBody, findId, NOWHERE, UNKNOWN } from './ask.fixture.js';

type Show = Operations['GET /shows/{id}']['response'];
type Episode = Operations['GET /episodes/{id}']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let ask: Ask;
let askWithoutUser: Ask;
let id: string;
let episodeId: string;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  [ask, askWithoutUser] = await Promise.all([askAs(local, 'ada', 'user-read-playback-position'), askAsApp(local)]);
  id = findId(catalogue, 'show', ({ markets }) => markets.includes('SE'));
  episodeId = catalogue.showEpisodes(id, { limit: 1, offset: 0 }).items[0]?.id ?? '';
});
afterAll(() => local.close());

test('GET /shows/{id} is the show, with its latest episodes', async () => {
  const { body } = await ask<Show>(`/shows/${id}`);
  expect(body).toMatchObject({ id, name: catalogue.show(id)?.name, publisher: catalogue.show(id)?.publisher, type: 'show' });
  expect(body.episodes.total).toBe(body.total_episodes);
  const dates = body.episodes.items.map((episode) => episode.release_date);
  expect(dates).toEqual([...dates].sort().reverse());
  expect(body.episodes.items[0]).not.toHaveProperty('show');
});

test('GET /shows/{id}/episodes is read page by page', async () => {
  const first = await ask<Show['episodes']>(`/shows/${id}/episodes?limit=2`);
  expect(first.body.items).toHaveLength(2);
  const second = await ask<Show['episodes']>((first.body.next ?? '').replace(local.apiUrl, ''));
  const read = [...first.body.items, ...second.body.items].map((episode) => episode.id);
  expect(read).toEqual(catalogue.showEpisodes(id, { limit: read.length, offset: 0 }).items.map((episode) => episode.id));
});

test('GET /episodes/{id} is the episode with its show', async () => {
  const { body } = await ask<Episode>(`/episodes/${episodeId}`);
  expect(body).toMatchObject({ id: episodeId, show: { id }, is_playable: true, type: 'episode' });
  expect(body.show).not.toHaveProperty('episodes');
});

describe('what is spoken', () => {
  const paths = (): string[] => [`/shows/${id}`, `/shows/${id}/episodes`, `/episodes/${episodeId}`];

  test('is there where the user is, and for an app where it asks for', async () => {
    for (const path of paths()) {
      expect((await askWithoutUser(`${path}?market=SE`)).status).toBe(200);
      expect(await askWithoutUser(`${path}?market=${NOWHERE}`)).toMatchObject({
        status: 404,
        body: errorBody(404, 'non existing id'),
      });
      expect((await ask(`${path}?market=${NOWHERE}`)).status).toBe(200);
    }
  });

  test('is nowhere for an app that names no market', async () => {
    for (const path of paths()) expect((await askWithoutUser(path)).status).toBe(404);
    expect((await askWithoutUser(`/shows?ids=${id}`)).body).toEqual({ shows: [null] });
    expect((await askWithoutUser(`/episodes?ids=${episodeId}`)).body).toEqual({ episodes: [null] });
  });

  test('moves out of reach with the user', async () => {
    local.userAccounts.update('ada', { country: NOWHERE });
    for (const path of paths()) expect((await ask(path)).status).toBe(404);
    local.userAccounts.update('ada', { country: 'SE' });
    for (const path of paths()) expect((await ask(path)).status).toBe(200);
  });
});

test('several are asked for at once, with null where there is none', async () => {
  const shows = await ask<{ shows: (Show | null)[] }>(`/shows?ids=${UNKNOWN},${id}`);
  expect(shows.body.shows.map((show) => show?.id ?? null)).toEqual([null, id]);
  expect(shows.body.shows[1]).not.toHaveProperty('episodes');
  const episodes = await ask<{ episodes: (Episode | null)[] }>(`/episodes?ids=${episodeId},${UNKNOWN}`);
  expect(episodes.body.episodes.map((episode) => episode?.show.id ?? null)).toEqual([id, null]);
});

test.each([
  [`/shows/${UNKNOWN}`, 404, 'non existing id'],
  ['/shows/show', 400, 'Invalid base62 id'],
  [`/shows/${UNKNOWN}/episodes`, 404, 'non existing id'],
  [`/episodes/${UNKNOWN}`, 404, 'non existing id'],
  ['/episodes/episode', 400, 'Invalid base62 id'],
  ['/episodes', 400, 'Missing required field: ids'],
])('%s is refused', async (path, status, message) => {
  expect(await ask(path)).toMatchObject({ status, body: errorBody(status, message) });
});

describe('the resume point', () => {
  const pointOf = async (path: string): Promise<unknown> => (await ask<Episode>(path)).body.resume_point;

  test('is where the user stopped, with the episode and in the list of its show', async () => {
    const [begun = '', finished = ''] = [catalogue.idAt('episode', 0), catalogue.idAt('episode', 1)];
    const point = { fully_played: false, resume_position_ms: 720_000 };
    expect(await pointOf(`/episodes/${begun}`)).toEqual(point);
    expect(await pointOf(`/episodes/${finished}`)).toEqual({ fully_played: true, resume_position_ms: 0 });
    const showId = catalogue.episode(begun)?.show.id;
    const all = await ask<Show['episodes']>(`/shows/${showId}/episodes?limit=50`);
    expect(all.body.items.find((episode) => episode.id === begun)?.resume_point).toEqual(point);
  });

  test('is at the beginning of what was never begun, and each user has their own', async () => {
    const askAsBen = await askAs(local, 'ben', 'user-read-playback-position');
    const begun = catalogue.idAt('episode', 0);
    expect((await askAsBen<Episode>(`/episodes/${begun}`)).body.resume_point).toEqual({
      fully_played: false,
      resume_position_ms: 0,
    });
  });

  test('is told to who may know it, and to nobody else', async () => {
    const without = await askAs(local, 'ada', 'user-read-private');
    expect((await ask<Episode>(`/episodes/${episodeId}`)).body).toHaveProperty('resume_point');
    expect((await without<Episode>(`/episodes/${episodeId}`)).body).not.toHaveProperty('resume_point');
    expect((await askWithoutUser(`/episodes/${episodeId}?market=SE`)).body).not.toHaveProperty('resume_point');
  });
});
