import type { SimplifiedAlbum } from './albums.js';
import type { Artist } from './artists.js';
import type { SimplifiedAudiobook } from './audiobooks.js';
import type { SimplifiedEpisode } from './episodes.js';
import type { MarketQuery } from './object-parts.js';
import type { Page } from './page.js';
import type { SimplifiedPlaylist } from './playlists.js';
import type { SimplifiedShow } from './shows.js';
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

/** The search. */
export interface SearchOperations {
  'GET /search': {
    query: MarketQuery & {
      /** The words, and field filters such as `artist:` or `year:1990-1999`. */
      q: string;
      type: readonly SearchType[];
      /**
       * How many of each type. With extended quota and for apps from before February 2026: up to 50, and 20 where it is not said.
       * @minimum 1
       * @maximum 10
       * @default 5
       */
      limit?: number;
      /**
       * The position of the first item of each type.
       * @minimum 0
       * @maximum 1000
       * @default 0
       */
      offset?: number;
      /** Whether what is played elsewhere counts as playable. */
      include_external?: 'audio';
    };
    response: SearchResult;
  };
}
