import { createHash } from 'node:crypto';
import type { Operations } from 'spixie/operations';
import type { Track } from '../catalogue/catalogue-types.js';
import type { Handler, Handlers } from './handler.js';
import { readCountry, readMarket } from './market.js';
import { readRange } from './paging.js';
import { genreSeeds, readSeeds, type Seed, seedPool } from './recommendation-seeds.js';
import { distance, isWithin, readTuning, type Tuning } from './recommendation-tuning.js';
import { trackObject } from './track-objects.js';
import type { WebApiContext } from './web-api-context.js';

type RecommendationSeed = Operations['GET /recommendations']['response']['seeds'][number];

/** What became of a seed. */
interface Pool {
  seed: RecommendationSeed;
  /** What is left of its tracks, the best first. */
  tracks: Track[];
}

// The same question gets the same answer: a test can count on it, where Spotify's own answer changes from call to call.
const getRecommendations: Handler<'GET /recommendations'> = ({ query, caller, context }) => {
  const seeds = readSeeds(query);
  const tuning = readTuning(query);
  const { limit } = readRange(query, { maxLimit: 100 });
  const market = readMarket(query, caller);
  const country = readCountry(query, caller);
  const seeded = new Set(seeds.map(({ id }) => id));
  const pools = seeds.map((seed) => makePool(seed, seeded, tuning, country, context));
  const tracks = takeInTurns(
    pools.map((pool) => pool.tracks),
    limit,
  );
  return {
    seeds: pools.map(({ seed }) => seed),
    tracks: tracks.map((track) => trackObject(track, context, market)),
  };
};

function makePool(
  seed: Seed,
  seeded: ReadonlySet<string>,
  tuning: Tuning,
  country: string | undefined,
  context: WebApiContext,
): Pool {
  const { catalogue, apiUrl } = context;
  const all = [...new Map(seedPool(seed, catalogue).map((track) => [track.id, track])).values()].filter(
    ({ id }) => !seeded.has(id),
  );
  const ranked = all.flatMap((track) => {
    // Nothing has to be known of the sound as long as nothing is asked of it.
    if (tuning.length === 0) return [{ track, far: 0 }];
    const features = catalogue.audioFeatures(track.id);
    if (features === undefined || !isWithin(tuning, track, features)) return [];
    return [{ track, far: distance(tuning, track, features) }];
  });
  const playable = ranked.filter(
    ({ track }) =>
      country === undefined || track.markets.includes(country) || catalogue.playableTrack(track.id, country)?.isPlayable,
  );
  const order = new Map(all.map((track) => [track.id, shuffleKey(seed, track)]));
  playable.sort((a, b) => a.far - b.far || (order.get(a.track.id) ?? 0) - (order.get(b.track.id) ?? 0));
  return {
    seed: {
      afterFilteringSize: ranked.length,
      afterRelinkingSize: playable.length,
      href: seed.type === 'GENRE' ? null : `${apiUrl}/${seed.type === 'ARTIST' ? 'artists' : 'tracks'}/${seed.id}`,
      id: seed.id,
      initialPoolSize: all.length,
      type: seed.type,
    },
    tracks: playable.map(({ track }) => track),
  };
}

// An order that has nothing to do with how known a track is, and that another seed has differently.
function shuffleKey(seed: Seed, track: Track): number {
  return createHash('sha1').update(`${seed.id} ${track.id}`).digest().readUInt32BE();
}

function takeInTurns(lists: readonly (readonly Track[])[], limit: number): Track[] {
  const taken = new Map<string, Track>();
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let index = 0; index < longest && taken.size < limit; index += 1) {
    for (const list of lists) {
      const track = list[index];
      if (track !== undefined && taken.size < limit) taken.set(track.id, track);
    }
  }
  return [...taken.values()];
}

const getGenreSeeds: Handler<'GET /recommendations/available-genre-seeds'> = ({ context }) => ({
  genres: genreSeeds(context.catalogue),
});

/** The operations on recommendations. */
export const recommendationHandlers = {
  'GET /recommendations': getRecommendations,
  'GET /recommendations/available-genre-seeds': getGenreSeeds,
} satisfies Partial<Handlers>;
