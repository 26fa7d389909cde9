import type { LocalSpotify } from '@spixie/local';
import type { Spotify } from 'spixie';
import { catalogue } from '../contract/calls/catalogue-ids.js';

/** Those who do something. Fay has no Premium. */
export const people = ['una', 'vic', 'fay'] as const;
export type Person = (typeof people)[number];

/** Whom one can follow: `nobody` is not there. */
export const followable = [...people, 'ben', 'nobody'] as const;

/** What can be saved. */
export const kinds = ['track', 'album', 'episode', 'show', 'audiobook'] as const;
export type Kind = (typeof kinds)[number];

/** Well-formed, and of nothing. */
export const UNKNOWN = '0'.repeat(22);

/** What the model knows of the catalogue and the devices before anything happens, as the Web API told it. */
export interface Pool {
  /** The last of each is of nothing. */
  ids: Readonly<Record<Kind | 'artist', readonly string[]>>;
  /** URIs of tracks and episodes. The last but one cannot be played by everybody, the last is of nothing. */
  playable: readonly string[];
  albums: readonly { uri: string; uris: readonly string[] }[];
  /** In milliseconds; `undefined` where somebody cannot play it. */
  duration(person: Person, uri: string): number | undefined;
  devices: Readonly<Record<Person, readonly PoolDevice[]>>;
  /** Of those who are there. */
  followers: Readonly<Record<string, number>>;
}

export interface PoolDevice {
  id: string;
  volume: number;
  restricted: boolean;
  hasVolume: boolean;
}

const countries = { una: 'SE', vic: 'NG', fay: 'GR' } as const;

/** Makes the people of the model, who have nothing at first. Una’s car takes no commands, her television has no volume. */
export function makePeople(local: LocalSpotify): void {
  for (const id of people) local.userAccounts.create({ id, product: id === 'fay' ? 'free' : 'premium', country: countries[id] });
  local.players.addDevice('una', { name: 'Car', restricted: true });
  local.players.addDevice('una', { name: 'Television', supportsVolume: false });
  local.apps.update(local.clientId, { allowedUsers: [...people] });
}

/** Reads what the model has to know. */
export async function readPool(clients: Readonly<Record<Person, Spotify>>): Promise<Pool> {
  const lengths = new Map<string, number | undefined>();
  for (const person of people) {
    const spotify = clients[person];
    const tracks = await spotify.request('GET /tracks', { query: { ids: idsFrom('track', 50), market: 'from_token' } });
    for (const track of tracks.tracks) {
      if (track === null) continue;
      const isItself = track.linked_from === undefined && track.is_playable === true;
      lengths.set(`${person} ${(track.linked_from ?? track).uri}`, isItself ? track.duration_ms : undefined);
    }
    const episodes = await spotify.request('GET /episodes', { query: { ids: idsFrom('episode', 50) } });
    for (const episode of episodes.episodes) if (episode) lengths.set(`${person} ${episode.uri}`, episode.duration_ms);
  }
  const ofAll = (uri: string): boolean => people.every((person) => lengths.get(`${person} ${uri}`) !== undefined);
  const uris = [...lengths.keys()].filter((key) => key.startsWith('una ')).map((key) => key.slice(4));
  const tracks = uris.filter((uri) => uri.includes(':track:'));
  const shortOnes = tracks.filter((uri) => ofAll(uri)).slice(0, 5);
  const episode = uris.find((uri) => uri.includes(':episode:') && ofAll(uri)) ?? '';
  const notForUna = idsFrom('track', 20_000).find((id) => isNowhere(id, 'SE') && isThere(id, 'NG')) ?? '';
  lengths.set(`vic spotify:track:${notForUna}`, catalogue.track(notForUna)?.durationMs);
  const albums = [];
  for (const id of idsFrom('album', 400)) {
    const found = catalogue.albumTracks(id, { limit: 50, offset: 0 }).items;
    if (found.length < 2 || found.length > 6 || albums.length === 2) continue;
    if (!found.every((track) => Object.values(countries).every((country) => isThere(track.id, country)))) continue;
    for (const person of people) for (const track of found) lengths.set(`${person} spotify:track:${track.id}`, track.durationMs);
    albums.push({ uri: `spotify:album:${id}`, uris: found.map((track) => `spotify:track:${track.id}`) });
  }
  const ofKind = (kind: Kind | 'artist'): string[] => [...idsFrom(kind, 5), UNKNOWN];
  return {
    ids: {
      track: ofKind('track'),
      album: ofKind('album'),
      episode: ofKind('episode'),
      show: ofKind('show'),
      audiobook: ofKind('audiobook'),
      artist: ofKind('artist'),
    },
    playable: [...shortOnes, episode, `spotify:track:${notForUna}`, `spotify:track:${UNKNOWN}`],
    albums,
    duration: (person, uri) => lengths.get(`${person} ${uri}`),
    devices: await readDevices(clients),
    followers: await readFollowers(clients.una),
  };
}

// Where a track can be played as another one, that one would have to be known too.
function isThere(id: string, country: string): boolean {
  const found = catalogue.playableTrack(id, country);
  return found?.isPlayable === true && found.track.id === id;
}

function isNowhere(id: string, country: string): boolean {
  return catalogue.playableTrack(id, country)?.isPlayable === false;
}

function idsFrom(kind: Kind | 'artist', howMany: number): string[] {
  const count = catalogue.count(kind);
  const step = Math.max(1, Math.floor(count / howMany));
  return Array.from({ length: Math.min(count, howMany) }, (_, index) => catalogue.idAt(kind, index * step) ?? '');
}

async function readDevices(clients: Readonly<Record<Person, Spotify>>): Promise<Pool['devices']> {
  const ofOne = async (person: Person): Promise<PoolDevice[]> => {
    const { devices } = await clients[person].request('GET /me/player/devices');
    return devices.map((one) => ({
      id: one.id ?? '',
      volume: one.volume_percent ?? 0,
      restricted: one.is_restricted,
      hasVolume: one.supports_volume,
    }));
  };
  return { una: await ofOne('una'), vic: await ofOne('vic'), fay: await ofOne('fay') };
}

async function readFollowers(spotify: Spotify): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const user_id of followable.filter((id) => id !== 'nobody')) {
    found[user_id] = (await spotify.request('GET /users/{user_id}', { path: { user_id } })).followers?.total ?? 0;
  }
  return found;
}
