import { createRandom } from '../faults/random.js';
import type { Playback } from './playback.js';

/** What says in which order a list is played. */
export type Shuffling = Pick<Playback, 'shuffle' | 'shuffleSeed' | 'shuffleFirst' | 'size'>;

/**
 * The order in which a list is played: positions in it. Shuffled, it begins with `shuffleFirst`; the rest follows from the seed, so
 * that the same commands play the same everywhere.
 */
export function playOrder({ shuffle, shuffleSeed, shuffleFirst, size }: Shuffling): readonly number[] {
  const order = Array.from({ length: size }, (_, position) => position);
  if (!shuffle) return order;
  const random = createRandom(shuffleSeed);
  const swap = (from: number, to: number): void => {
    [order[from], order[to]] = [order[to] ?? 0, order[from] ?? 0];
  };
  swap(0, shuffleFirst);
  // Fisher and Yates, from the second on.
  for (let last = size - 1; last > 1; last -= 1) swap(last, 1 + random.below(last));
  return order;
}

/** The position with which a shuffled list begins that was told no other. */
export function shuffledFirst({ shuffleSeed, size }: Pick<Shuffling, 'shuffleSeed' | 'size'>): number {
  return createRandom(shuffleSeed).below(size);
}

/** The next seed after one, so that no two shuffles of a user's are alike. */
export function nextSeed(seed: number): number {
  return (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
}
