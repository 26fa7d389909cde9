import type { Exchange } from '../inspector/exchange.js';
import type { PlaylistDetails } from '../world/playlists.js';
import { readJsonBody } from './json-body.js';
import { WebApiError } from './web-api-error.js';

/**
 * Reads what a new playlist is to be: public where nothing else is said.
 *
 * @throws WebApiError 400 where it has no name, or cannot be like that
 */
export function readNewPlaylist(exchange: Exchange): PlaylistDetails {
  const body = readJsonBody(exchange);
  const { name, description = null, public: isPublic = true, collaborative = false } = readDetails(body);
  if (name === undefined || name.trim() === '') throw new WebApiError(400, 'Missing required field: name');
  const details = { name, description: description === '' ? null : description, public: isPublic, collaborative };
  checkTogether(details);
  return details;
}

/**
 * Reads what of a playlist is to be another.
 *
 * @returns what differs
 * @throws WebApiError 400 where it cannot be like that
 */
export function readChanges(exchange: Exchange, before: PlaylistDetails): Partial<PlaylistDetails> {
  const wanted = readDetails(readJsonBody(exchange));
  // Neither can be taken away by an empty one: https://github.com/spotify/web-api/issues/1011
  if (wanted.name?.trim() === '') throw new WebApiError(400, 'Attribute name is empty.');
  if (wanted.description === '') throw new WebApiError(400, 'Attribute description is empty.');
  checkTogether({ ...before, ...wanted });
  const differing = Object.entries(wanted).filter(([name, value]) => before[name as keyof PlaylistDetails] !== value);
  return Object.fromEntries(differing);
}

function readDetails(body: Readonly<Record<string, unknown>>): Partial<PlaylistDetails> {
  const read = <Value>(name: string, isOne: (value: unknown) => value is Value): { [name: string]: Value } => {
    const value = body[name];
    // Clients send null for what they do not set.
    if (value === undefined || value === null) return {};
    if (!isOne(value)) throw new WebApiError(400, "JSON body doesn't conform to specification");
    return { [name]: value };
  };
  return {
    ...read('name', isText),
    ...read('description', isText),
    ...read('public', isFlag),
    ...read('collaborative', isFlag),
  };
}

// Spotify's words are not known; that it cannot be both is documented.
function checkTogether(details: PlaylistDetails): void {
  if (details.collaborative && details.public) {
    throw new WebApiError(400, 'A collaborative playlist cannot be public: set public to false');
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
