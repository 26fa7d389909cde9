import { albumHandlers } from './albums.js';
import { artistHandlers } from './artists.js';
import { audioFeaturesHandlers } from './audio-features.js';
import { audiobookHandlers } from './audiobooks.js';
import { browseHandlers } from './browse.js';
import { chapterHandlers } from './chapters.js';
import { getCurrentUser } from './current-user.js';
import { episodeHandlers } from './episodes.js';
import type { Handlers } from './handler.js';
import { playlistHandlers } from './playlists.js';
import { recommendationHandlers } from './recommendations.js';
import { searchHandlers } from './search.js';
import { showHandlers } from './shows.js';
import { trackHandlers } from './tracks.js';

/** Every handler, from the file of its resource. */
export const handlers: Handlers = {
  'GET /me': getCurrentUser,
  ...albumHandlers,
  ...artistHandlers,
  ...audioFeaturesHandlers,
  ...audiobookHandlers,
  ...browseHandlers,
  ...chapterHandlers,
  ...episodeHandlers,
  ...playlistHandlers,
  ...recommendationHandlers,
  ...searchHandlers,
  ...showHandlers,
  ...trackHandlers,
};
