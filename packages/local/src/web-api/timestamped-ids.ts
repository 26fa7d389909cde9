import type { Exchange } from '../inspector/exchange.js';
import { checkId, checkLength } from './ids.js';
import { readJsonBody } from './json-body.js';
import { WebApiError } from './web-api-error.js';

/** What is to be saved, and as if when. */
export interface TimestampedId {
  readonly id: string;
  /** In epoch milliseconds. */
  readonly addedAt: number;
}

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/u;

/**
 * Reads `timestamped_ids` of a body, `[{"id", "added_at"}]`.
 *
 * @param most - how many are taken
 * @returns `undefined` where the body has none
 * @throws WebApiError 400
 */
export function readTimestampedIds(exchange: Exchange, most: number): TimestampedId[] | undefined {
  if (!exchange.body.includes('timestamped_ids')) return undefined;
  const { timestamped_ids: list } = readJsonBody(exchange);
  if (list === undefined || list === null) return undefined;
  if (!Array.isArray(list)) throw new WebApiError(400, 'Malformed json');
  return checkLength(list as readonly unknown[], 'ids', most).map(readOne);
}

// What Spotify says of an entry that is none is not known.
function readOne(entry: unknown): TimestampedId {
  const { id, added_at: addedAt } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
  const time = typeof addedAt === 'string' && ISO_8601.test(addedAt) ? Date.parse(addedAt) : Number.NaN;
  if (typeof id !== 'string' || Number.isNaN(time)) throw new WebApiError(400, 'Malformed json');
  return { id: checkId(id), addedAt: time };
}
