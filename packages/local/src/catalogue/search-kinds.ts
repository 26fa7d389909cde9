import type { SearchedKind } from '../world/search-expression.js';

/**
 * What of the catalogue is searched, and by what. A filter stands with the types that Spotify’s reference names for it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export const searchedKinds = {
  artist: { columns: ['name', 'genre'], filters: { artist: 'name', genre: 'genre', year: 'released' } },
  album: {
    columns: ['name', 'artist'],
    filters: { album: 'name', artist: 'artist', year: 'released', tag: 'released', upc: 'code' },
  },
  track: {
    columns: ['name', 'artist', 'album'],
    filters: { track: 'name', artist: 'artist', album: 'album', year: 'released', genre: 'genre', isrc: 'code' },
  },
  show: { columns: ['name', 'publisher', 'description'], filters: {} },
  episode: { columns: ['name', 'show', 'description'], filters: {} },
  audiobook: { columns: ['name', 'author', 'narrator'], filters: {} },
} as const satisfies Record<string, SearchedKind>;

/** A kind of thing of the catalogue that can be searched for. */
export type SearchedCatalogueKind = keyof typeof searchedKinds;

type Kinds = typeof searchedKinds;
type FilterColumn<Kind extends SearchedCatalogueKind> = Kinds[Kind]['filters'][keyof Kinds[Kind]['filters']];

/** What can be said of a thing in the index of words. Several values do not run into each other. */
export type SearchedWords<Kind extends SearchedCatalogueKind> = {
  readonly [Column in Kinds[Kind]['columns'][number] | Extract<FilterColumn<Kind>, string>]: string | readonly string[];
} & {
  readonly name: string;
  /** The markets without it. */
  readonly missing?: readonly string[];
  /** An album of the tenth that is listened to the least. */
  readonly hipster?: boolean;
};
