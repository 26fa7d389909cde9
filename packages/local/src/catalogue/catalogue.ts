import type { SearchOptions as RankedSearchOptions } from '../world/ranked-search.js';
import type { SearchQuery } from '../world/search-query.js';
import type { AudioAnalysis } from './audio-analysis.js';
import type { AudioFeatures } from './audio-features.js';
import type {
  Album,
  AlbumGroup,
  Artist,
  Audiobook,
  Category,
  Chapter,
  DiscographyAlbum,
  Episode,
  Found,
  PlayableTrack,
  Range,
  Show,
  Track,
} from './catalogue-types.js';
import type { FoundByRank } from './search-catalogue.js';
import type { SearchedCatalogueKind } from './search-kinds.js';

/** The kinds of things in the catalogue that have an id of their own. */
export type CatalogueKind = keyof CatalogueItems;

/** The things of each kind. */
export interface CatalogueItems {
  artist: Artist;
  album: Album;
  track: Track;
  show: Show;
  episode: Episode;
  audiobook: Audiobook;
  chapter: Chapter;
}

/** Which albums of an artist are meant. */
export interface DiscographyQuery extends Range {
  /** Default: all. */
  groups?: readonly AlbumGroup[];
  /** Only what is available there. */
  market?: string | undefined;
}

/** What a search is narrowed by, and which stretch of what is found is wanted. */
export interface CatalogueSearchOptions extends Omit<RankedSearchOptions, 'without'> {
  /** Ids of things that are passed over. */
  readonly without?: ReadonlySet<string> | undefined;
}

/** The invented catalogue, which is only read. */
export interface Catalogue {
  /** The day to which it is invented, such as `2026-11-20`: what is new is new on that day, whatever a clock says. */
  readonly today: string;
  /** The first day of the two weeks that end then. What came out since is new. */
  readonly newSince: string;
  /** Where there is a Spotify: ISO 3166-1 alpha-2, sorted. */
  readonly markets: readonly string[];
  /** What there is music of, sorted. */
  readonly genres: readonly string[];

  artist(id: string): Artist | undefined;
  album(id: string): Album | undefined;
  track(id: string): Track | undefined;
  show(id: string): Show | undefined;
  episode(id: string): Episode | undefined;
  audiobook(id: string): Audiobook | undefined;
  chapter(id: string): Chapter | undefined;
  category(id: string): Category | undefined;
  /** Whether it has what `spotify:KIND:ID` names. A chapter is an episode to Spotify's URIs. */
  has(uri: string): boolean;

  /** How many there are of a kind, without the user's own. */
  count(kind: CatalogueKind): number;
  /** The id at this place of the kind's order, counted from 0. The user's own have none. */
  idAt(kind: CatalogueKind, index: number): string | undefined;
  /** The ids at these places, without those where nothing is. */
  idsAt(kind: CatalogueKind, indices: readonly number[]): readonly string[];

  /** The track as a market gets it: itself, or another of the same recording that can be played there. */
  playableTrack(id: string, market: string): PlayableTrack | undefined;
  /** By disc and number. */
  albumTracks(albumId: string, range: Range): Found<Track>;
  /** The latest first, group by group. */
  artistAlbums(artistId: string, query: DiscographyQuery): Found<DiscographyAlbum>;
  /** The ten most popular that can be played there. */
  artistTopTracks(artistId: string, market: string): Track[];
  /** Up to twenty who play the same. */
  relatedArtists(artistId: string): Artist[];
  /** The latest first. */
  showEpisodes(showId: string, range: Range): Found<Episode>;
  audiobookChapters(audiobookId: string, range: Range): Found<Chapter>;
  /** The albums and singles that came out since `newSince`, the latest first. */
  newReleases(range: Range, market?: string): Found<Album>;
  categories(range: Range): Found<Category>;
  /** Tracks of artists who play this, the most popular first. */
  genreTracks(genre: string, range: Range): Found<Track>;
  /** The most popular first. */
  artistTracks(artistId: string, range: Range): Found<Track>;
  /** All of them, the most popular first. */
  popularTracks(range: Range): Found<Track>;

  audioFeatures(trackId: string): AudioFeatures | undefined;
  audioAnalysis(trackId: string): AudioAnalysis | undefined;

  /** The most relevant first. */
  search<Kind extends SearchedCatalogueKind>(
    kind: Kind,
    query: SearchQuery,
    options: CatalogueSearchOptions,
  ): FoundByRank<CatalogueItems[Kind]>;
}
