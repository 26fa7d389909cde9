import { expect, test } from 'vitest';
import { generateCatalogue } from './generate.js';
import { openCatalogue } from './open-catalogue.js';

test('invents the same catalogue every time', () => {
  expect(generateCatalogue()).toEqual(generateCatalogue());
});

test('has 40 artists, 120 albums and 1,000 tracks, every one with an id of its own', () => {
  const { artists, albums, tracks, episodes } = generateCatalogue();
  expect([artists.length, albums.length, tracks.length, episodes.length]).toEqual([40, 120, 1000, 3]);
  const ids = [...artists, ...albums, ...tracks, ...episodes].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-7][0-9A-Za-z]{21}$/u);
  expect(new Set(tracks.map((track) => track.isrc)).size).toBe(1000);
});

test('every album has tracks, numbered from 1', () => {
  const { albums, tracks } = generateCatalogue();
  for (const album of albums) {
    const numbers = tracks.filter((track) => track.albumId === album.id).map((track) => track.trackNumber);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  }
});

test('is read back as it was invented, and made once for the whole process', async () => {
  const catalogue = await openCatalogue();
  expect(await openCatalogue()).toBe(catalogue);
  const { tracks, albums, artists } = generateCatalogue();
  expect(tracks.map((_, index) => catalogue.idAt('track', index))).toEqual(tracks.map((track) => track.id));
  expect([catalogue.count('track'), catalogue.idAt('track', tracks.length)]).toEqual([tracks.length, undefined]);
  const track = tracks.find((one) => one.artistIds.length === 2);
  const read = catalogue.track(track?.id ?? '');
  expect(read).toMatchObject({ name: track?.name, isrc: track?.isrc, explicit: track?.explicit });
  expect(read?.artists.map((artist) => artist.id)).toEqual(track?.artistIds);
  expect(read?.album).toMatchObject({ id: track?.albumId, artists: [{ id: track?.artistIds[0] }] });
  expect(catalogue.album(albums[0]?.id ?? '')?.totalTracks).toBe(tracks.filter((one) => one.albumId === albums[0]?.id).length);
  expect(catalogue.artist(artists[0]?.id ?? '')).toMatchObject({ name: artists[0]?.name });
  expect(catalogue.track('nothing')).toBeUndefined();
});
