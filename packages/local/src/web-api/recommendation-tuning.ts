import type { Operations } from 'spixie/operations';
import type { AudioFeatures } from '../catalogue/audio-features.js';
import type { Track } from '../catalogue/catalogue-types.js';
import { WebApiError } from './web-api-error.js';

type Query = NonNullable<Operations['GET /recommendations']['query']>;
type Attribute = Extract<keyof Query, `target_${string}`> extends `target_${infer Name}` ? Name : never;

/** What is asked of one attribute of a track. */
interface Wish {
  attribute: Attribute;
  min?: number;
  max?: number;
  target?: number;
}

/** What is asked of recommended tracks besides their seeds. */
export type Tuning = readonly Wish[];

const anywhere = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

// Their bounds. Those that are wide are so that a distance can be told in parts of them.
const bounds: Readonly<Record<Attribute, readonly [least: number, most: number]>> = {
  acousticness: [0, 1],
  danceability: [0, 1],
  duration_ms: [0, 3_600_000],
  energy: [0, 1],
  instrumentalness: [0, 1],
  key: [-1, 11],
  liveness: [0, 1],
  loudness: [-60, 60],
  mode: [0, 1],
  popularity: [0, 100],
  speechiness: [0, 1],
  tempo: [0, 1000],
  time_signature: [0, 11],
  valence: [0, 1],
};

/**
 * Reads `min_energy`, `target_tempo` and the like.
 *
 * @throws WebApiError 400 where one is no number, or what has to be within bounds is not
 */
export function readTuning(query: URLSearchParams): Tuning {
  return (Object.keys(bounds) as Attribute[]).flatMap((attribute) => {
    const wish: Wish = { attribute };
    for (const side of ['min', 'max', 'target'] as const) {
      const text = query.get(`${side}_${attribute}`);
      // A target out of bounds was taken: tekore's tests aim at a valence of 50.
      if (text !== null) wish[side] = readNumber(text, side === 'target' ? anywhere : bounds[attribute]);
    }
    return Object.keys(wish).length > 1 ? [wish] : [];
  });
}

/** Whether a track is within what was asked for. */
export function isWithin(tuning: Tuning, track: Track, features: AudioFeatures): boolean {
  return tuning.every(({ attribute, min, max }) => {
    const value = attributeOf(attribute, track, features);
    return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
  });
}

/** How far a track is from what was aimed at: 0 where it could not be nearer. */
export function distance(tuning: Tuning, track: Track, features: AudioFeatures): number {
  return tuning.reduce((sum, { attribute, target }) => {
    if (target === undefined) return sum;
    const [least, most] = bounds[attribute];
    return sum + Math.abs(attributeOf(attribute, track, features) - target) / (most - least);
  }, 0);
}

function attributeOf(attribute: Attribute, track: Track, features: AudioFeatures): number {
  return attribute === 'popularity' ? track.popularity : features[attribute];
}

function readNumber(text: string, [least, most]: readonly [number, number]): number {
  const value = /^-?\d+(\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new WebApiError(400, 'invalid request');
  return value;
}
