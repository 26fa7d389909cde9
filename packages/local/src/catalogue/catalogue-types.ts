/** A stretch of a list. */
export interface Range {
  limit: number;
  /** The position of the first, from 0. */
  offset: number;
}

/** A stretch of a list, and how much there is in all. */
export interface Found<Item> {
  total: number;
  items: Item[];
}

/** How much of a date of release is known. */
export type DatePrecision = 'year' | 'month' | 'day';

/** Who holds a right. */
export interface Copyright {
  text: string;
  /** `C` for the copyright, `P` for the sound recording's. */
  type: 'C' | 'P';
}

/** An artist. */
export interface Artist {
  id: string;
  name: string;
  /** The one that they are known for first. */
  genres: readonly string[];
  /** 0 to 100. */
  popularity: number;
  followers: number;
}

/** What an album calls itself. */
export type AlbumType = 'album' | 'single' | 'compilation';

/** An album. */
export interface Album {
  id: string;
  name: string;
  albumType: AlbumType;
  artists: readonly Artist[];
  /** As precise as `releaseDatePrecision` says: `1998`, `1998-04` or `1998-04-17`. */
  releaseDate: string;
  releaseDatePrecision: DatePrecision;
  totalTracks: number;
  discs: number;
  label: string;
  /** Twelve digits, of the range that shops use for themselves. */
  upc: string;
  copyrights: readonly Copyright[];
  /** 0 to 100. */
  popularity: number;
  /** Where it is available: ISO 3166-1 alpha-2, sorted. */
  markets: readonly string[];
}

/** What an album is to the artist whose discography names it. */
export type AlbumGroup = AlbumType | 'appears_on';

/** An album in an artist's discography. */
export interface DiscographyAlbum {
  group: AlbumGroup;
  album: Album;
}

/** A track. */
export interface Track {
  id: string;
  name: string;
  album: Album;
  /** The album's artists first, then those who are featured. */
  artists: readonly Artist[];
  /** From 1. */
  discNumber: number;
  /** From 1 on each disc. */
  trackNumber: number;
  durationMs: number;
  explicit: boolean;
  /** 0 to 100. */
  popularity: number;
  isrc: string;
  /** Where this one can be played. Where it cannot, another of the same recording may: see `playableTrack`. */
  markets: readonly string[];
}

/** A track as a market gets it. */
export interface PlayableTrack {
  /** The one that was asked for, or the one that stands in for it. */
  track: Track;
  isPlayable: boolean;
  /** The id that was asked for, where another track stands in for it. */
  linkedFrom: string | undefined;
}

/** A show. */
export interface Show {
  id: string;
  name: string;
  description: string;
  htmlDescription: string;
  publisher: string;
  /** ISO 639. */
  languages: readonly string[];
  explicit: boolean;
  mediaType: 'audio' | 'mixed';
  copyrights: readonly Copyright[];
  markets: readonly string[];
  totalEpisodes: number;
}

/** An episode. */
export interface Episode {
  id: string;
  show: Show;
  name: string;
  description: string;
  htmlDescription: string;
  durationMs: number;
  explicit: boolean;
  languages: readonly string[];
  releaseDate: string;
  releaseDatePrecision: DatePrecision;
  /** Those of the show. */
  markets: readonly string[];
}

/** An audiobook. */
export interface Audiobook {
  id: string;
  name: string;
  authors: readonly string[];
  narrators: readonly string[];
  description: string;
  htmlDescription: string;
  /** Such as `Unabridged`. */
  edition: string;
  publisher: string;
  languages: readonly string[];
  explicit: boolean;
  mediaType: 'audio';
  copyrights: readonly Copyright[];
  /** A few: Spotify has no audiobooks elsewhere. */
  markets: readonly string[];
  totalChapters: number;
}

/** A chapter of an audiobook. */
export interface Chapter {
  id: string;
  audiobook: Audiobook;
  name: string;
  /** From 0. */
  chapterNumber: number;
  description: string;
  htmlDescription: string;
  durationMs: number;
  explicit: boolean;
  languages: readonly string[];
  releaseDate: string;
  releaseDatePrecision: DatePrecision;
  /** Those of the audiobook. */
  markets: readonly string[];
}

/** A category under which playlists are listed. */
export interface Category {
  /** A word. */
  id: string;
  name: string;
  /** What is played there, for whoever makes a playlist for it. */
  genres: readonly string[];
}
