/** A source of random numbers that gives the same ones for the same seed. */
export interface Random {
  /** A number from 0 to below 1. */
  fraction(): number;
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** Whether something with this probability happens. */
  chance(probability: number): boolean;
  /** One of the list, which must not be empty. */
  pick<Item>(list: readonly [Item, ...Item[]]): Item;
  /** An id as Spotify's: 22 characters, base 62. */
  id(): string;
}

const BASE62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The mulberry32 generator: small, quick, and the same everywhere. It is for inventing things, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    fraction: next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
    // Spotify's ids begin with a digit from 0 to 7: 62^22 is more than the 128 bits that they stand for.
    id() {
      let id = String(below(8));
      while (id.length < 22) id += BASE62[below(62)];
      return id;
    },
  };
}
