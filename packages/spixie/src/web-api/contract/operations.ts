import type { AlbumOperations } from './albums.js';
import type { ArtistOperations } from './artists.js';
import type { AudioFeaturesOperations } from './audio-features.js';
import type { AudiobookOperations } from './audiobooks.js';
import type { BrowseOperations } from './browse.js';
import type { ChapterOperations } from './chapters.js';
import type { EpisodeOperations } from './episodes.js';
import type { LibraryOperations } from './library.js';
import type { PlayerOperations } from './player.js';
import type { PlaylistOperations } from './playlists.js';
import type { RecommendationOperations } from './recommendations.js';
import type { SearchOperations } from './search.js';
import type { ShowOperations } from './shows.js';
import type { TrackOperations } from './tracks.js';
import type { UserOperations } from './users.js';

/**
 * The contract: for every operation of the Web API what it takes (`path`, `query`, `body`) and what it answers (`response`, which
 * is `undefined` where the answer has no body). The client is typed by it, and so are the routes of the local Spotify. A list in a
 * query is joined with commas on the wire.
 *
 * Where a property depends on the app's tier, its tags say so: `@absentIn` names those that never have it, `@requiredIn` those
 * that always do. A property that is optional for another reason has no such tag.
 *
 * @see https://developer.spotify.com/documentation/web-api
 */
export interface Operations
  extends AlbumOperations,
    ArtistOperations,
    AudioFeaturesOperations,
    AudiobookOperations,
    BrowseOperations,
    ChapterOperations,
    EpisodeOperations,
    LibraryOperations,
    PlayerOperations,
    PlaylistOperations,
    RecommendationOperations,
    SearchOperations,
    ShowOperations,
    TrackOperations,
    UserOperations {}

/** The name of an operation: its method and path as Spotify's reference writes them. */
export type OperationName = keyof Operations;
