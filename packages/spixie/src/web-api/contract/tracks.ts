import type { SimplifiedAlbum } from './albums.js';
import type { SimplifiedArtist } from './artists.js';
import type { ExternalIds, ExternalUrls, Market, Restriction } from './object-parts.js';

/** The track that was asked for, where another one was given in its place because of the market. */
export interface LinkedTrack {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  type: 'track';
  uri: string;
}

export interface Track {
  album: SimplifiedAlbum;
  artists: SimplifiedArtist[];
  /** @deprecated Absent for Development Mode apps since February 2026. */
  available_markets?: Market[];
  disc_number: number;
  duration_ms: number;
  explicit: boolean;
  external_ids: ExternalIds;
  external_urls: ExternalUrls;
  href: string;
  /** `null` for a file on the user's own device (`is_local`). */
  id: string | null;
  is_local: boolean;
  /** Present when a market is known and tracks are relinked to it. */
  is_playable?: boolean;
  /** @deprecated Absent for Development Mode apps since February 2026. */
  linked_from?: LinkedTrack;
  name: string;
  /**
   * 0 to 100.
   * @deprecated Absent for Development Mode apps since February 2026.
   */
  popularity?: number;
  /** @deprecated `null` for most apps since November 2024. */
  preview_url?: string | null;
  restrictions?: Restriction;
  track_number: number;
  type: 'track';
  uri: string;
}
