import type { SimplifiedChapter } from './chapters.js';
import type { Copyright, ExternalUrls, Image, Market, MarketQuery } from './object-parts.js';
import type { Page, PageQuery } from './page.js';

/** An audiobook without its chapters. */
export interface SimplifiedAudiobook {
  authors: { name: string }[];
  /**
   * Left out where a market was asked for.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  available_markets?: Market[];
  copyrights: Copyright[];
  description: string;
  edition?: string;
  explicit: boolean;
  external_urls: ExternalUrls;
  href: string;
  html_description: string;
  id: string;
  images: Image[];
  /** ISO 639. */
  languages: string[];
  media_type: string;
  name: string;
  narrators: { name: string }[];
  /**
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   * @requiredIn extended, development-legacy
   */
  publisher?: string;
  total_chapters: number;
  type: 'audiobook';
  uri: string;
}

/** An audiobook, with the first page of its chapters. */
export interface Audiobook extends SimplifiedAudiobook {
  chapters: Page<SimplifiedChapter>;
}

/** An audiobook that the user has saved. */
export interface SavedAudiobook {
  /** ISO 8601, UTC. */
  added_at: string;
  audiobook: Audiobook;
}

/** The operations on audiobooks. There are some in a few markets only. */
export interface AudiobookOperations {
  'GET /audiobooks/{id}': {
    path: { id: string };
    query?: MarketQuery;
    response: Audiobook;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /audiobooks/{id}`, one by one. */
  'GET /audiobooks': {
    query: MarketQuery & {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where there is no such audiobook. */
    response: { audiobooks: (Audiobook | null)[] };
  };
  'GET /audiobooks/{id}/chapters': {
    path: { id: string };
    query?: MarketQuery & PageQuery;
    response: Page<SimplifiedChapter>;
  };
  'GET /me/audiobooks': {
    query?: PageQuery;
    response: Page<SavedAudiobook>;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `PUT /me/library`. */
  'PUT /me/audiobooks': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `DELETE /me/library`. */
  'DELETE /me/audiobooks': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    response: undefined;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /me/library/contains`. */
  'GET /me/audiobooks/contains': {
    query: {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. */
    response: boolean[];
  };
}
