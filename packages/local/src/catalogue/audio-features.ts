import { createHash } from 'node:crypto';
import type { Operations } from 'spixie/operations';
import { createRandom, type Random } from '../faults/random.js';

/** How a track sounds, in numbers: as the Web API shows it, without what leads to other places of it. */
export type AudioFeatures = Omit<
  Operations['GET /audio-features/{id}']['response'],
  'analysis_url' | 'id' | 'track_href' | 'type' | 'uri'
>;

/** What the sound of a track is invented from. */
export interface SoundingTrack {
  readonly id: string;
  readonly durationMs: number;
}

/** A source of random numbers for a track: the same for the same id, and another for each use of it. */
export function randomOf({ id }: SoundingTrack, use: string): Random {
  return createRandom(createHash('sha256').update(`${use} ${id}`).digest().readUInt32BE());
}

/** Invents how a track sounds: the same for the same id. What is loud has energy, and what has energy is hardly acoustic. */
export function audioFeatures(track: SoundingTrack): AudioFeatures {
  const random = randomOf(track, 'features');
  const share = (): number => rounded(random.fraction(), 3);
  const energy = rounded(0.03 + 0.96 * random.fraction(), 3);
  const between = (least: number, most: number): number => least + (most - least) * random.fraction();
  // The middle of several is drawn most often.
  const tempo = rounded((between(62, 190) + between(80, 170)) / 2, 3);
  return {
    acousticness: rounded((1 - energy) * between(0.5, 1), 3),
    danceability: rounded(0.15 + 0.4 * random.fraction() + 0.4 * random.fraction(), 3),
    duration_ms: track.durationMs,
    energy,
    instrumentalness: random.chance(0.25) ? share() : rounded(random.fraction() * 0.05, 5),
    key: random.below(12),
    liveness: random.chance(0.12) ? rounded(between(0.5, 0.98), 3) : rounded(between(0.04, 0.35), 3),
    loudness: rounded(-24 + 20 * energy + between(-3, 1.5), 3),
    mode: random.chance(0.64) ? 1 : 0,
    speechiness: random.chance(0.1) ? rounded(between(0.2, 0.6), 3) : rounded(between(0.024, 0.12), 3),
    tempo,
    time_signature: random.chance(0.88) ? 4 : random.chance(0.8) ? 3 : 5,
    valence: share(),
  };
}

/** A number with so many digits behind the point. */
export function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
