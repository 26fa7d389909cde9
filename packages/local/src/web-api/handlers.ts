import { getCurrentUser } from './current-user.js';
import type { Handlers } from './handler.js';
import { playlistHandlers } from './playlists.js';
import { searchHandlers } from './search.js';

/** Every handler, from the file of its resource. */
export const handlers: Handlers = {
  'GET /me': getCurrentUser,
  ...playlistHandlers,
  ...searchHandlers,
};
