import type { Catalogue } from '../catalogue/catalogue.js';
import type { Track } from '../catalogue/catalogue-types.js';
import { isId } from './ids.js';
import { WebApiError } from './web-api-error.js';

/** What recommendations are made from. */
export interface Seed {
  type: 'ARTIST' | 'TRACK' | 'GENRE';
  id: string;
}

const MOST_SEEDS = 5;
/** How many tracks a seed brings at most. */
const POOL = 250;

/** The genres that can be seeds: words with hyphens. */
export function genreSeeds({ genres }: Catalogue): string[] {
  return genres.map(toSeed);
}

/**
 * Reads `seed_artists`, `seed_tracks` and `seed_genres`.
 *
 * @throws WebApiError 400 where there is none, where there are more than five, or where one cannot be an id
 */
export function readSeeds(query: URLSearchParams): Seed[] {
  const read = (type: Seed['type'], name: string): Seed[] =>
    (query.get(name) ?? '')
      .split(',')
      .map((id) => ({ type, id: id.trim() }))
      .filter(({ id }) => id !== '');
  const seeds = [...read('ARTIST', 'seed_artists'), ...read('TRACK', 'seed_tracks'), ...read('GENRE', 'seed_genres')];
  const areIds = seeds.every(({ type, id }) => type === 'GENRE' || isId(id));
  if (seeds.length === 0 || seeds.length > MOST_SEEDS || !areIds) throw new WebApiError(400, 'invalid request');
  return seeds;
}

/** The tracks that a seed brings: those of who plays it and of who plays the same. What is not known brings none. */
export function seedPool({ type, id }: Seed, catalogue: Catalogue): Track[] {
  if (type === 'GENRE')
    return ofGenre(
      catalogue.genres.find((genre) => toSeed(genre) === toSeed(id)),
      catalogue,
    );
  const track = type === 'TRACK' ? catalogue.track(id) : undefined;
  const artist = type === 'TRACK' ? track?.artists[0] : catalogue.artist(id);
  if (artist === undefined) return [];
  const own = catalogue.artistTracks(artist.id, { limit: 50, offset: 0 }).items;
  return [...own, ...ofGenre(artist.genres[0], catalogue)].filter((one) => one.id !== id);
}

function ofGenre(genre: string | undefined, catalogue: Catalogue): Track[] {
  return genre === undefined ? [] : catalogue.genreTracks(genre, { limit: POOL, offset: 0 }).items;
}

function toSeed(genre: string): string {
  return genre.toLowerCase().replaceAll(' ', '-');
}
