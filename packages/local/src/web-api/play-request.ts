import type { Exchange } from '../inspector/exchange.js';
import { readJsonBody } from './json-body.js';
import { WebApiError } from './web-api-error.js';

/** What is asked to be played. */
export interface PlayRequest {
  contextUri: string | undefined;
  uris: readonly string[] | undefined;
  /** Where in it to begin: at a position, or at an item. */
  offset: number | string | undefined;
  positionMs: number | undefined;
}

/**
 * Reads what is asked to be played.
 *
 * @throws WebApiError 400 where it makes no sense
 */
export function readPlayRequest(exchange: Exchange): PlayRequest {
  const body = readJsonBody(exchange);
  const contextUri = given(body['context_uri']);
  const uris = given(body['uris']);
  const positionMs = given(body['position_ms']);
  if (contextUri !== undefined && typeof contextUri !== 'string') throw new WebApiError(400, 'Invalid context uri');
  if (contextUri !== undefined && uris !== undefined) throw new WebApiError(400, 'Cannot play both a context and uris');
  if (uris !== undefined) checkUris(uris);
  if (positionMs !== undefined && !isPosition(positionMs)) throw new WebApiError(400, 'Invalid position_ms');
  const offset = readOffset(given(body['offset']));
  if (offset !== undefined && contextUri === undefined && uris === undefined)
    throw new WebApiError(400, 'Cannot have an offset without a context or uris');
  return { contextUri, uris: uris as readonly string[] | undefined, offset, positionMs };
}

function checkUris(uris: unknown): void {
  if (!Array.isArray(uris) || uris.length === 0) throw new WebApiError(400, 'Invalid uris');
  for (const uri of uris as unknown[]) {
    if (typeof uri !== 'string' || !/^spotify:(?:track|episode):[0-9A-Za-z]{22}$/u.test(uri))
      throw new WebApiError(400, `Invalid track uri: ${typeof uri === 'string' ? uri.slice(0, 100) : typeof uri}`);
  }
}

function readOffset(value: unknown): number | string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'object') throw new WebApiError(400, 'Invalid offset');
  const { position, uri } = value as { position?: unknown; uri?: unknown };
  if (given(position) === undefined && typeof uri === 'string') return uri;
  if (given(uri) === undefined && isPosition(position)) return position;
  // An empty one says nothing.
  if (given(uri) === undefined && given(position) === undefined) return undefined;
  throw new WebApiError(400, 'Invalid offset');
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

// Clients send null for what they have no value of.
function given(value: unknown): unknown {
  return value ?? undefined;
}
