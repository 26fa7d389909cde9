import type { Episode } from './episodes.js';
import type { LocalTrack, Track } from './tracks.js';

/**
 * What can play or stand in a playlist. `type` tells tracks from episodes, and `is_local` a file on the user's own device from what
 * the catalogue has.
 */
export type PlayableItem = Track | LocalTrack | Episode;
