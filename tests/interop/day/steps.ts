import type { Spotify } from 'spixie';
import { expect } from 'vitest';
import type { DayClient, Found, Named } from './day-client.js';

/** What is known by then. */
export interface Day {
  found: Found;
  /** The playlist that was made or, where it could not be made, one that Ada has. */
  playlist: string;
}

interface Step {
  /** What the client does, and finds. */
  does(client: DayClient, day: Day): Promise<unknown>;
  /** What has happened then, as our own client sees it. */
  happened?(own: Spotify, day: Day): Promise<unknown>;
  /** Has the same happen by our own client, where this one cannot do it: the steps after it need it. */
  instead?(own: Spotify, day: Day): Promise<unknown>;
  /** Whether it is a command of the player. */
  commands?: true;
}

export const adasPlaylist = '4hJq0wXv2Lr7Nd9TbYc1Ae';
const bensPlaylist = '0iRl7vBz3Jw8Hu2PxSc5Mo';

/** The beginning of a JPEG is enough of one. */
const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5]);

const trackUris = ({ found }: Day, ...places: number[]) => places.map((place) => `spotify:track:${found.tracks[place]?.id}`);
const idsOf = (found: readonly Named[], count: number) => found.slice(0, count).map(({ id }) => id);
const contains = (own: Spotify, uris: string[]) => own.library.contains(uris);
const itemsOf = async (own: Spotify, { playlist }: Day) =>
  (await own.playlists.items(playlist).all()).map(({ item }) => item?.uri).slice(0, 3);

/** A day, in its order. */
export const steps = {
  'says who is signed in': { does: async (client) => expect(await client.me()).toBe('ada') },
  searches: {
    async does(client, day) {
      day.found = await client.search('night');
      for (const [kind, ids] of Object.entries(day.found)) expect(ids.length, kind).toBeGreaterThan(0);
      expect(day.found.tracks.length).toBeGreaterThanOrEqual(4);
    },
  },
  reads: {
    async does(client, { found }) {
      for (const kind of ['album', 'artist', 'track', 'show', 'episode'] as const) {
        const { id, name } = found[`${kind}s`][0]!;
        expect(await client.read(kind, id), kind).toBe(name);
      }
    },
  },
  'saves tracks': {
    does: (client, { found }) => client.saveTracks(idsOf(found.tracks, 3)),
    happened: async (own, day) => expect(await contains(own, trackUris(day, 0, 1, 2))).toEqual([true, true, true]),
    instead: (own, day) => own.library.save(trackUris(day, 0, 1, 2)),
  },
  'asks what is saved': {
    does: async (client) => expect(await client.tracksAreSaved(['0'.repeat(22)])).toEqual([false]),
  },
  'unsaves a track': {
    does: (client, { found }) => client.unsaveTracks(idsOf(found.tracks, 1)),
    happened: async (own, day) => expect(await contains(own, trackUris(day, 0, 1, 2))).toEqual([false, true, true]),
  },
  'saves an album': {
    does: (client, { found }) => client.saveAlbums(idsOf(found.albums, 1)),
    happened: async (own, { found }) => expect(await contains(own, [`spotify:album:${found.albums[0]?.id}`])).toEqual([true]),
  },
  'saves a show': {
    does: (client, { found }) => client.saveShows(idsOf(found.shows, 1)),
    happened: async (own, { found }) => expect(await contains(own, [`spotify:show:${found.shows[0]?.id}`])).toEqual([true]),
    instead: (own, { found }) => own.library.save([`spotify:show:${found.shows[0]?.id}`]),
  },
  'unsaves a show': {
    does: (client, { found }) => client.unsaveShows(idsOf(found.shows, 1)),
    happened: async (own, { found }) => expect(await contains(own, [`spotify:show:${found.shows[0]?.id}`])).toEqual([false]),
  },
  'follows an artist': {
    does: (client, { found }) => client.followArtists(idsOf(found.artists, 1)),
    happened: async (own, { found }) => expect(await contains(own, [`spotify:artist:${found.artists[0]?.id}`])).toEqual([true]),
  },
  'follows the artist no longer': {
    does: (client, { found }) => client.unfollowArtists(idsOf(found.artists, 1)),
    happened: async (own, { found }) => expect(await contains(own, [`spotify:artist:${found.artists[0]?.id}`])).toEqual([false]),
  },
  'follows a playlist': {
    does: (client) => client.followPlaylist(bensPlaylist),
    happened: async (own) => expect(await contains(own, [`spotify:playlist:${bensPlaylist}`])).toEqual([true]),
  },
  'follows the playlist no longer': {
    does: (client) => client.unfollowPlaylist(bensPlaylist),
    happened: async (own) => expect(await contains(own, [`spotify:playlist:${bensPlaylist}`])).toEqual([false]),
  },
  'makes a playlist': {
    async does(client, day) {
      day.playlist = await client.createPlaylist('Of a day');
    },
    happened: async (own, { playlist }) =>
      expect((await own.me.playlists().all()).find(({ id }) => id === playlist)).toMatchObject({ name: 'Of a day', public: false }),
  },
  'gives it another name': {
    does: (client, { playlist }) => client.renamePlaylist(playlist, 'Of the whole day'),
    happened: async (own, { playlist }) => expect((await own.playlists.get(playlist)).name).toBe('Of the whole day'),
  },
  'adds to it': {
    async does(client, day) {
      await client.addItems(day.playlist, trackUris(day, 0, 1));
      await client.addItems(day.playlist, trackUris(day, 2), 0);
    },
    happened: async (own, day) => expect(await itemsOf(own, day)).toEqual(trackUris(day, 2, 0, 1)),
  },
  'reads what is in it': {
    does: async (client, day) => expect(await client.playlistItems(day.playlist)).toEqual(trackUris(day, 2, 0, 1)),
  },
  'moves its first item to the end': {
    does: (client, { playlist }) => client.moveItem(playlist, 0, 3),
    happened: async (own, day) => expect(await itemsOf(own, day)).toEqual(trackUris(day, 0, 1, 2)),
  },
  'removes an item': {
    does: (client, day) => client.removeItems(day.playlist, trackUris(day, 1)),
    happened: async (own, day) => expect(await itemsOf(own, day)).toEqual(trackUris(day, 0, 2)),
  },
  'uploads a picture': {
    does: (client, { playlist }) => client.uploadImage(playlist, picture.toString('base64')),
    async happened(own, { playlist }) {
      const [image] = await own.playlists.images(playlist);
      expect(Buffer.from(await (await fetch(image!.url)).arrayBuffer()).equals(picture)).toBe(true);
    },
  },
  'transfers to the phone': {
    commands: true,
    does: async (client) => client.transfer((await client.devices())['Phone']!),
    happened: async (own) => expect((await own.player.state())?.device.name).toBe('Phone'),
  },
  'plays on the laptop': {
    commands: true,
    does: async (client, day) => client.play((await client.devices())['Laptop']!, trackUris(day, 0, 1)),
    happened: async (own, day) =>
      expect(await own.player.state()).toMatchObject({
        is_playing: true,
        device: { name: 'Laptop' },
        item: { uri: trackUris(day, 0)[0] },
      }),
  },
  'asks what plays': {
    does: async (client, day) => expect(await client.playing()).toBe(trackUris(day, 0)[0]),
  },
  seeks: {
    commands: true,
    does: (client) => client.seek(12_345),
    happened: async (own) => expect((await own.player.state())?.progress_ms).toBe(12_345),
  },
  'queues a track': {
    commands: true,
    does: (client, day) => client.queue(trackUris(day, 3)[0]!),
    happened: async (own, day) => expect((await own.player.queue()).queue[0]?.uri).toBe(trackUris(day, 3)[0]),
  },
  'skips to it': {
    commands: true,
    does: (client) => client.next(),
    happened: async (own, day) => expect((await own.player.state())?.item?.uri).toBe(trackUris(day, 3)[0]),
  },
  pauses: {
    commands: true,
    does: (client) => client.pause(),
    happened: async (own) => expect((await own.player.state())?.is_playing).toBe(false),
  },
  'reads all saved tracks, page by page': {
    async does(client) {
      const ids = await client.savedTracks();
      expect(ids.length).toBeGreaterThanOrEqual(324);
      expect(new Set(ids).size).toBe(ids.length);
    },
  },
} satisfies Record<string, Step>;

export type StepName = keyof typeof steps;

export const stepNames = Object.keys(steps) as StepName[];

export const stepOf = (name: StepName): Step => steps[name];
