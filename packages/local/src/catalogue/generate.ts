import { createRandom } from '../faults/random.js';
import type { GeneratedCatalogue } from './generated-catalogue.js';
import { inventAlbums } from './invent-albums.js';
import { inventArtists } from './invent-artists.js';
import { inventAudiobooks } from './invent-audiobooks.js';
import { inventShows } from './invent-shows.js';
import { inventTracks } from './invent-tracks.js';

const SEED = 20_261_120;

/** Invents the catalogue: always the same one, on every machine and in every version of Node. */
export function generateCatalogue(): GeneratedCatalogue {
  // Nothing is computed by `Math.pow` and its like, whose last digit is the engine's to choose.
  const random = createRandom(SEED);
  const artists = inventArtists(random);
  const albums = inventAlbums(artists, random);
  const tracks = inventTracks(albums, random);
  const byPopularity = (a: { popularity: number }, b: { popularity: number }): number => b.popularity - a.popularity;
  return {
    artists: [...artists].sort(byPopularity),
    albums: [...albums].sort(byPopularity),
    tracks: [...tracks].sort(byPopularity),
    shows: inventShows(random),
    audiobooks: inventAudiobooks(random),
  };
}
