import type { Copyright, ExternalUrls, Image, Market } from './object-parts.js';

/** An audiobook without its chapters. */
export interface SimplifiedAudiobook {
  authors: { name: string }[];
  /** @deprecated Absent for Development Mode apps since February 2026. */
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
  /** @deprecated Absent for Development Mode apps since February 2026. */
  publisher?: string;
  total_chapters: number;
  type: 'audiobook';
  uri: string;
}
