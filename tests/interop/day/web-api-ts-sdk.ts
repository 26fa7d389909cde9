// Its URLs begin with Spotify's host: the rewriter exchanges it.
import '@spixie/local/rewrite-fetch';
import { SpotifyApi } from '@spotify/web-api-ts-sdk';
import { expect } from 'vitest';
import type { DayClient, Named } from './day-client.js';
import { parsesText, sendsBareList, type Visitor } from './visitor.js';

/** The official SDK. */
export const webApiTsSdk: Visitor = {
  name: '@spotify/web-api-ts-sdk',
  open(local, accessToken): DayClient {
    const token = { access_token: accessToken, token_type: 'Bearer', expires_in: 3600, refresh_token: '' };
    const sdk = SpotifyApi.withAccessToken(local.clientId, token);
    return {
      me: async () => (await sdk.currentUser.profile()).id,
      async search(words) {
        const found = await sdk.search(words, ['album', 'artist', 'track', 'show', 'episode'], undefined, 10);
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
        // Its types want a market of shows and episodes, which Spotify does not.
        if (kind === 'show') return (await sdk.shows.get(id, 'SE')).name;
        if (kind === 'episode') return (await sdk.episodes.get(id, 'SE')).name;
        return (await sdk[`${kind}s`].get(id)).name;
      },
      saveTracks: (ids) => sdk.currentUser.tracks.saveTracks(ids),
      unsaveTracks: (ids) => sdk.currentUser.tracks.removeSavedTracks(ids),
      saveAlbums: (ids) => sdk.currentUser.albums.saveAlbums(ids),
      saveShows: (ids) => sdk.currentUser.shows.saveShows(ids),
      unsaveShows: (ids) => sdk.currentUser.shows.removeSavedShows(ids, 'SE'),
      tracksAreSaved: (ids) => sdk.currentUser.tracks.hasSavedTracks(ids),
      followArtists: (ids) => sdk.currentUser.followArtistsOrUsers(ids, 'artist'),
      unfollowArtists: (ids) => sdk.currentUser.unfollowArtistsOrUsers(ids, 'artist'),
      followPlaylist: (id) => sdk.currentUser.playlists.follow(id),
      unfollowPlaylist: (id) => sdk.currentUser.playlists.unfollow(id),
      createPlaylist: async (name) => (await sdk.playlists.createPlaylist('ada', { name, public: false })).id,
      renamePlaylist: (id, name) => sdk.playlists.changePlaylistDetails(id, { name }),
      addItems: (id, uris, position) => sdk.playlists.addItemsToPlaylist(id, uris, position),
      moveItem: (id, from, before) => sdk.playlists.movePlaylistItems(id, from, 1, before),
      removeItems: (id, uris) => sdk.playlists.removeItemsFromPlaylist(id, { tracks: uris.map((uri) => ({ uri })) }),
      playlistItems: async (id) => (await sdk.playlists.getPlaylistItems(id)).items.map(({ track }) => track.uri),
      uploadImage: (id, jpeg) => sdk.playlists.addCustomPlaylistCoverImageFromBase64String(id, jpeg),
      devices: async () =>
        Object.fromEntries((await sdk.player.getAvailableDevices()).devices.map(({ name, id }) => [name, id ?? ''])),
      transfer: (deviceId) => sdk.player.transferPlayback([deviceId]),
      play: (deviceId, uris) => sdk.player.startResumePlayback(deviceId, undefined, uris),
      pause: () => sdk.player.pausePlayback(''),
      seek: (positionMs) => sdk.player.seekToPosition(positionMs),
      next: () => sdk.player.skipToNext(''),
      queue: (uri) => sdk.player.addItemToPlaybackQueue(uri),
      playing: async () => (await sdk.player.getPlaybackState()).item.uri,
      async savedTracks() {
        const ids: string[] = [];
        for (;;) {
          const page = await sdk.currentUser.tracks.savedTracks(50, ids.length);
          ids.push(...page.items.map(({ track }) => track.id));
          if (page.next === null) return ids;
        }
      },
    };
  },
  troubles: {
    'saves tracks': sendsBareList,
    'unsaves a track': sendsBareList,
    'saves an album': sendsBareList,
  },
  troubleWithText: parsesText,
  doesAsAppOf2026: [],
  isForbidden: (error) => String(error).includes('Body: {"error":{"status":403,"message":"Forbidden"}}'),
  // Neither the status nor the seconds.
  limited: expect.objectContaining({ message: 'The app has exceeded its rate limits.' }),
};
