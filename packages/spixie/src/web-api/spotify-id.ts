import { SpotifyError } from '../errors/spotify-error.js';

/** What has an id, a URI and a link of its own. */
export type SpotifyType = 'album' | 'artist' | 'audiobook' | 'episode' | 'playlist' | 'show' | 'track' | 'user';

/** A URI, such as `spotify:track:…`. */
export type SpotifyUri<Type extends SpotifyType = SpotifyType> = `spotify:${Type}:${string}`;

/** A link, such as `https://open.spotify.com/track/…`. */
export type SpotifyUrl<Type extends SpotifyType = SpotifyType> = `https://open.spotify.com/${Type}/${string}`;

/** What a URI or a link names. Its `type` tells one kind from another. */
export type SpotifyReference = { [Type in SpotifyType]: { type: Type; id: string } }[SpotifyType];

const types = /^(album|artist|audiobook|episode|playlist|show|track|user)$/;
// Of the catalogue and of playlists: base 62, https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids
const base62 = /^[\dA-Za-z]{22}$/;
// Links that are shared name a language and who shared them: /intl-de/track/…?si=…
const link = /^(?:https?:\/\/)?open\.spotify\.com\/(?:intl-[a-z-]+\/)?(?:embed\/)?([^?#]*?)\/?(?:[?#].*)?$/i;

/**
 * Reads a URI (`spotify:track:…`) or a link of open.spotify.com, as people copy them: with a language, embedded, with parameters, and
 * the old form of a playlist's that names its owner. A user's id may be any text; every other one has 22 letters and digits.
 *
 * @throws `invalid_spotify_id`
 * @see https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids
 * @example
 * ```ts
 * import { parseSpotifyReference, toSpotifyUri } from 'spixie';
 *
 * const { type, id } = parseSpotifyReference('https://open.spotify.com/intl-de/album/4aawyAB9vmqN3uQ7FjRGTy?si=1a2b');
 * console.log(type, id);
 * console.log(toSpotifyUri('track', '11dFghVXANMlKmJXsNCbNl'));
 * ```
 */
export function parseSpotifyReference(text: string): SpotifyReference {
  const found = readReference(text);
  if (!found)
    throw invalid('This is no URI or link of Spotify’s', 'Pass one like spotify:track:… or https://open.spotify.com/track/…');
  return found;
}

/**
 * Takes the id of something: the id as it is, or out of its URI or link.
 *
 * @throws `invalid_spotify_id`, also for what is of another type
 */
export function toSpotifyId(type: SpotifyType, text: string): string {
  const found = readReference(text);
  if (found?.type === type) return found.id;
  if (found) throw invalid(`This names one ${found.type}, and the id of one ${type} is needed`, 'Pass that');
  const id = text.trim();
  // What begins like a URI or a link is one that could not be read, and no user's id; half a character cannot be sent.
  if (type === 'user' ? id && !/^spotify:|^https?:|\/|\p{Cs}/iu.test(id) : base62.test(id)) return id;
  throw invalid(`This is no id, URI or link of one ${type}`, `Pass one like spotify:${type}:…`);
}

/**
 * Makes the URI of something from its id, URI or link.
 *
 * @throws `invalid_spotify_id`, also for what is of another type
 */
export function toSpotifyUri<Type extends SpotifyType>(type: Type, text: string): SpotifyUri<Type> {
  return `spotify:${type}:${encodeURIComponent(toSpotifyId(type, text))}`;
}

/**
 * Makes the link of something from its id, URI or link.
 *
 * @throws `invalid_spotify_id`, also for what is of another type
 */
export function toSpotifyUrl<Type extends SpotifyType>(type: Type, text: string): SpotifyUrl<Type> {
  return `https://open.spotify.com/${type}/${encodeURIComponent(toSpotifyId(type, text))}`;
}

function readReference(text: string): SpotifyReference | undefined {
  const path = link.exec(text.trim())?.[1]?.split('/');
  const parts = path ?? text.trim().split(':').slice(1);
  if (!path && !/^\s*spotify:/.test(text)) return undefined;
  // spotify:user:OWNER:playlist:ID, until 2018
  if (parts[0] === 'user' && parts[2] === 'playlist') parts.splice(0, 2);
  const [type = '', id = '', ...more] = parts;
  if (!types.test(type) || more.length > 0) return undefined;
  if (type !== 'user') return base62.test(id) ? { type: type as 'track', id } : undefined;
  try {
    return id ? { type, id: decodeURIComponent(id) } : undefined;
  } catch {
    return undefined;
  }
}

const invalid = (what: string, advice: string) => new SpotifyError('invalid_spotify_id', 'fix_config', `${what}. ${advice}.`);
