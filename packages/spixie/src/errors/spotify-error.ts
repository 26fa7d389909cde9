import type { ErrorAction, ErrorActions, SpotifyErrorCode } from './codes.js';

/** What an error can carry besides its code and its sentences. */
export interface SpotifyErrorDetails {
  /** What was thrown underneath, if anything. */
  cause?: unknown;
  /** The HTTP status of the answer. */
  status?: number | undefined;
  /** Why, in the other side's words: OAuth's `error_description` or `error`, the player's `reason`. */
  reason?: string | undefined;
  /** Seconds to wait before the same call makes sense again. */
  retryAfterSeconds?: number | undefined;
  /** What the user did not grant and the operation needs: all of it, or one where the message says so. */
  missingScopes?: readonly string[] | undefined;
  /** The tier that the operation needs, where Spotify refused it and it is not for all apps. */
  neededTier?: 'extended' | undefined;
  /** What was written before a part failed. */
  done?: readonly string[] | undefined;
  /** What was not written, the part first that failed. */
  notDone?: readonly string[] | undefined;
}

/**
 * The one error class of this package. `message` is a sentence of what happened and one of what to do; tokens, codes,
 * verifiers, secrets and bodies are in none of its properties.
 *
 * @example
 * ```ts
 * import { isSpotifyError } from 'spixie';
 *
 * const handle = (error: unknown) => {
 *   if (isSpotifyError(error, 'access_denied')) return 'No problem. You can sign in whenever you like.';
 *   if (isSpotifyError(error) && error.retryable) return 'Spotify cannot be reached. Try again in a moment.';
 *   throw error;
 * };
 * ```
 */
export class SpotifyError<Code extends SpotifyErrorCode = SpotifyErrorCode> extends Error {
  /** Which error this is, from a closed union. */
  declare readonly code: Code;
  /** What can be done about it. */
  declare readonly action: ErrorAction;
  /** Whether the same call may succeed later, unchanged. */
  declare readonly retryable: boolean;
  declare readonly status?: number;
  declare readonly reason?: string;
  declare readonly retryAfterSeconds?: number;
  declare readonly missingScopes?: readonly string[];
  declare readonly neededTier?: 'extended';
  declare readonly done?: readonly string[];
  declare readonly notDone?: readonly string[];

  constructor(code: Code, action: ErrorActions[Code], message: string, details: SpotifyErrorDetails = {}) {
    super(message, details);
    // `cause` is there already, and stays out of what is enumerable.
    Object.assign(this, details, { name: 'SpotifyError', code, action, retryable: action === 'retry' });
  }
}

/**
 * Whether a value is a {@link SpotifyError}, of the given code if one is given. Unlike `instanceof` it also knows the errors of
 * another copy of this package, and of another realm.
 */
export function isSpotifyError<Code extends SpotifyErrorCode = SpotifyErrorCode>(
  value: unknown,
  code?: Code,
): value is SpotifyError<Code> {
  const error = value as Partial<SpotifyError> | null | undefined;
  return error?.name === 'SpotifyError' && error.action !== undefined && (!code || error.code === code);
}
