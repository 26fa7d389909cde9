import type { Episode } from './episodes.js';
import type { LocalTrack, Track } from './tracks.js';

/**
 * What can play or stand in a playlist. `type` tells tracks from episodes, and `is_local` a file on the user's own device from what
 * the catalogue has.
 */
export type PlayableItem = Track | LocalTrack | Episode;

/** What tells tracks from episodes where both stand in a playlist. Not in Spotify's reference: `type` says the same. */
interface PlaylistMarks {
  episode?: boolean;
  track?: boolean;
}

/** A track as it stands in a playlist. */
export interface PlaylistedTrack extends Track, PlaylistMarks {}

/** A file on the user's own device as it stands in a playlist. */
export interface PlaylistedLocalTrack extends LocalTrack, PlaylistMarks {}

/** An episode as it stands in a playlist. */
export interface PlaylistedEpisode extends Episode, PlaylistMarks {}

/** What stands in a playlist. */
export type PlaylistedItem = PlaylistedTrack | PlaylistedLocalTrack | PlaylistedEpisode;
