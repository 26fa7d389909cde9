import type { Page } from 'spixie/operations';
import type { Found, Range } from '../catalogue/catalogue-types.js';
import { WebApiError } from './web-api-error.js';

/** What an operation allows. */
export interface PageLimits {
  defaultLimit?: number;
  maxLimit?: number;
  maxOffset?: number;
}

/**
 * Reads `limit` and `offset`.
 *
 * @throws WebApiError 400 where one is no number, or out of bounds
 */
export function readRange(
  query: URLSearchParams,
  { defaultLimit = 20, maxLimit = 50, maxOffset = 100_000 }: PageLimits = {},
): Range {
  const limit = readLimit(query, { defaultLimit, maxLimit });
  const offset = readWhole(query.get('offset'), 0);
  if (offset === undefined || offset > maxOffset) throw new WebApiError(400, 'Invalid offset');
  return { limit, offset };
}

/**
 * Reads `limit`, where a list has no offset.
 *
 * @throws WebApiError 400 where it is no number, or out of bounds
 */
export function readLimit(
  query: URLSearchParams,
  { defaultLimit = 20, maxLimit = 50 }: Omit<PageLimits, 'maxOffset'> = {},
): number {
  const limit = readWhole(query.get('limit'), defaultLimit);
  if (limit === undefined || limit < 1 || limit > maxLimit) throw new WebApiError(400, 'Invalid limit');
  return limit;
}

/**
 * Makes a page.
 *
 * @param url - the list's own URL; whatever of `query` is not about paging stays in the pages' URLs
 */
export function toPage<Item>(url: string, query: URLSearchParams, range: Range, total: number, items: Item[]): Page<Item> {
  const { limit, offset } = range;
  const at = (position: number): string => {
    const parameters = new URLSearchParams(query);
    parameters.delete('limit');
    parameters.delete('offset');
    parameters.append('offset', String(position));
    parameters.append('limit', String(limit));
    return `${url}?${parameters.toString()}`;
  };
  return {
    href: at(offset),
    items,
    limit,
    next: offset + limit < total ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total,
  };
}

/**
 * The first page of a list that stands inside an object.
 *
 * @param url - the list's own URL
 * @param query - of the request for the object: a market in it stays in the URLs of the pages
 */
export function firstPage<Item>(url: string, query: URLSearchParams, read: (range: Range) => Found<Item>): Page<Item> {
  const market = query.get('market');
  const range = { limit: 50, offset: 0 };
  const { total, items } = read(range);
  return toPage(url, new URLSearchParams(market === null ? {} : { market }), range, total, items);
}

function readWhole(text: string | null, fallback: number): number | undefined {
  if (text === null || text === '') return fallback;
  return /^\d{1,9}$/u.test(text) ? Number(text) : undefined;
}
