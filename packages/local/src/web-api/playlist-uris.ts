import type { Exchange } from '../inspector/exchange.js';
import { parseUri } from './ids.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

/** How many items one request adds, puts in the place of others, or removes. */
export const MOST_URIS = 100;

/**
 * Reads the body of a request that changes items: an object, or the bare list of URIs that was its oldest form.
 *
 * @throws WebApiError 400 where it is neither
 */
export function readItemsBody({ body }: Exchange): Readonly<Record<string, unknown>> {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new WebApiError(400, 'Malformed json');
  }
  if (Array.isArray(value)) return { uris: value };
  if (typeof value !== 'object' || value === null) throw new WebApiError(400, 'Malformed json');
  return value as Readonly<Record<string, unknown>>;
}

/**
 * Reads the URIs of what comes into a playlist: those in the query count, where there are any.
 *
 * @param deed - what is about to be done, as Spotify words it
 * @returns `undefined` where none are named
 * @throws WebApiError 400 where there are too many, or one of them is no track and no episode
 */
export function readUris(
  query: URLSearchParams,
  body: Readonly<Record<string, unknown>>,
  deed: 'add' | 'replace',
  { catalogue }: WebApiContext,
): string[] | undefined {
  const inQuery = query.get('uris');
  const named = inQuery === null ? body['uris'] : inQuery.split(',').map((uri) => uri.trim());
  if (named === undefined || named === null) return undefined;
  if (!Array.isArray(named)) throw doesNotConform();
  const uris = inQuery === '' ? [] : (named as unknown[]);
  if (uris.length > MOST_URIS) throw tooMany(deed);
  for (const uri of uris) {
    if (typeof uri !== 'string') throw doesNotConform();
    // A file on somebody's device cannot be added either: https://github.com/spotify/web-api/issues/693
    if (!isPlayable(uri)) throw new WebApiError(400, `Invalid track uri: ${uri.slice(0, 200)}`);
  }
  if (!uris.every((uri) => catalogue.has(uri as string))) throw new WebApiError(400, 'Payload contains a non-existing ID');
  return uris as string[];
}

/** Whether this names a track or an episode. */
export function isPlayable(uri: string): boolean {
  const type = parseUri(uri)?.type;
  return type === 'track' || type === 'episode';
}

/** That a body is JSON, and not what it has to be. */
export function doesNotConform(): WebApiError {
  return new WebApiError(400, "JSON body doesn't conform to specification");
}

/** That there is more than one request takes. Seen for tracks that are to be added; worded alike for the rest. */
export function tooMany(deed: 'add' | 'replace' | 'remove'): WebApiError {
  return new WebApiError(400, `You can ${deed} a maximum of ${MOST_URIS} tracks per request.`);
}
