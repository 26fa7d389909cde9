import type { App } from './apps.js';
import { plantPlayers, type SeedMusic } from './seed-players.js';
import { type LibraryCatalogue, plantLibraries } from './seeded-libraries.js';
import { plantPlaylists } from './seeded-playlists.js';
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
