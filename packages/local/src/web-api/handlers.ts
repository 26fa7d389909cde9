import { albumHandlers } from './albums.js';
import { artistHandlers } from './artists.js';
import { audioFeaturesHandlers } from './audio-features.js';
import { audiobookHandlers } from './audiobooks.js';
import { browseHandlers } from './browse.js';
import { chapterHandlers } from './chapters.js';
import { episodeHandlers } from './episodes.js';
import { followingHandlers } from './following.js';
import type { Handlers } from './handler.js';
import { libraryHandlers } from './library.js';
import { playerCommandHandlers } from './player-commands.js';
import { playerReadHandlers } from './player-reads.js';
import { playlistFollowerHandlers } from './playlist-followers.js';
import { playlistHandlers } from './playlists.js';
import { recentlyPlayedHandlers } from './recently-played.js';
import { recommendationHandlers } from './recommendations.js';
import { savedItemHandlers } from './saved-items.js';
import { savedListHandlers } from './saved-lists.js';
import { searchHandlers } from './search.js';
import { showHandlers } from './shows.js';
import { topItemHandlers } from './top-items.js';
import { trackHandlers } from './tracks.js';
import { userHandlers } from './users.js';

/** Every handler, from the file of its resource: an operation without one does not compile. */
export const handlers: Handlers = {
  ...albumHandlers,
  ...artistHandlers,
  ...audioFeaturesHandlers,
  ...audiobookHandlers,
  ...browseHandlers,
  ...chapterHandlers,
  ...episodeHandlers,
  ...followingHandlers,
  ...libraryHandlers,
  ...playlistFollowerHandlers,
  ...playerCommandHandlers,
  ...playerReadHandlers,
  ...playlistHandlers,
  ...recentlyPlayedHandlers,
  ...recommendationHandlers,
  ...savedItemHandlers,
  ...savedListHandlers,
  ...searchHandlers,
  ...showHandlers,
  ...topItemHandlers,
  ...trackHandlers,
  ...userHandlers,
};
