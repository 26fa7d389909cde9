import type { Operations } from 'spixie/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAsApp, errorBody, UNKNOWN } from './ask.fixture.js';

type AudioFeatures = Operations['GET /audio-features/{id}']['response'];
type AudioAnalysis = Operations['GET /audio-analysis/{id}']['response'];
type Track = Operations['GET /tracks/{id}']['response'];

let local: LocalSpotify;
let ask: Ask;
let ids: string[];
beforeAll(async () => {
  local = await createLocalSpotify();
  const catalogue = await openCatalogue();
  ask = await askAsApp(local);
  ids = [0, 123, 456].map((index) => catalogue.idAt('track', index) ?? '');
});
afterAll(() => local.close());

test('features, analysis and the track itself tell the same of it', async () => {
  for (const id of ids) {
    const { body: features } = await ask<AudioFeatures>(`/audio-features/${id}`);
    const { body: track } = await ask<Track>(`/tracks/${id}`);
    expect(features).toMatchObject({ id, uri: track.uri, track_href: track.href, duration_ms: track.duration_ms });
    const { body: analysis } = await ask<AudioAnalysis>(features.analysis_url.replace(local.apiUrl, ''));
    const { key, mode, tempo, time_signature, loudness } = analysis.track;
    expect({ key, mode, time_signature }).toEqual({
      key: features.key,
      mode: features.mode,
      time_signature: features.time_signature,
    });
    expect(tempo).toBeCloseTo(features.tempo, 1);
    expect(loudness).toBeCloseTo(features.loudness, 1);
    expect(analysis.track.duration).toBeCloseTo(track.duration_ms / 1000, 1);
    const minutes = track.duration_ms / 60_000;
    expect(analysis.beats.length / minutes / features.tempo).toBeCloseTo(1, 1);
    for (const spans of [analysis.bars, analysis.beats, analysis.tatums, analysis.sections, analysis.segments]) {
      expect(spans.length).toBeGreaterThan(1);
      const starts = spans.map((span) => span.start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }
  }
});

test('several are asked for at once, with null where nothing is known', async () => {
  const { body } = await ask<{ audio_features: (AudioFeatures | null)[] }>(`/audio-features?ids=${[...ids, UNKNOWN].join(',')}`);
  expect(body.audio_features.map((features) => features?.id ?? null)).toEqual([...ids, null]);
});

test.each([
  [`/audio-features/${UNKNOWN}`, 404, 'analysis not found'],
  [`/audio-analysis/${UNKNOWN}`, 404, 'analysis not found'],
  ['/audio-features/loud', 400, 'Invalid base62 id'],
  ['/audio-analysis/loud', 400, 'Invalid base62 id'],
  ['/audio-features?ids=loud', 400, 'invalid id'],
  [`/audio-features?ids=${Array.from({ length: 101 }, () => UNKNOWN).join(',')}`, 400, 'too many ids requested'],
])('%s is refused', async (path, status, message) => {
  expect(await ask(path)).toMatchObject({ status, body: errorBody(status, message) });
});
