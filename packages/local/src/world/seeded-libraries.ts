import type { SavedKind } from './library.js';
import type { World } from './world.js';

/** What a seeded library needs of the catalogue: ids by their place in it, counted from 0. */
export interface LibraryCatalogue {
  count(kind: SavedKind | 'artist'): number;
  idsAt(kind: SavedKind | 'artist', indices: readonly number[]): readonly string[];
}

interface SeededLibrary {
  readonly userId: string;
  /** How many of each kind are saved. */
  readonly saved: Readonly<Record<SavedKind, number>>;
  /** How many artists they follow. */
  readonly artists: number;
  readonly users: readonly string[];
  /** Playlists of others. */
  readonly playlists: readonly string[];
}

/** What those who are there from the start have saved and follow. */
const seededLibraries: readonly SeededLibrary[] = [
  {
    userId: 'ada',
    saved: { track: 324, album: 34, episode: 14, show: 9, audiobook: 4 },
    artists: 28,
    users: ['ben', 'chioma'],
    playlists: [],
  },
  {
    userId: 'ben',
    saved: { track: 61, album: 8, episode: 3, show: 4, audiobook: 0 },
    artists: 7,
    users: ['ada'],
    playlists: ['0iRl7vBz3Jw8Hu2PxSc5Mo', '4hJq0wXv2Lr7Nd9TbYc1Ae'],
  },
  {
    userId: 'chioma',
    saved: { track: 148, album: 52, episode: 22, show: 6, audiobook: 2 },
    artists: 64,
    users: ['ada'],
    playlists: [],
  },
];

// A fixed day, so that two runs answer the same.
const FIRST_SAVED_AT = Date.UTC(2021, 5, 4, 18, 2, 11);
const DAY = 86_400_000;
// From 2021 to the summer of 2025, whatever there is of it.
const DAYS = 1500;

/** Writes the libraries of those who are in a world that begins, and whom they follow. */
export function plantLibraries(world: World, catalogue: LibraryCatalogue, present: ReadonlySet<string>): void {
  for (const [place, { userId, saved, artists, users, playlists }] of seededLibraries.entries()) {
    if (!present.has(userId)) continue;
    for (const [kind, wanted] of Object.entries(saved) as [SavedKind, number][]) {
      const ids = walk(catalogue, kind, place, wanted);
      world.library.plant(userId, kind, ids, FIRST_SAVED_AT, Math.floor((DAYS * DAY) / Math.max(1, ids.length)));
    }
    for (const id of walk(catalogue, 'artist', place, artists)) world.follows.artists.follow(userId, id);
    for (const id of users) if (present.has(id)) world.follows.users.follow(userId, id);
    for (const id of playlists) if (world.playlists.find(id)) world.follows.playlists.follow(userId, id);
  }
}

/** Ids from here and there, none of them twice, and others for each user. */
function walk(catalogue: LibraryCatalogue, kind: SavedKind | 'artist', place: number, wanted: number): readonly string[] {
  const total = catalogue.count(kind);
  // A prime number: the steps meet nothing twice before they have met everything.
  const places = Array.from({ length: Math.min(wanted, total) }, (_, step) => (place * 467 + step * 7919) % total);
  return catalogue.idsAt(kind, places);
}
