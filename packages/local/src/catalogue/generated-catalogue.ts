import type { AlbumType, DatePrecision } from './catalogue-types.js';
import type { Language } from './languages.js';
import type { MarketSet } from './markets.js';

/** An invented artist. */
export interface GeneratedArtist {
  id: string;
  name: string;
  genres: readonly string[];
  popularity: number;
  followers: number;
  language: Language;
}

/** An invented album. */
export interface GeneratedAlbum {
  id: string;
  name: string;
  albumType: AlbumType;
  artists: readonly GeneratedArtist[];
  releaseDate: string;
  releaseDatePrecision: DatePrecision;
  totalTracks: number;
  discs: number;
  label: string;
  upc: string;
  popularity: number;
  markets: MarketSet;
}

/** An invented track. */
export interface GeneratedTrack {
  id: string;
  name: string;
  album: GeneratedAlbum;
  /** The album's artists first, then those who are featured. On a compilation of several artists, whose track it is. */
  artists: readonly GeneratedArtist[];
  discNumber: number;
  trackNumber: number;
  durationMs: number;
  explicit: boolean;
  popularity: number;
  /** The same for the same recording, on however many albums it is. */
  isrc: string;
  markets: MarketSet;
}

/** An invented show. */
export interface GeneratedShow {
  id: string;
  name: string;
  description: string;
  publisher: string;
  language: string;
  explicit: boolean;
  mediaType: 'audio' | 'mixed';
  markets: MarketSet;
  /** The first one first. */
  episodes: readonly GeneratedEpisode[];
}

/** An invented episode. */
export interface GeneratedEpisode {
  id: string;
  name: string;
  description: string;
  durationMs: number;
  explicit: boolean;
  releaseDate: string;
}

/** An invented audiobook. */
export interface GeneratedAudiobook {
  id: string;
  name: string;
  authors: readonly string[];
  narrators: readonly string[];
  description: string;
  edition: string;
  publisher: string;
  language: string;
  explicit: boolean;
  releaseDate: string;
  markets: MarketSet;
  chapters: readonly GeneratedChapter[];
}

/** An invented chapter of an audiobook. */
export interface GeneratedChapter {
  id: string;
  name: string;
  description: string;
  durationMs: number;
}

/** An invented catalogue: nothing in it is Spotify's. Artists, albums and tracks stand in the order of their popularity. */
export interface GeneratedCatalogue {
  artists: readonly GeneratedArtist[];
  albums: readonly GeneratedAlbum[];
  tracks: readonly GeneratedTrack[];
  shows: readonly GeneratedShow[];
  audiobooks: readonly GeneratedAudiobook[];
}
