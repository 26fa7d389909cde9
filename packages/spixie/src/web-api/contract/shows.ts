import type { Copyright, ExternalUrls, Image, Market, ReleaseDatePrecision, Restriction } from './object-parts.js';

/** A show without its episodes. */
export interface SimplifiedShow {
  /** @deprecated Absent for Development Mode apps since February 2026. */
  available_markets?: Market[];
  copyrights: Copyright[];
  description: string;
  explicit: boolean;
  external_urls: ExternalUrls;
  href: string;
  html_description: string;
  id: string;
  images: Image[];
  is_externally_hosted: boolean;
  /** ISO 639. */
  languages: string[];
  media_type: string;
  name: string;
  /** @deprecated Absent for Development Mode apps since February 2026. */
  publisher?: string;
  total_episodes: number;
  type: 'show';
  uri: string;
}

/** How far the user has come. With the scope `user-read-playback-position`. */
export interface ResumePoint {
  fully_played: boolean;
  resume_position_ms: number;
}

/** An episode without its show. */
export interface SimplifiedEpisode {
  /** @deprecated `null` for most apps since November 2024. */
  audio_preview_url: string | null;
  description: string;
  duration_ms: number;
  explicit: boolean;
  external_urls: ExternalUrls;
  href: string;
  html_description: string;
  id: string;
  images: Image[];
  is_externally_hosted: boolean;
  is_playable: boolean;
  /** @deprecated Use `languages`. */
  language?: string;
  /** ISO 639. */
  languages: string[];
  name: string;
  release_date: string;
  release_date_precision: ReleaseDatePrecision;
  restrictions?: Restriction;
  /** With the scope `user-read-playback-position`. */
  resume_point?: ResumePoint;
  type: 'episode';
  uri: string;
}

export interface Episode extends SimplifiedEpisode {
  show: SimplifiedShow;
}
