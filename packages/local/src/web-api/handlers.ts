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
import { playlistFollowerHandlers } from './playlist-followers.js';
import { playlistHandlers } from './playlists.js';
import { recommendationHandlers } from './recommendations.js';
import { savedItemHandlers } from './saved-items.js';
import { savedListHandlers } from './saved-lists.js';
import { searchHandlers } from './search.js';
import { showHandlers } from './shows.js';
import { trackHandlers } from './tracks.js';
import { userHandlers } from './users.js';

/** Every handler, from the file of its resource. */
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
  ...playlistHandlers,
  ...recommendationHandlers,
  ...savedItemHandlers,
  ...savedListHandlers,
  ...searchHandlers,
  ...showHandlers,
  ...trackHandlers,
  ...userHandlers,
};
