import { WebApiError } from './web-api-error.js';

/** What Spotify's ids of the catalogue and of playlists look like. */
const BASE62_ID = /^[0-9A-Za-z]{22}$/u;

/** What a URI names. */
export interface SpotifyUri {
  readonly type: string;
  readonly id: string;
}

/** Whether this can be the id of something in the catalogue, or of a playlist. */
export function isId(text: string): boolean {
  return BASE62_ID.test(text);
}

/**
 * Reads an id from the path.
 *
 * @throws WebApiError 400 where it cannot be one
 */
export function checkId(text: string): string {
  if (!isId(text)) throw new WebApiError(400, 'Invalid base62 id');
  return text;
}

/**
 * Reads `ids`, separated by commas.
 *
 * @param most - how many are taken
 * @throws WebApiError 400 where there are none or too many, or where one cannot be an id
 */
export function readIds(query: URLSearchParams, most: number): string[] {
  const ids = (query.get('ids') ?? '').split(',').map((id) => id.trim());
  if (ids.length === 1 && ids[0] === '') throw new WebApiError(400, 'Missing required field: ids');
  if (ids.length > most) throw new WebApiError(400, 'Too many ids requested');
  // The words for a list are others than for one id in the path.
  for (const id of ids) if (!isId(id)) throw new WebApiError(400, 'invalid id');
  return ids;
}

/** Reads `spotify:{type}:{id}`, and the old form of playlists, `spotify:user:{user}:playlist:{id}`. */
export function parseUri(text: string): SpotifyUri | undefined {
  const [, playlist] = /^spotify:user:[^:]+:playlist:([0-9A-Za-z]{22})$/u.exec(text) ?? [];
  if (playlist !== undefined) return { type: 'playlist', id: playlist };
  const [, type, id] = /^spotify:(\w+):([^:]+)$/u.exec(text) ?? [];
  if (type === undefined || id === undefined) return undefined;
  if (type === 'user') return userUri(id);
  return isId(id) ? { type, id } : undefined;
}

function userUri(id: string): SpotifyUri | undefined {
  try {
    return { type: 'user', id: decodeURIComponent(id) };
  } catch {
    // A per cent sign that begins no escape.
    return undefined;
  }
}
