import type { ExternalUrls, Followers, Image } from './object-parts.js';

/** An artist where another object names them. */
export interface SimplifiedArtist {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  name: string;
  type: 'artist';
  uri: string;
}

export interface Artist extends SimplifiedArtist {
  /** @deprecated Absent for Development Mode apps since February 2026. */
  followers?: Followers;
  /** @deprecated Spotify no longer keeps genres up to date. */
  genres?: string[];
  images: Image[];
  /**
   * 0 to 100.
   * @deprecated Absent for Development Mode apps since February 2026.
   */
  popularity?: number;
}
