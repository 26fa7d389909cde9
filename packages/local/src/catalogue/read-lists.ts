import type { Database } from '../world/database.js';
import type { Found, Range } from './catalogue-types.js';

/** A stretch of a list that a query gives. */
export type PagedList<Item> = (range: Range, ...values: (string | number)[]) => Found<Item>;

/**
 * Prepares a list that is read by stretches.
 *
 * @param columns - what is read of each row
 * @param from - everything behind `FROM`, without the order
 */
export function pagedList<Row, Item>(
  database: Database,
  { columns, from, order }: { columns: string; from: string; order: string },
  toItem: (row: Row) => Item,
): PagedList<Item> {
  const count = database.prepare(`SELECT count(*) AS total FROM ${from}`);
  const select = database.prepare(`SELECT ${columns} FROM ${from} ORDER BY ${order} LIMIT ? OFFSET ?`);
  return ({ limit, offset }, ...values) => {
    const { total } = count.get(...values) as { total: number };
    return { total, items: (select.all(...values, limit, offset) as Row[]).map(toItem) };
  };
}

/** A function that finds once, and then remembers: what is found never changes, and there are only so many. */
export function remembering<Item>(find: (row: number) => Item): (row: number) => Item {
  const found = new Map<number, Item>();
  return (row) => {
    const before = found.get(row);
    if (before !== undefined) return before;
    const item = find(row);
    found.set(row, item);
    return item;
  };
}

/** The lists that other rows refer to: sets of markets and genres. */
export interface CatalogueLists {
  marketSet(row: number): readonly string[];
  /** The rows of the sets in which a market is, with a space before and behind each; without a market, of all. */
  setsWith(market: string | undefined): string;
  readonly genres: readonly string[];
  genresOf(rows: string): readonly string[];
}

/** Reads the lists that other rows refer to. */
export function readLists(database: Database): CatalogueLists {
  const sets = (database.prepare('SELECT markets FROM market_sets ORDER BY row').all() as { markets: string }[]).map(
    ({ markets }) => (markets === '' ? [] : markets.split(' ')),
  );
  const genres = (database.prepare('SELECT name FROM genres ORDER BY row').all() as { name: string }[]).map(({ name }) => name);
  return {
    marketSet: (row) => sets[row - 1] ?? [],
    setsWith: (market) =>
      ` ${sets.flatMap((set, index) => (market === undefined || set.includes(market) ? [index + 1] : [])).join(' ')} `,
    genres,
    genresOf: (rows) => rowNumbers(rows).map((row) => genres[row - 1] ?? ''),
  };
}

/** The numbers of rows in a list of them. */
export function rowNumbers(rows: string): number[] {
  return rows === '' ? [] : rows.split(' ').map(Number);
}

/** A text as a paragraph of HTML. */
export function paragraph(text: string): string {
  return `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
}
