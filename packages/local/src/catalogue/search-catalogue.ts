import type { Database } from '../world/database.js';
import { createRankedSearch, type RankedSearch, type SearchOptions } from '../world/ranked-search.js';
import type { SearchQuery } from '../world/search-query.js';
import type { Found } from './catalogue-types.js';
import { wordsTable } from './search-index.js';
import { type SearchedCatalogueKind, searchedKinds } from './search-kinds.js';

/** What was found, and how relevant each is: 0 is the most. */
export interface FoundByRank<Item> extends Found<Item> {
  ranks: readonly number[];
}

/** Finds the rows of things of a kind, the most relevant first, the most popular first among the equally relevant. */
export type CatalogueSearch = (kind: SearchedCatalogueKind, query: SearchQuery, options: SearchOptions) => FoundByRank<number>;

/** Searches a database with `searchSchema`, which has to be kept referenced. */
export function createCatalogueSearch(database: Database): CatalogueSearch {
  const searches = Object.entries(searchedKinds).map(([name, kind]): [string, RankedSearch<number>] => {
    const words = wordsTable(name as SearchedCatalogueKind);
    // The rows are numbered in the order of popularity, along which FTS5 goes by itself: it stops when there are enough.
    return [name, createRankedSearch(database, { kind, words, key: 'rowid', order: 'rowid' })];
  });
  const byKind = new Map(searches);
  return (kind, query, options) => {
    const { total = 0, keys = [], ranks = [] } = byKind.get(kind)?.(query, options) ?? {};
    return { total, items: keys, ranks };
  };
}
