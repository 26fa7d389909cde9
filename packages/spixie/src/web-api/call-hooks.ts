import type { SpotifyErrorCode } from '../errors/codes.js';
import { isSpotifyError } from '../errors/spotify-error.js';
import type { CallPolicy } from './call-policy.js';
import { tell } from './tell.js';

/** A request as it is told: without its token, its other headers and its body. */
export interface RequestFacts {
  /** Such as `GET /playlists/{playlist_id}`. */
  operation: string;
  method: string;
  /** With its ids and its query, as it is sent. */
  url: string;
  /** The how-manyth time that this call is sent, from 1. */
  attempt: number;
}

/** How a request ended, as it is told: without headers and body. */
export interface ResponseFacts extends RequestFacts {
  /** The HTTP status. Absent where no answer came. */
  status?: number | undefined;
  /** Why it failed, where it did. */
  errorCode?: SpotifyErrorCode | undefined;
  /** From the request to the end of the answer's body. */
  durationMs: number;
}

export interface CallHooks {
  /** Is told of every request before it is sent. */
  onRequest?: ((request: RequestFacts) => void) | undefined;
  /** Is told of every answer, and of every request without one. */
  onResponse?: ((response: ResponseFacts) => void) | undefined;
}

/** Tells hooks of each time that a call is sent. */
export function createCallHooks({
  onRequest,
  onResponse,
  now = Date.now,
}: CallHooks & { now?: (() => number) | undefined }): CallPolicy {
  if (!onRequest && !onResponse) return (_, send) => send();
  return async (call, send) => {
    const { operation, url } = call;
    const attempt = (call.attempt ?? 0) + 1;
    call.attempt = attempt;
    const facts: RequestFacts = { operation, method: operation.replace(/ .*/, ''), url, attempt };
    const startedAt = now();
    const end = (errorCode?: SpotifyErrorCode) =>
      tell(onResponse, { ...facts, status: call.status, errorCode, durationMs: now() - startedAt });
    tell(onRequest, facts);
    try {
      const value = await send();
      end();
      return value;
    } catch (error) {
      end(isSpotifyError(error) ? error.code : undefined);
      throw error;
    }
  };
}
