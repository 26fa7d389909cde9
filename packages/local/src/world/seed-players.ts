import { deviceId, plainDevice } from './devices.js';
import type { Play } from './listening.js';
import type { World } from './world.js';

/** What the players' seed needs of the catalogue. */
export interface SeedMusic {
  count(kind: 'track'): number;
  idsAt(kind: 'track', indices: readonly number[]): readonly string[];
  track(id: string): { durationMs: number } | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FAVOURITES = 40;
const MOST_OFTEN = 12;

// Who has played music before the local Spotify began.
const listeners: readonly string[] = ['ada', 'ben', 'chioma'];

// What ada has heard last: a playlist of hers.
const HEARD_LAST = { userId: 'ada', playlistId: '4hJq0wXv2Lr7Nd9TbYc1Ae', place: 3 };

/**
 * Gives every user something to play on, and those of the seed what they played in the year before.
 *
 * @param now - what the clock says
 */
export function plantPlayers(world: World, music: SeedMusic, now: number): void {
  for (const { id } of world.users.all()) plantDevices(world, id);
  for (const [index, userId] of listeners.entries()) {
    if (world.users.find(userId) !== undefined) world.playHistory.plant(userId, playsOf(index, music, now));
  }
  plantPlayback(world, music, now);
}

/** Gives a user a computer, a phone and a speaker. Ada has a car radio and a television as well, which obey less. */
export function plantDevices({ devices }: World, userId: string): void {
  devices.save(userId, plainDevice(deviceId(userId, 0), 'Laptop', 'Computer'));
  devices.save(userId, plainDevice(deviceId(userId, 1), 'Phone', 'Smartphone'));
  devices.save(userId, plainDevice(deviceId(userId, 2), 'Kitchen', 'Speaker'));
  if (userId !== 'ada') return;
  devices.save(userId, { ...plainDevice(deviceId(userId, 3), 'Car', 'Automobile'), restricted: true });
  devices.save(userId, { ...plainDevice(deviceId(userId, 4), 'Living room', 'TV'), supportsVolume: false, volumePercent: 100 });
}

// A few favourites often, the others now and then, more of it lately than a year ago.
function playsOf(listener: number, music: SeedMusic, now: number): Omit<Play, 'contextUri'>[] {
  const all = music.count('track');
  const places = Array.from({ length: FAVOURITES }, (_, index) => (listener * 401 + index * 53) % all);
  const uris = music.idsAt('track', places).map((id) => `spotify:track:${id}`);
  const rounds = Array.from({ length: MOST_OFTEN }, (_, round) => uris.slice(0, Math.ceil(MOST_OFTEN / (round + 1)) * 3));
  const played = rounds.flat();
  return played
    .map((uri, index) => ({ uri, playedAt: Math.round(now - HOUR - 360 * DAY * (index / played.length) ** 3) }))
    .filter(({ playedAt }) => playedAt > 0);
}

function plantPlayback({ playlists, players }: World, music: SeedMusic, now: number): void {
  const { userId, playlistId, place } = HEARD_LAST;
  const uris = playlists.find(playlistId) && playlists.items.read(playlistId, { limit: 100, offset: 0 }).map(({ uri }) => uri);
  const uri = uris?.[place];
  const track = uri === undefined ? undefined : music.track(uri.split(':')[2] ?? '');
  if (uris === undefined || uri === undefined || track === undefined) return;
  const before = now - HOUR;
  players.setList(userId, uris);
  players.save(userId, {
    ...players.find(userId),
    deviceId: deviceId(userId, 0),
    usedAt: before,
    changedAt: before,
    since: before,
    uri,
    durationMs: track.durationMs,
    positionMs: Math.min(61_000, track.durationMs),
    contextUri: `spotify:playlist:${playlistId}`,
    size: uris.length,
    place,
  });
}
