import { setInParts } from '../batches.js';
import type { SavedAlbum } from '../contract/albums.js';
import type { Artist } from '../contract/artists.js';
import type { SavedAudiobook } from '../contract/audiobooks.js';
import type { SavedEpisode } from '../contract/episodes.js';
import type { MarketQuery } from '../contract/object-parts.js';
import type { Page, PageQuery } from '../contract/page.js';
import type { SimplifiedPlaylist } from '../contract/playlists.js';
import type { SavedShow } from '../contract/shows.js';
import type { SavedTrack, Track } from '../contract/tracks.js';
import type { CurrentUser, TopItemsQuery } from '../contract/users.js';
import type { OperationMethods } from '../operation-methods.js';
import type { ListOptions, Paged } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** The signed-in user, and what the user has saved. */
export interface MeResource {
  /**
   * Who is signed in.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile
   */
  profile(call?: CallOptions): Promise<CurrentUser>;
  /**
   * The playlists that the user has or follows.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-list-of-current-users-playlists
   */
  playlists(query?: PageQuery, options?: ListOptions): Paged<SimplifiedPlaylist, Page<SimplifiedPlaylist>>;
  /**
   * The artists whom the user plays most.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-top-artists
   */
  topArtists(query?: TopItemsQuery, options?: ListOptions): Paged<Artist, Page<Artist>>;
  /**
   * The tracks that the user plays most.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-top-tracks
   */
  topTracks(query?: TopItemsQuery, options?: ListOptions): Paged<Track, Page<Track>>;
  /**
   * The albums that the user has saved.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-albums
   */
  albums(query?: MarketQuery & PageQuery, options?: ListOptions): Paged<SavedAlbum, Page<SavedAlbum>>;
  /**
   * Saves albums, in parts of 20.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/save-albums-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.save`.
   */
  saveAlbums(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Removes saved albums, in parts of 20.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-albums-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.remove`.
   */
  removeAlbums(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Whether each of these albums is saved, in their order, in parts of 20.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-users-saved-albums
   * @deprecated Removed for Development Mode apps in February 2026: use `library.contains`.
   */
  containsAlbums(ids: readonly string[], options?: ListOptions): Promise<boolean[]>;
  /**
   * The audiobooks that the user has saved.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-audiobooks
   */
  audiobooks(query?: PageQuery, options?: ListOptions): Paged<SavedAudiobook, Page<SavedAudiobook>>;
  /**
   * Saves audiobooks, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/save-audiobooks-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.save`.
   */
  saveAudiobooks(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Removes saved audiobooks, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-audiobooks-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.remove`.
   */
  removeAudiobooks(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Whether each of these audiobooks is saved, in their order, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-users-saved-audiobooks
   * @deprecated Removed for Development Mode apps in February 2026: use `library.contains`.
   */
  containsAudiobooks(ids: readonly string[], options?: ListOptions): Promise<boolean[]>;
  /**
   * The episodes that the user has saved.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-episodes
   */
  episodes(query?: MarketQuery & PageQuery, options?: ListOptions): Paged<SavedEpisode, Page<SavedEpisode>>;
  /**
   * Saves episodes, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/save-episodes-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.save`.
   */
  saveEpisodes(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Removes saved episodes, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-episodes-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.remove`.
   */
  removeEpisodes(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Whether each of these episodes is saved, in their order, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-users-saved-episodes
   * @deprecated Removed for Development Mode apps in February 2026: use `library.contains`.
   */
  containsEpisodes(ids: readonly string[], options?: ListOptions): Promise<boolean[]>;
  /**
   * The shows that the user has saved.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-shows
   */
  shows(query?: PageQuery, options?: ListOptions): Paged<SavedShow, Page<SavedShow>>;
  /**
   * Saves shows, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/save-shows-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.save`.
   */
  saveShows(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Removes saved shows, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-shows-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.remove`.
   */
  removeShows(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Whether each of these shows is saved, in their order, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-users-saved-shows
   * @deprecated Removed for Development Mode apps in February 2026: use `library.contains`.
   */
  containsShows(ids: readonly string[], options?: ListOptions): Promise<boolean[]>;
  /**
   * The tracks that the user has saved.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-tracks
   */
  tracks(query?: MarketQuery & PageQuery, options?: ListOptions): Paged<SavedTrack, Page<SavedTrack>>;
  /**
   * Saves tracks, in parts of 50: now, or each at the time that `addedAt` gives for its id (ISO 8601, UTC).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/save-tracks-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.save`.
   */
  saveTracks(ids: readonly string[], call?: CallOptions & { addedAt?: (id: string) => string }): Promise<void>;
  /**
   * Removes saved tracks, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/remove-tracks-user
   * @deprecated Removed for Development Mode apps in February 2026: use `library.remove`.
   */
  removeTracks(ids: readonly string[], call?: CallOptions): Promise<void>;
  /**
   * Whether each of these tracks is saved, in their order, in parts of 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/check-users-saved-tracks
   * @deprecated Removed for Development Mode apps in February 2026: use `library.contains`.
   */
  containsTracks(ids: readonly string[], options?: ListOptions): Promise<boolean[]>;
}

export function createMe(api: OperationMethods): MeResource {
  return {
    profile: api.byPath('GET /me'),
    playlists: api.list('GET /me/playlists'),
    topArtists: api.list('GET /me/top/artists'),
    topTracks: api.list('GET /me/top/tracks'),
    albums: api.list('GET /me/albums'),
    saveAlbums: api.setEach('PUT /me/albums', 20),
    removeAlbums: api.setEach('DELETE /me/albums', 20),
    containsAlbums: api.checkEach('GET /me/albums/contains', 20),
    audiobooks: api.list('GET /me/audiobooks'),
    saveAudiobooks: api.setEach('PUT /me/audiobooks'),
    removeAudiobooks: api.setEach('DELETE /me/audiobooks'),
    containsAudiobooks: api.checkEach('GET /me/audiobooks/contains'),
    episodes: api.list('GET /me/episodes'),
    saveEpisodes: api.setEach('PUT /me/episodes'),
    removeEpisodes: api.setEach('DELETE /me/episodes'),
    containsEpisodes: api.checkEach('GET /me/episodes/contains'),
    shows: api.list('GET /me/shows'),
    saveShows: api.setEach('PUT /me/shows'),
    removeShows: api.setEach('DELETE /me/shows'),
    containsShows: api.checkEach('GET /me/shows/contains'),
    tracks: api.list('GET /me/tracks'),
    saveTracks: (all, { addedAt, ...call } = {}) =>
      setInParts(all, 50, (ids) => {
        const timed = addedAt && { timestamped_ids: ids.map((id) => ({ id, added_at: addedAt(id) })) };
        return api.ask('PUT /me/tracks', { body: { ids, ...timed } }, call);
      }),
    removeTracks: api.setEach('DELETE /me/tracks'),
    containsTracks: api.checkEach('GET /me/tracks/contains'),
  };
}
