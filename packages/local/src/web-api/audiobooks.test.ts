import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, askAsApp, errorBody, findId, UNKNOWN } from './ask.fixture.js';

type Audiobook = Operations['GET /audiobooks/{id}']['response'];
type Chapter = Operations['GET /chapters/{id}']['response'];

let local: LocalSpotify;
let catalogue: Catalogue;
let askInSweden: Ask;
let askInGreece: Ask;
let askWithoutUser: Ask;
let id: string;
let chapterId: string;
beforeAll(async () => {
  [local, catalogue] = await Promise.all([createLocalSpotify(), openCatalogue()]);
  const scope = 'user-read-playback-position';
  [askInSweden, askInGreece, askWithoutUser] = await Promise.all([
    askAs(local, 'ada', scope),
    askAs(local, 'ben', scope),
    askAsApp(local),
  ]);
  id = findId(catalogue, 'audiobook', ({ markets }) => markets.includes('SE') && !markets.includes('GR'));
  chapterId = catalogue.audiobookChapters(id, { limit: 1, offset: 1 }).items[0]?.id ?? '';
});
afterAll(() => local.close());

test('GET /audiobooks/{id} is the audiobook, with its chapters in their order', async () => {
  const known = catalogue.audiobook(id);
  const { body } = await askInSweden<Audiobook>(`/audiobooks/${id}`);
  expect(body).toMatchObject({ id, name: known?.name, edition: known?.edition, type: 'audiobook' });
  expect(body.authors).toEqual(known?.authors.map((name) => ({ name })));
  expect(body.chapters.total).toBe(body.total_chapters);
  expect(body.chapters.items.map((chapter) => chapter.chapter_number)).toEqual(body.chapters.items.map((_, index) => index));
  expect((await fetch(body.images[0]?.url ?? '')).status).toBe(200);
});

test('GET /audiobooks/{id}/chapters is read page by page', async () => {
  const { body } = await askInSweden<Audiobook['chapters']>(`/audiobooks/${id}/chapters?limit=1&offset=1`);
  expect(body.items.map((chapter) => [chapter.id, chapter.chapter_number])).toEqual([[chapterId, 1]]);
  expect(body.previous).toBe(`${local.apiUrl}/audiobooks/${id}/chapters?offset=0&limit=1`);
});

test('GET /chapters/{id} is the chapter with its audiobook, and how far the user has come in it', async () => {
  const { body } = await askInSweden<Chapter>(`/chapters/${chapterId}`);
  expect(body).toMatchObject({
    id: chapterId,
    chapter_number: 1,
    href: `${local.apiUrl}/chapters/${chapterId}`,
    audiobook: { id },
    is_playable: true,
    // It says so of itself.
    type: 'episode',
    resume_point: { fully_played: false },
  });
  const begun = await askInSweden<Chapter>(`/chapters/${catalogue.idAt('chapter', 1)}`);
  expect(begun.body.resume_point).toEqual({ fully_played: false, resume_position_ms: 180_000 });
});

test('there are audiobooks in a few countries only', async () => {
  for (const path of [`/audiobooks/${id}`, `/audiobooks/${id}/chapters`, `/chapters/${chapterId}`]) {
    expect(await askInGreece(path)).toMatchObject({ status: 404, body: errorBody(404, 'non existing id') });
    expect((await askWithoutUser(path)).status).toBe(404);
    expect((await askWithoutUser(`${path}?market=SE`)).status).toBe(200);
  }
  expect((await askInGreece(`/audiobooks?ids=${id}`)).body).toEqual({ audiobooks: [null] });
});

test('several are asked for at once, with null where there is none', async () => {
  const audiobooks = await askInSweden<{ audiobooks: (Audiobook | null)[] }>(`/audiobooks?ids=${UNKNOWN},${id}`);
  expect(audiobooks.body.audiobooks.map((audiobook) => audiobook?.id ?? null)).toEqual([null, id]);
  const chapters = await askInSweden<{ chapters: (Chapter | null)[] }>(`/chapters?ids=${chapterId},${UNKNOWN}`);
  expect(chapters.body.chapters.map((chapter) => chapter?.id ?? null)).toEqual([chapterId, null]);
});

test.each(['/audiobooks/{id}', '/audiobooks/{id}/chapters', '/chapters/{id}'])('%s refuses what is none', async (path) => {
  expect(await askInSweden(path.replace('{id}', UNKNOWN))).toMatchObject({
    status: 404,
    body: errorBody(404, 'non existing id'),
  });
  expect(await askInSweden(path.replace('{id}', 'book'))).toMatchObject({
    status: 400,
    body: errorBody(400, 'Invalid base62 id'),
  });
});
