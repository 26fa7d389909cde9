import SpotifyWebApi from 'spotify-web-api-node';
import { expect } from 'vitest';
import { aimSpotifyWebApiNode } from '../clients/aim-spotify-web-api-node.js';
import type { DayClient, Named } from './day-client.js';
import { parsesText, sendsBareList, type Visitor } from './visitor.js';

export const spotifyWebApiNode: Visitor = {
  name: 'spotify-web-api-node',
  open(local, accessToken): DayClient {
    aimSpotifyWebApiNode(local);
    const api = new SpotifyWebApi({ accessToken });
    return {
      me: async () => (await api.getMe()).body.id,
      async search(words) {
        const { body } = await api.search(words, ['album', 'artist', 'track', 'show', 'episode'], { limit: 10 });
        const named = (page?: { items: Named[] }) => page?.items.map(({ id, name }) => ({ id, name })) ?? [];
        return {
          albums: named(body.albums),
          artists: named(body.artists),
          tracks: named(body.tracks),
          shows: named(body.shows),
          episodes: named(body.episodes),
        };
      },
      async read(kind, id) {
        if (kind === 'album') return (await api.getAlbum(id)).body.name;
        if (kind === 'artist') return (await api.getArtist(id)).body.name;
        if (kind === 'track') return (await api.getTrack(id)).body.name;
        if (kind === 'show') return (await api.getShow(id)).body.name;
        return (await api.getEpisode(id)).body.name;
      },
      saveTracks: (ids) => api.addToMySavedTracks(ids),
      unsaveTracks: (ids) => api.removeFromMySavedTracks(ids),
      saveAlbums: (ids) => api.addToMySavedAlbums(ids),
      saveShows: (ids) => api.addToMySavedShows(ids),
      unsaveShows: (ids) => api.removeFromMySavedShows(ids),
      tracksAreSaved: async (ids) => (await api.containsMySavedTracks(ids)).body,
      followArtists: (ids) => api.followArtists(ids),
      unfollowArtists: (ids) => api.unfollowArtists(ids),
      followPlaylist: (id) => api.followPlaylist(id),
      unfollowPlaylist: (id) => api.unfollowPlaylist(id),
      createPlaylist: async (name) => (await api.createPlaylist(name, { public: false })).body.id,
      renamePlaylist: (id, name) => api.changePlaylistDetails(id, { name }),
      addItems: (id, uris, position) => api.addTracksToPlaylist(id, uris, position === undefined ? {} : { position }),
      moveItem: (id, from, before) => api.reorderTracksInPlaylist(id, from, before),
      removeItems: (id, uris) =>
        api.removeTracksFromPlaylist(
          id,
          uris.map((uri) => ({ uri })),
        ),
      playlistItems: async (id) => (await api.getPlaylistTracks(id)).body.items.map(({ track }) => track?.uri ?? ''),
      uploadImage: (id, jpeg) => api.uploadCustomPlaylistCoverImage(id, jpeg),
      devices: async () => Object.fromEntries((await api.getMyDevices()).body.devices.map(({ name, id }) => [name, id ?? ''])),
      transfer: (deviceId) => api.transferMyPlayback([deviceId]),
      play: (deviceId, uris) => api.play({ device_id: deviceId, uris }),
      pause: () => api.pause(),
      seek: (positionMs) => api.seek(positionMs),
      next: () => api.skipToNext(),
      queue: (uri) => api.addToQueue(uri),
      playing: async () => (await api.getMyCurrentPlaybackState()).body.item?.uri,
      async savedTracks() {
        const ids: string[] = [];
        for (;;) {
          const { body } = await api.getMySavedTracks({ limit: 50, offset: ids.length });
          ids.push(...body.items.map(({ track }) => track.id));
          if (body.next === null) return ids;
        }
      },
    };
  },
  troubles: {
    'saves an album': sendsBareList,
    'saves a show': sendsBareList,
    'unsaves a show': sendsBareList,
  },
  troubleWithText: parsesText,
  doesAsAppOf2026: ['makes a playlist'],
  isForbidden: (error) => (error as { statusCode?: number }).statusCode === 403,
  limited: expect.objectContaining({ statusCode: 429, headers: expect.objectContaining({ 'retry-after': '7' }) }),
};
