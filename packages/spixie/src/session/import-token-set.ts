import type { TokenSet } from '../auth/token-set.js';
import { SpotifyError } from '../errors/spotify-error.js';

/** What the caller knows of a sign-in that was made with another client. What the record itself says comes first. */
export interface ImportTokenSetOptions {
  /** When the user signed in: epoch milliseconds. No client stores it, and the six months are counted from it. */
  authorizedAt?: number | undefined;
  /** What the user granted. */
  scopes?: readonly string[] | undefined;
  /** When the access token expires: epoch milliseconds. */
  expiresAt?: number | undefined;
}

/** What could not be known of a sign-in. */
export type UnknownOfTokenSet =
  /** Nobody is warned before the six months are over; their end is known when it comes. */
  | 'authorizedAt'
  /** The token set has none until its first refresh: a session that requires scopes takes them for missing. */
  | 'scopes'
  /** The access token counts as expired, so that the first use refreshes. */
  | 'expiresAt'
  /** The session is over when the access token expires. */
  | 'refreshToken';

/** A sign-in that was made with another client, in terms of this one. */
export interface ImportedTokenSet {
  tokenSet: TokenSet;
  /** What neither the record nor the caller said. */
  unknown: readonly UnknownOfTokenSet[];
}

/** What is below it counts seconds until the year 5138, what is above it milliseconds since 1973. */
const tooLateForSeconds = 1e11;

/**
 * Reads what another client stored of a sign-in: the official SDK's record in localStorage, spotipy’s `.cache`, or the token
 * endpoint’s bare answer, with whatever `expires` or `expires_at` was added to it, in seconds, milliseconds or as a date.
 *
 * @param stored its JSON, as text or as an object
 * @throws `invalid_option`
 * @example
 * ```ts
 * import { createSession, importTokenSet } from 'spixie';
 *
 * export const resume = (clientId: string, stored: string) => {
 *   const { tokenSet, unknown } = importTokenSet(stored);
 *   if (unknown.includes('refreshToken')) return undefined; // the user has to sign in again
 *   return createSession({ clientId, tokenSet });
 * };
 * ```
 */
export function importTokenSet(stored: string | object, options: ImportTokenSetOptions = {}): ImportedTokenSet {
  const fields = fieldsOf(stored);
  const accessToken = textOf(fields['access_token']);
  const refreshToken = textOf(fields['refresh_token']);
  if (!accessToken && !refreshToken) throw refused('has neither access_token nor refresh_token');
  if (fields['token_type'] !== undefined && !/^bearer$/i.test(String(fields['token_type']))) {
    throw refused('is of no bearer token, as that of a sign-in that was never finished');
  }
  const { authorizedAt } = options;
  // In seconds it would say that the six months were over long ago.
  if (authorizedAt !== undefined && !(authorizedAt > tooLateForSeconds))
    throw refused('has an authorizedAt that is not epoch milliseconds');

  const scopes = scopesOf(fields['scope'] ?? fields['scopes']) ?? options.scopes;
  const expiresAt = momentOf(fields['expires']) ?? momentOf(fields['expires_at']) ?? options.expiresAt;
  const lifetimeMs = (Number(fields['expires_in']) || 3600) * 1000;
  const known = { authorizedAt, scopes, expiresAt, refreshToken };
  return {
    tokenSet: {
      accessToken: accessToken ?? '',
      issuedAt: expiresAt === undefined ? 0 : expiresAt - lifetimeMs,
      expiresAt: accessToken && expiresAt !== undefined ? expiresAt : 0,
      scopes: scopes ?? [],
      ...(refreshToken && { refreshToken }),
      ...(authorizedAt !== undefined && { authorizedAt }),
    },
    unknown: (Object.keys(known) as UnknownOfTokenSet[]).filter((name) => known[name] === undefined),
  };
}

function fieldsOf(stored: unknown): Record<string, unknown> {
  let fields = stored;
  if (typeof stored === 'string') {
    try {
      fields = JSON.parse(stored);
    } catch {
      // What the parser says quotes the text, and the text has tokens in it.
      throw refused('is no JSON');
    }
  }
  if (typeof fields !== 'object' || fields === null) throw refused('is no object');
  return fields as Record<string, unknown>;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

/** RFC 6749 §3.3, or a list as some clients keep it. */
function scopesOf(value: unknown): readonly string[] | undefined {
  const scopes = Array.isArray(value) ? value.filter((scope) => typeof scope === 'string') : textOf(value)?.match(/\S+/g);
  return scopes?.length ? scopes : undefined;
}

/** Epoch milliseconds of a number in either unit, or of a date as text. */
function momentOf(value: unknown): number | undefined {
  // As milliseconds the seconds of this century are in 1970, and no token is from there.
  const unit = Number(value) < tooLateForSeconds ? 1000 : 1;
  const moment = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value * unit : Number.NaN;
  // What no date can be is no moment either.
  return moment > 0 && moment <= 8.64e15 ? moment : undefined;
}

function refused(what: string): SpotifyError {
  return new SpotifyError(
    'invalid_option',
    'fix_config',
    `What was to be imported ${what}. Pass the JSON that the other client stored.`,
  );
}
