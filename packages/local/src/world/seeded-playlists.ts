import type { PlaylistEntry } from './playlist-items.js';
import { snapshotIdOf } from './playlist-versions.js';
import type { World } from './world.js';

/** What the seeded playlists need of the catalogue: ids by their place in it, counted from 0. */
export interface PlaylistCatalogue {
  count(kind: 'track'): number;
  idsAt(kind: 'track' | 'episode', indices: readonly number[]): readonly string[];
}

interface SeededPlaylist {
  id: string;
  ownerId: string;
  name: string;
  description: string | null;
  kind: 'public' | 'private' | 'collaborative';
  tracks: number;
  episodes?: number;
  /** What stands at its end besides: a file on somebody’s device, or a track that the catalogue does not have any more. */
  others?: readonly string[];
  /** Who added every second item, where it was not the owner. */
  alsoAddedBy?: string;
}

/** The playlists that there are from the start. */
const seededPlaylists: readonly SeededPlaylist[] = [
  {
    id: '4hJq0wXv2Lr7Nd9TbYc1Ae',
    ownerId: 'ada',
    name: 'Morning ferry',
    description: 'For the 7:40 boat.',
    kind: 'public',
    tracks: 24,
  },
  { id: '2mZs8fKp5Ug3Qx6WnRb4Hd', ownerId: 'ada', name: 'Not for the party', description: null, kind: 'private', tracks: 12 },
  {
    id: '6cVt1yGj9Eo4Ma7SkLd2Pf',
    ownerId: 'ada',
    name: 'Long drive north',
    description: 'More than one page of it.',
    kind: 'public',
    tracks: 130,
  },
  {
    id: '1bNw3rHx7Iz5Ck8QvTf6Ug',
    ownerId: 'ada',
    name: 'Kitchen radio',
    description: 'Everyone adds something.',
    kind: 'collaborative',
    tracks: 18,
    alsoAddedBy: 'chioma',
  },
  { id: '7pXd5aMo2Bs9Fl4JyEh3Wr', ownerId: 'ada', name: 'To be filled', description: null, kind: 'public', tracks: 0 },
  {
    id: '3kQg6uTn8Vc1Zi5RwPj7Lb',
    ownerId: 'ben',
    name: 'Talks & tunes',
    description: 'Tracks, and episodes between them.',
    kind: 'public',
    tracks: 9,
    episodes: 3,
  },
  { id: '5eYf4sOh1Xm6Dt3GaKn9Cq', ownerId: 'ben', name: 'Βράδυ στο λιμάνι', description: null, kind: 'private', tracks: 15 },
  {
    id: '0iRl7vBz3Jw8Hu2PxSc5Mo',
    ownerId: 'chioma',
    name: 'Lagos, late',
    description: 'Saturday, 23:00 & after <3',
    kind: 'public',
    tracks: 60,
  },
  { id: '2dUa9nEk6Tp4Vy1ZfWg8Bx', ownerId: 'chioma', name: 'Rehearsal', description: null, kind: 'private', tracks: 20 },
  {
    id: '6oLj2cQs5Ri7Nm9HbXe4Yv',
    ownerId: 'chioma',
    name: 'Choir ideas',
    description: 'Add yours.',
    kind: 'collaborative',
    tracks: 8,
    others: ['spotify:local:The+Choir:Rehearsal+tapes:Second+verse%2C+slower:187', 'spotify:track:7vAnIshedFr0mHereLongA'],
    alsoAddedBy: 'ben',
  },
];

// A fixed day, so that two runs answer the same.
const FIRST_ADDED_AT = Date.UTC(2025, 2, 14, 9, 26, 53);
const HOUR = 3_600_000;

/** Writes the playlists of those who are in a world that begins. */
export function plantPlaylists(world: World, catalogue: PlaylistCatalogue, present: ReadonlySet<string>): void {
  for (const [position, playlist] of seededPlaylists.entries()) {
    const { id, ownerId, name, description, kind } = playlist;
    if (!present.has(ownerId)) continue;
    world.playlists.insert(
      {
        id,
        ownerId,
        name,
        description,
        public: kind === 'public',
        collaborative: kind === 'collaborative',
        snapshotId: snapshotIdOf(1, id),
      },
      position,
      seededEntries(playlist, position, catalogue, present),
    );
  }
}

function seededEntries(
  { ownerId, tracks, episodes = 0, others = [], alsoAddedBy }: SeededPlaylist,
  position: number,
  catalogue: PlaylistCatalogue,
  present: ReadonlySet<string>,
): PlaylistEntry[] {
  // 37 has no common divisor with the 20,000 tracks: walking in such steps meets no track twice.
  const all = catalogue.count('track');
  const places = Array.from({ length: tracks }, (_, index) => (position * 101 + index * 37) % all);
  const uris = catalogue.idsAt('track', places).map((id) => `spotify:track:${id}`);
  const between = catalogue.idsAt('episode', [...Array(episodes).keys()]);
  for (const [index, id] of between.entries()) uris.splice(index * 3 + 1, 0, `spotify:episode:${id}`);
  uris.push(...others);
  return uris.map((uri, index) => ({
    uri,
    addedAt: FIRST_ADDED_AT + (position * 200 + index) * HOUR,
    addedBy: alsoAddedBy !== undefined && present.has(alsoAddedBy) && index % 2 === 1 ? alsoAddedBy : ownerId,
  }));
}
