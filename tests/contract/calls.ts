import type { OperationInput } from 'spixie';
import type { OperationName } from 'spixie/operations';
import { albumCalls } from './calls/albums.js';
import { artistCalls } from './calls/artists.js';
import { audiobookCalls } from './calls/audiobooks.js';
import { browseCalls } from './calls/browse.js';
import { libraryCalls } from './calls/library.js';
import { playerCalls } from './calls/player.js';
import { playlistCalls } from './calls/playlists.js';
import { searchCalls } from './calls/search.js';
import { showCalls } from './calls/shows.js';
import { trackCalls } from './calls/tracks.js';
import { userCalls } from './calls/users.js';

/** Calls of each operation, which together show what its answers can hold. */
export type Calls = { readonly [Name in OperationName]: readonly OperationInput<Name>[] };

/** What is called, as Ada and as Ben, in this order. An operation without calls does not compile. */
export const calls: Calls = {
  ...userCalls,
  ...albumCalls,
  ...artistCalls,
  ...audiobookCalls,
  ...browseCalls,
  ...libraryCalls,
  ...playerCalls,
  ...playlistCalls,
  ...searchCalls,
  ...showCalls,
  ...trackCalls,
};
