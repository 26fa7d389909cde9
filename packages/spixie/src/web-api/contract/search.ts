import type { SimplifiedAlbum } from './albums.js';
import type { Artist } from './artists.js';
import type { SimplifiedAudiobook } from './audiobooks.js';
import type { Page } from './page.js';
import type { SimplifiedPlaylist } from './playlists.js';
import type { SimplifiedEpisode, SimplifiedShow } from './shows.js';
import type { Track } from './tracks.js';

/** What can be searched for. */
export type SearchType = 'album' | 'artist' | 'playlist' | 'track' | 'show' | 'episode' | 'audiobook';

/** One page for each type that was asked for. Where an item may be `null`, Spotify leaves a hole for what it may not show. */
export interface SearchResult {
  albums?: Page<SimplifiedAlbum>;
  artists?: Page<Artist>;
  audiobooks?: Page<SimplifiedAudiobook | null>;
  episodes?: Page<SimplifiedEpisode | null>;
  playlists?: Page<SimplifiedPlaylist | null>;
  shows?: Page<SimplifiedShow | null>;
  tracks?: Page<Track>;
}
