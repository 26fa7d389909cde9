import type { SimplifiedAudiobook } from './audiobooks.js';
import type { ResumePoint } from './episodes.js';
import type { ExternalUrls, Image, Market, MarketQuery, ReleaseDatePrecision, Restriction } from './object-parts.js';

/** A chapter without its audiobook. */
export interface SimplifiedChapter {
  /** @deprecated `null` for most apps since November 2024. */
  audio_preview_url: string | null;
  /**
   * Left out where a market was asked for.
   * @deprecated Absent for Development Mode apps since February 2026.
   * @absentIn development-2026
   */
  available_markets?: Market[];
  /** From 0. */
  chapter_number: number;
  description: string;
  duration_ms: number;
  explicit: boolean;
  external_urls: ExternalUrls;
  href: string;
  html_description: string;
  id: string;
  images: Image[];
  is_playable: boolean;
  /** ISO 639. */
  languages: string[];
  name: string;
  release_date: string;
  release_date_precision: ReleaseDatePrecision;
  restrictions?: Restriction;
  /** With the scope `user-read-playback-position`. */
  resume_point?: ResumePoint;
  /** A chapter says of itself that it is an episode. */
  type: 'episode';
  uri: string;
}

/** A chapter. */
export interface Chapter extends SimplifiedChapter {
  audiobook: SimplifiedAudiobook;
}

/** The operations on chapters of audiobooks. */
export interface ChapterOperations {
  'GET /chapters/{id}': {
    path: { id: string };
    query?: MarketQuery;
    response: Chapter;
  };
  /** @deprecated Removed for Development Mode apps in February 2026: use `GET /chapters/{id}`, one by one. */
  'GET /chapters': {
    query: MarketQuery & {
      /** @maxItems 50 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where there is no such chapter. */
    response: { chapters: (Chapter | null)[] };
  };
}
