import type { SpotifyErrorCode } from 'spixie';

/** What happened, for metrics and traces. Nothing in it says to whom: no user, no session, no token, no address. */
export type ServerEvent =
  | { type: 'sign_in_begun' }
  | { type: 'signed_in'; durationMs: number }
  /** `unexpected`: an error that is none of Spixie's. */
  | { type: 'sign_in_failed'; code: SpotifyErrorCode | 'unexpected' }
  | { type: 'refreshed' }
  /** `sessions`: how many ended. */
  | { type: 'signed_out'; sessions: number }
  /** Spotify ended a session, or what was stored cannot be used. */
  | { type: 'reauthorization_required'; reason: string }
  /**
   * A cookie that opens no session: `malformed`, `unknown` (ended, expired, or of another app), with a `wrong_key`, or of a record that is
   * `unreadable` (damaged, or of another version of this package).
   */
  | { type: 'ticket_refused'; reason: 'malformed' | 'unknown' | 'wrong_key' | 'unreadable' }
  /** A request that no page of the app sends: `why` names the rule. */
  | { type: 'request_refused'; route: string; why: string }
  /** A request was answered with 500: the configuration is wrong, or, where it is `unexpected`, an error came that is none of Spixie's. */
  | { type: 'request_failed'; route: string; code: SpotifyErrorCode | 'unexpected' }
  | { type: 'store_failed'; operation: string }
  | { type: 'proxied'; operation: string; status: number; durationMs: number };

/** Takes events. What it throws is ignored. */
export type OnEvent = (event: ServerEvent) => void;

/** Takes errors. What it throws is ignored. */
export type OnError = (error: unknown) => void;

/** Tells of an event: a listener that fails must not fail the request. */
export function tellEvent(onEvent: OnEvent | undefined, event: ServerEvent): void {
  tell(onEvent, event);
}

/** Tells of an error, of which the visitor got no more than a code. */
export function tellError(onError: OnError | undefined, error: unknown): void {
  tell(onError, error);
}

function tell<What>(listener: ((what: What) => void) | undefined, what: What): void {
  try {
    listener?.(what);
  } catch {}
}
