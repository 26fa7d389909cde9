import type { SimplifiedArtist } from './artists.js';
import type { ExternalUrls, Image, Market, ReleaseDatePrecision, Restriction } from './object-parts.js';

/** An album where another object names it, without its tracks. */
export interface SimplifiedAlbum {
  album_type: 'album' | 'single' | 'compilation';
  artists: SimplifiedArtist[];
  /** @deprecated Absent for Development Mode apps since February 2026. */
  available_markets?: Market[];
  external_urls: ExternalUrls;
  href: string;
  id: string;
  images: Image[];
  name: string;
  /** As precise as `release_date_precision` says: `1998`, `1998-04` or `1998-04-17`. */
  release_date: string;
  release_date_precision: ReleaseDatePrecision;
  restrictions?: Restriction;
  total_tracks: number;
  type: 'album';
  uri: string;
}
