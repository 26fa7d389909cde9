import * as soundify from '@soundify/web-api';
import { PageIterator } from '@soundify/web-api/pagination';
import { expect } from 'vitest';
import type { DayClient, Named } from './day-client.js';
import type { Visitor } from './visitor.js';

export const soundifyWebApi: Visitor = {
  name: '@soundify/web-api',
  open(local, accessToken): DayClient {
    const client = new soundify.SpotifyClient(accessToken, { baseUrl: local.apiUrl });
    return {
      me: async () => (await soundify.getCurrentUser(client)).id,
      async search(words) {
        const found = await soundify.search(client, ['album', 'artist', 'track', 'show', 'episode'], words, { limit: 10 });
        const named = ({ items }: { items: Named[] }) => items.map(({ id, name }) => ({ id, name }));
        return {
          albums: named(found.albums),
          artists: named(found.artists),
          tracks: named(found.tracks),
          shows: named(found.shows),
          episodes: named(found.episodes),
        };
      },
      async read(kind, id) {
        const read = {
          album: soundify.getAlbum,
          artist: soundify.getArtist,
          track: soundify.getTrack,
          show: soundify.getShow,
          episode: soundify.getEpisode,
        };
        return (await read[kind](client, id)).name;
      },
      saveTracks: (ids) => soundify.saveTracks(client, ids),
      unsaveTracks: (ids) => soundify.removeSavedTracks(client, ids),
      saveAlbums: (ids) => soundify.saveAlbums(client, ids),
      saveShows: (ids) => soundify.saveShows(client, ids),
      unsaveShows: (ids) => soundify.removeSavedShows(client, ids),
      tracksAreSaved: (ids) => soundify.checkIfTracksSaved(client, ids),
      followArtists: (ids) => soundify.followArtists(client, ids),
      unfollowArtists: (ids) => soundify.unfollowArtists(client, ids),
      followPlaylist: (id) => soundify.followPlaylist(client, id),
      unfollowPlaylist: (id) => soundify.unfollowPlaylist(client, id),
      createPlaylist: async (name) => (await soundify.createPlaylist(client, 'ada', { name, public: false })).id,
      renamePlaylist: (id, name) => soundify.changePlaylistDetails(client, id, { name }),
      addItems: (id, uris, position) => soundify.addItemsToPlaylist(client, id, uris, position),
      moveItem: (id, from, before) => soundify.reorderPlaylistItems(client, id, { range_start: from, insert_before: before }),
      removeItems: (id, uris) => soundify.removePlaylistItems(client, id, uris),
      playlistItems: async (id) => (await soundify.getPlaylistTracks(client, id)).items.map(({ track }) => track.uri),
      uploadImage: (id, jpeg) => soundify.uploadPlaylistCoverImage(client, id, jpeg),
      devices: async () => Object.fromEntries((await soundify.getAvailableDevices(client)).map(({ name, id }) => [name, id ?? ''])),
      transfer: (deviceId) => soundify.transferPlayback(client, { device_ids: [deviceId] }),
      play: (deviceId, uris) => soundify.startPlayback(client, { device_id: deviceId, uris }),
      pause: () => soundify.pausePlayback(client),
      seek: (positionMs) => soundify.seekToPosition(client, positionMs),
      next: () => soundify.skipToNext(client),
      queue: (uri) => soundify.addItemToPlaybackQueue(client, uri),
      playing: async () => (await soundify.getPlaybackState(client))?.item?.uri,
      savedTracks: async () => {
        const pages = new PageIterator((offset) => soundify.getSavedTracks(client, { limit: 50, offset }));
        return (await pages.collect()).map(({ track }) => track.id);
      },
    };
  },
  troubles: {
    'gives it another name': { says: /404 Not Found/u, happens: false, why: 'sends to /v1/playlist/{id}, which there is not' },
  },
  troubleWithText: undefined,
  doesAsAppOf2026: [],
  isForbidden: (error) => error instanceof soundify.SpotifyError && error.status === 403,
  // It waits by itself where `waitForRateLimit` is set.
  limited: expect.objectContaining({ status: 429, response: expect.objectContaining({ headers: expect.any(Headers) }) }),
};
