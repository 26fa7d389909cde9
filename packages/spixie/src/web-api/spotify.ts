import { type ClientPolicyOptions, createClientPolicy } from './client-policy.js';
import { createOperationMethods } from './operation-methods.js';
import { type AlbumsResource, createAlbums } from './resources/albums.js';
import { type ArtistsResource, createArtists } from './resources/artists.js';
import { type AudioFeaturesResource, createAudioFeatures } from './resources/audio-features.js';
import { type AudiobooksResource, createAudiobooks } from './resources/audiobooks.js';
import { type BrowseResource, createBrowse } from './resources/browse.js';
import { type ChaptersResource, createChapters } from './resources/chapters.js';
import { createEpisodes, type EpisodesResource } from './resources/episodes.js';
import { createFollowing, type FollowingResource } from './resources/following.js';
import { createLibrary, type LibraryResource } from './resources/library.js';
import { createMarkets, type MarketsResource } from './resources/markets.js';
import { createMe, type MeResource } from './resources/me.js';
import { createPlayer, type PlayerResource } from './resources/player.js';
import { createPlaylists, type PlaylistsResource } from './resources/playlists.js';
import { createRecommendations, type RecommendationsResource } from './resources/recommendations.js';
import { createSearch, type Search } from './resources/search.js';
import { createShows, type ShowsResource } from './resources/shows.js';
import { createTracks, type TracksResource } from './resources/tracks.js';
import { createUsers, type UsersResource } from './resources/users.js';
import { createSpotifyRequest, type SpotifyRequest, type SpotifyRequestOptions } from './spotify-request.js';

export interface SpotifyOptions extends Omit<SpotifyRequestOptions, 'policy'>, ClientPolicyOptions {}

/** The client of the Web API. */
export interface Spotify {
  /** Calls any operation by its name: `request('GET /me')`. */
  request: SpotifyRequest;
  albums: AlbumsResource;
  artists: ArtistsResource;
  audioFeatures: AudioFeaturesResource;
  audiobooks: AudiobooksResource;
  browse: BrowseResource;
  chapters: ChaptersResource;
  episodes: EpisodesResource;
  following: FollowingResource;
  library: LibraryResource;
  markets: MarketsResource;
  me: MeResource;
  player: PlayerResource;
  playlists: PlaylistsResource;
  recommendations: RecommendationsResource;
  search: Search;
  shows: ShowsResource;
  tracks: TracksResource;
  users: UsersResource;
}

/**
 * Creates the client of the Web API over a session, client credentials, or anything else with a `getAccessToken`.
 *
 * @example
 * ```ts
 * import { createClientCredentials, createSpotify } from 'spixie';
 *
 * const findTrack = async (clientId: string, clientSecret: string, words: string) => {
 *   const session = createClientCredentials({ clientId, clientSecret });
 *   const spotify = createSpotify({ session });
 *   const { tracks } = await spotify.search(words, ['track'], { limit: 1 });
 *   return tracks.items[0]?.name;
 * };
 * ```
 */
export function createSpotify(options: SpotifyOptions): Spotify {
  const request = createSpotifyRequest({ ...options, policy: createClientPolicy(options) });
  const methods = createOperationMethods(request);
  return {
    request,
    albums: createAlbums(methods),
    artists: createArtists(methods),
    audioFeatures: createAudioFeatures(methods),
    audiobooks: createAudiobooks(methods),
    browse: createBrowse(methods),
    chapters: createChapters(methods),
    episodes: createEpisodes(methods),
    following: createFollowing(methods),
    library: createLibrary(methods),
    markets: createMarkets(methods),
    me: createMe(methods),
    player: createPlayer(methods),
    playlists: createPlaylists(methods),
    recommendations: createRecommendations(methods),
    search: createSearch(methods),
    shows: createShows(methods),
    tracks: createTracks(methods),
    users: createUsers(methods),
  };
}
