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
  /** How many items, 1 to 50. Default: 20. */
  limit?: number;
  /** The position of the first item, from 0. */
  offset?: number;
}
