import { expect, test } from 'vitest';
import { type AudioAnalysis, audioAnalysis } from './audio-analysis.js';
import { audioFeatures } from './audio-features.js';

const tracks = Array.from({ length: 60 }, (_, index) => ({ id: `track ${index}`, durationMs: 28_000 + index * 9137 }));

test('a track sounds the same whenever it is asked for, and another one sounds different', () => {
  const [first = { id: '', durationMs: 0 }] = tracks;
  expect(audioFeatures(first)).toEqual(audioFeatures({ ...first }));
  expect(audioAnalysis(first)).toEqual(audioAnalysis({ ...first }));
  expect(new Set(tracks.map((track) => audioFeatures(track).tempo)).size).toBe(tracks.length);
});

test('every feature is within its bounds', () => {
  for (const track of tracks) {
    const features = audioFeatures(track);
    for (const name of [
      'acousticness',
      'danceability',
      'energy',
      'instrumentalness',
      'liveness',
      'speechiness',
      'valence',
    ] as const) {
      expect([name, features[name] >= 0 && features[name] <= 1]).toEqual([name, true]);
    }
    expect(features.loudness).toBeGreaterThan(-60);
    expect(features.loudness).toBeLessThan(0);
    expect(features.tempo).toBeGreaterThan(60);
    expect(features.tempo).toBeLessThan(200);
    expect([3, 4, 5]).toContain(features.time_signature);
    expect(features).toMatchObject({ duration_ms: track.durationMs });
  }
});

test('the analysis agrees with the features', () => {
  for (const given of tracks) {
    const [features, { track, bars, beats, tatums, sections, segments }] = [audioFeatures(given), audioAnalysis(given)];
    const { tempo, key, mode, time_signature, loudness } = features;
    expect(track).toMatchObject({ tempo, key, mode, time_signature, loudness, duration: given.durationMs / 1000 });
    const beat = 60 / tempo;
    expect(beats[1]!.start - beats[0]!.start).toBeCloseTo(beat, 4);
    expect(bars[1]!.start - bars[0]!.start).toBeCloseTo(beat * time_signature, 4);
    expect(tatums[2]!.start).toBeCloseTo(beats[1]!.start, 4);
    expect(Math.abs(beats.length - track.duration / beat)).toBeLessThanOrEqual(1);
    for (const parts of [sections, segments]) expect(gapsIn(parts, track.duration)).toBeLessThan(0.0001);
    for (const part of [...bars, ...beats, ...tatums]) expect(part.start + part.duration).toBeLessThan(track.duration + 0.0001);
    expect(
      segments.every(({ pitches, timbre }) => pitches.length === 12 && timbre.length === 12 && Math.max(...pitches) === 1),
    ).toBe(true);
  }
});

/** The largest gap or overlap between parts that should follow one upon the other, from the track's beginning to its end. */
function gapsIn(parts: AudioAnalysis['sections'] | AudioAnalysis['segments'], until: number): number {
  const ends = [0, ...parts.map(({ start, duration }) => start + duration)];
  return Math.max(...[...parts.map(({ start }) => start), until].map((start, index) => Math.abs(start - (ends[index] ?? 0))));
}
