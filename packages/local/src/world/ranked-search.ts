import type { Database, Statement } from './database.js';
import { type SearchCircumstances, type SearchedKind, toExpressions } from './search-expression.js';
import type { SearchQuery } from './search-query.js';

/** How far a search goes. What else is found is neither shown nor counted. */
export const MOST_FOUND = 1000;

const MOST_WORDS_LIKE = 100;

/** What a search is narrowed by beside its words, and which stretch of what is found is wanted. */
export interface SearchOptions extends Omit<SearchCircumstances, 'wordsLike'> {
  readonly limit: number;
  readonly offset: number;
  /** Rows of the full-text table that are passed over. */
  readonly without?: readonly number[] | undefined;
}

/** Where things of a kind are looked for. */
export interface SearchedTable {
  readonly kind: SearchedKind;
  /** The full-text table. */
  readonly words: string;
  /** The database in which it is. Default: `main`. */
  readonly schema?: 'main' | 'temp';
  /** What tells which thing a row is of. */
  readonly key: string;
  /** What has to be joined to the words, and what has to be true of it. */
  readonly joined?: string;
  /** What comes first among the equally relevant. */
  readonly order: string;
}

/** Finds keys, the most relevant first, and says with each how relevant it is: 0 is the most. */
export type RankedSearch<Key> = (query: SearchQuery, options: SearchOptions) => { total: number; keys: Key[]; ranks: number[] };

/** A search in a full-text table. Keep the database referenced for as long as the search is used. */
export function createRankedSearch<Key>(database: Database, table: SearchedTable): RankedSearch<Key> {
  const { kind, words, schema = 'main', key, joined = 'WHERE', order } = table;
  let prepared: { count: Statement; select: Statement } | undefined;
  let preparedWithout: typeof prepared;
  const prepare = (further = ''): { count: Statement; select: Statement } => {
    const matching = `FROM ${words} ${joined} ${words} MATCH ?${further}`;
    return {
      count: database.prepare(`SELECT count(*) AS total FROM (SELECT 1 ${matching} LIMIT ${MOST_FOUND})`),
      select: database.prepare(`SELECT ${key} AS key ${matching} ORDER BY ${order} LIMIT ?`),
    };
  };
  const wordsLike = createWordsLike(database, words, schema);
  const statements = (without: boolean): { count: Statement; select: Statement } => {
    if (without) {
      preparedWithout ??= prepare(` AND ${words}.rowid NOT IN (SELECT value FROM json_each(?))`);
      return preparedWithout;
    }
    prepared ??= prepare();
    return prepared;
  };
  return (query, { limit, offset, without = [], ...circumstances }) => {
    const expressions = toExpressions(query, kind, { ...circumstances, wordsLike });
    if (expressions === undefined) return { total: 0, keys: [], ranks: [] };
    const { count, select } = statements(without.length > 0);
    const further = without.length > 0 ? [JSON.stringify(without)] : [];
    const { total } = count.get(expressions.found, ...further) as { total: number };
    const keys: Key[] = [];
    const ranks: number[] = [];
    let skipped = offset;
    const wanted = Math.min(limit, total - offset);
    for (const [rank, tier] of expressions.tiers.entries()) {
      if (keys.length >= wanted) break;
      const rows = select.all(tier, ...further, skipped + wanted - keys.length) as { key: Key }[];
      for (const { key } of rows.slice(skipped)) {
        keys.push(key);
        ranks.push(rank);
      }
      skipped = Math.max(0, skipped - rows.length);
    }
    return { total, keys, ranks };
  };
}

function createWordsLike(database: Database, words: string, schema: string): SearchCircumstances['wordsLike'] {
  let statement: Statement | undefined;
  return (start, pattern) => {
    // Beside the database, which may be one that is only read.
    database.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${words}_terms USING fts5vocab(${schema}, ${words}, row)`);
    statement ??= database.prepare(
      `SELECT term FROM temp.${words}_terms WHERE term >= ? AND term < ? AND term GLOB ? LIMIT ${MOST_WORDS_LIKE}`,
    );
    return (statement.all(start, `${start}\u{10ffff}`, pattern) as { term: string }[]).map(({ term }) => term);
  };
}
