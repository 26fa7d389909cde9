import { createRandom, type Random } from '../faults/random.js';
import { albumTitle, artistNames, trackTitle } from './names.js';

/** An artist of the invented catalogue. */
export interface GeneratedArtist {
  id: string;
  name: string;
  genre: string;
  popularity: number;
  followers: number;
}

/** An album of the invented catalogue. */
export interface GeneratedAlbum {
  id: string;
  name: string;
  albumType: 'album' | 'single';
  artistId: string;
  releaseDate: string;
  releaseDatePrecision: 'year' | 'day';
}

/** A track of the invented catalogue. */
export interface GeneratedTrack {
  id: string;
  name: string;
  albumId: string;
  /** The album's artist first, then those who are featured. */
  artistIds: string[];
  trackNumber: number;
  durationMs: number;
  explicit: boolean;
  popularity: number;
  isrc: string;
}

/** An episode of the one show of the invented catalogue. */
export interface GeneratedEpisode {
  id: string;
  name: string;
  description: string;
  durationMs: number;
  releaseDate: string;
}

/** An invented catalogue: nothing in it is Spotify's. */
export interface GeneratedCatalogue {
  artists: GeneratedArtist[];
  albums: GeneratedAlbum[];
  tracks: GeneratedTrack[];
  show: { id: string; name: string; description: string; publisher: string };
  episodes: GeneratedEpisode[];
}

const SEED = 20_261_120;
const ALBUMS_PER_ARTIST = 3;
const TRACKS = 1000;

/** Invents the catalogue: always the same one. */
export function generateCatalogue(): GeneratedCatalogue {
  const random = createRandom(SEED);
  const artists = artistNames.map(([name, genre]) => ({
    id: random.id(),
    name,
    genre,
    popularity: random.between(5, 85),
    followers: random.between(120, 900_000),
  }));
  const albums = artists.flatMap((artist) =>
    Array.from({ length: ALBUMS_PER_ARTIST }, (_, index) => inventAlbum(random, artist.id, index)),
  );
  const tracks: GeneratedTrack[] = [];
  for (const [index, album] of albums.entries()) {
    // The last album of each artist is a single; the others share what is left evenly, so that the total comes out exactly.
    const left = albums.slice(index).filter((one) => one.albumType === 'album').length;
    const singles = albums.slice(index).length - left;
    const wanted = album.albumType === 'single' ? 2 : Math.round((TRACKS - tracks.length - singles * 2) / left);
    for (let number = 1; number <= wanted; number += 1) tracks.push(inventTrack(random, album, artists, number, tracks.length));
  }
  const show = {
    id: random.id(),
    name: 'The Spare Room Sessions',
    description: 'Three invented conversations about instruments that nobody has built yet.',
    publisher: 'Spare Room Audio',
  };
  const episodes = ['A harp for left-handed rain', 'Tuning a lighthouse', 'The piano with a thirteenth note'].map(
    (name, index) => ({
      id: random.id(),
      name,
      description: `Episode ${index + 1} of an invented show: ${name.toLowerCase()}.`,
      durationMs: random.between(1_200_000, 3_400_000),
      releaseDate: `2026-0${index + 3}-1${index}`,
    }),
  );
  return { artists, albums, tracks, show, episodes };
}

function inventAlbum(random: Random, artistId: string, index: number): GeneratedAlbum {
  const year = random.between(1988, 2026);
  const onlyYear = year < 2000;
  const date = `${year}-${String(random.between(1, 10)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
  return {
    id: random.id(),
    name: albumTitle(random),
    albumType: index === ALBUMS_PER_ARTIST - 1 ? 'single' : 'album',
    artistId,
    releaseDate: onlyYear ? String(year) : date,
    releaseDatePrecision: onlyYear ? 'year' : 'day',
  };
}

function inventTrack(
  random: Random,
  album: GeneratedAlbum,
  artists: readonly GeneratedArtist[],
  trackNumber: number,
  serial: number,
): GeneratedTrack {
  const guest = random.chance(0.12) ? artists[random.below(artists.length)] : undefined;
  return {
    id: random.id(),
    name: trackTitle(random),
    albumId: album.id,
    artistIds: guest === undefined || guest.id === album.artistId ? [album.artistId] : [album.artistId, guest.id],
    trackNumber,
    durationMs: random.between(95_000, 420_000),
    explicit: random.chance(0.06),
    popularity: random.between(0, 80),
    // QZ is given out in the United States to registrants; ZZ is nobody's.
    isrc: `ZZSPX26${String(serial + 1).padStart(5, '0')}`,
  };
}
