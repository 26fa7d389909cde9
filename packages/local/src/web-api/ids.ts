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
  const ids = readList(query, 'ids', most);
  for (const id of ids) checkId(id);
  return ids;
}

/**
 * Reads a list that is separated by commas.
 *
 * @param most - how many are taken
 * @throws WebApiError 400 where there are none or too many
 */
export function readList(query: URLSearchParams, name: 'ids' | 'uris', most: number): string[] {
  const list = (query.get(name) ?? '').split(',').map((one) => one.trim());
  return checkLength(list.length === 1 && list[0] === '' ? [] : list, name, most);
}

/**
 * Refuses a list that is empty or too long.
 *
 * @throws WebApiError 400
 */
export function checkLength<One>(list: readonly One[], name: 'ids' | 'uris', most: number): One[] {
  // The words of the first are from 2024 to 2026 (spotify-web-api-ts-sdk#131, psst#740), those of the second from 2017 to 2021
  // (spotipy#160, spotify-web-api-node#356).
  if (list.length === 0) throw new WebApiError(400, `Missing required field: ${name}`);
  if (list.length > most) throw new WebApiError(400, `too many ${name} requested`);
  return [...list];
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
