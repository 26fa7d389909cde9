/** One page of a list that is read by offset. */
export interface Page<Item> {
  /** The request that gave this page. */
  href: string;
  items: Item[];
  /** The most items that a page of this request has. */
  limit: number;
  /** The next page's URL, `null` on the last page. */
  next: string | null;
  /** The position in the list of this page's first item. */
  offset: number;
  /** The page before's URL, `null` on the first page. */
  previous: string | null;
  /** How many items the list has. */
  total: number;
}

/** What a list by offset takes. */
export interface PageQuery {
  /**
   * How many items.
   * @minimum 1
   * @maximum 50
   * @default 20
   */
  limit?: number;
  /**
   * The position of the first item, from 0.
   * @default 0
   */
  offset?: number;
}

/** Where the pages before and after this one begin. `null` where there is none. */
export interface Cursors {
  after?: string | null;
  /** Lists that are read in one direction only have none. */
  before?: string | null;
}

/** One page of a list that is read by cursor, from where the last page ended. */
export interface CursorPage<Item> {
  /** The request that gave this page. */
  href: string;
  items: Item[];
  /** The most items that a page of this request has. */
  limit: number;
  /** The next page's URL, `null` on the last page. */
  next: string | null;
  /** `null` on a page without items. */
  cursors: Cursors | null;
  /** How many items the list has. Absent where Spotify does not count them, as in what was played. */
  total?: number;
}
