import type { App } from './apps.js';
import type { PlaylistEntry } from './playlist-items.js';
import { snapshotIdOf } from './playlist-versions.js';
import { plantPlayers, type SeedMusic } from './seed-players.js';
import { type LibraryCatalogue, plantLibraries } from './seeded-libraries.js';
import { plantResumePoints, type SpokenCatalogue } from './seeded-resume-points.js';
import type { User } from './users.js';
import type { World } from './world.js';

/** The app that is registered from the start. Its secret is no secret: it is the same on every machine. */
const seededApp: App = {
  clientId: '5b1c1e70ca15b07f1e0c0de5eed0cafe',
  clientSecret: 'a11ce5ec2e7b0bca7d05ea1edf00dbad',
  name: 'Spixie demo',
  description: 'The app that every local Spotify knows from the start.',
  tier: null,
  ownerPremium: true,
};

/** Its redirect URIs. Those without a port take any port at request time, as Spotify documents. */
const seededRedirectUris: readonly string[] = [
  'http://127.0.0.1:5173/callback',
  'http://127.0.0.1:5173/',
  'http://127.0.0.1:3000/callback',
  'http://127.0.0.1/callback',
  // Where web servers with @spixie/server take users back.
  'http://127.0.0.1/auth/callback',
  'http://[::1]/callback',
  'myapp://callback',
];

/** Who there is from the start. */
export const seededUsers: readonly User[] = [
  {
    id: 'ada',
    accountId: 'aD4Lq7vXe2',
    displayName: 'Ada Lindqvist',
    email: 'ada@example.test',
    password: 'ada-password',
    product: 'premium',
    country: 'SE',
    followers: 42,
  },
  {
    id: 'ben',
    accountId: 'bN9tK3wRz6',
    displayName: 'Ben Αλεξίου',
    email: 'ben@example.test',
    password: 'ben-password',
    product: 'free',
    country: 'GR',
    followers: 7,
  },
  {
    id: 'chioma',
    accountId: 'cH5mY8pSf1',
    displayName: 'Chiọma Ezé',
    email: 'chioma@example.test',
    password: 'chioma-password',
    product: 'premium',
    country: 'NG',
    followers: 1280,
  },
];

/** An app as a world begins with it. */
export interface BeginningApp extends App {
  readonly redirectUris: readonly string[];
  readonly allowedUsers: readonly string[];
}

/** Writes a part of what a world begins with into it. */
export type Plant = (world: World, now: number) => void;

/** What a world begins with. */
export interface Beginning {
  readonly users: readonly User[];
  readonly apps: readonly [BeginningApp, ...BeginningApp[]];
  /** Default: the playlists of the seed's users who are there. */
  readonly playlists?: Plant | undefined;
  /** Default: what the seed's users have saved and follow. */
  readonly libraries?: Plant | undefined;
  /** Default: what everybody plays on, and what the seed's users have played. */
  readonly players?: Plant | undefined;
}

/** What a world begins with that was told nothing else. */
export const seededBeginning: Beginning = {
  users: seededUsers,
  apps: [{ ...seededApp, redirectUris: seededRedirectUris, allowedUsers: seededUsers.map((user) => user.id) }],
};

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

/** What the seed needs of the catalogue: ids by their place in it, counted from 0. */
export type SeedCatalogue = LibraryCatalogue & SpokenCatalogue & SeedMusic;

/**
 * Writes what it begins with into an empty world, and what those who are in it have.
 *
 * @param now - what the clock says
 */
export function plantSeed(world: World, catalogue: SeedCatalogue, beginning: Beginning, now: number): void {
  for (const [position, user] of beginning.users.entries()) world.users.insert(user, position);
  for (const app of beginning.apps) world.apps.insert(app, app.redirectUris, app.allowedUsers);
  const present = new Set(beginning.users.map((user) => user.id));
  if (beginning.playlists === undefined) plantPlaylists(world, catalogue, present);
  else beginning.playlists(world, now);
  if (beginning.libraries === undefined) {
    plantLibraries(world, catalogue, present);
    plantResumePoints(world, catalogue, present);
  } else beginning.libraries(world, now);
  if (beginning.players === undefined) plantPlayers(world, catalogue, now);
  else beginning.players(world, now);
}

function plantPlaylists(world: World, catalogue: SeedCatalogue, present: ReadonlySet<string>): void {
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
  catalogue: SeedCatalogue,
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
