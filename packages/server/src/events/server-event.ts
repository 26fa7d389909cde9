import type { ReauthorizationReason, SpotifyErrorCode } from 'spixie';
import type { OperationName } from 'spixie/operations';

/** The handler's routes. */
export type RouteName = 'sign-in' | 'callback' | 'sign-out' | 'session' | 'api';

/** The rule by which a request was refused. */
export type RefusalRule =
  /** It takes another method. */
  | 'method'
  /** It came from a page of another origin. */
  | 'other_origin'
  /** A sign-in in a frame, or as a picture. */
  | 'no_navigation'
  /** `returnTo` leads out of the app. */
  | 'return_to'
  /** `scope` names what the app never asks for. */
  | 'scope'
  /** The proxy: no header `x-spixie`, an operation that the app has not named, a body that is too large or broke off. */
  | 'no_header'
  | 'not_allowed'
  | 'too_large'
  | 'broken';

/** What was asked of the store. */
export type StoreOperation = 'get' | 'compareAndSwap' | 'delete' | 'touch' | 'find' | 'removeExpired';

/** What happened, for metrics and traces. Nothing in it says to whom: no user, no session, no token, no address. */
export type ServerEvent =
  /** A browser was sent to Spotify. */
  | { type: 'sign_in_begun' }
  /** It came back: `durationMs` is how long the callback took, Spotify's answers included. */
  | { type: 'signed_in'; durationMs: number }
  /** `unexpected`: an error that is none of Spixie's. */
  | { type: 'sign_in_failed'; code: SpotifyErrorCode | 'unexpected' }
  /** A token was renewed. */
  | { type: 'refreshed' }
  /** `sessions`: how many ended. */
  | { type: 'signed_out'; sessions: number }
  /** Spotify ended a session, or what was stored cannot be used. */
  | { type: 'reauthorization_required'; reason: ReauthorizationReason }
  /**
   * A cookie that opens no session: `malformed`, `unknown` (ended, expired, or of another app), with a `wrong_key`, or of a record that is
   * `unreadable` (damaged, or of another version of this package).
   */
  | { type: 'ticket_refused'; reason: 'malformed' | 'unknown' | 'wrong_key' | 'unreadable' }
  /** A request that no page of the app sends: `why` names the rule. */
  | { type: 'request_refused'; route: RouteName; why: RefusalRule }
  /** A request was answered with 500: the configuration is wrong, or, where it is `unexpected`, an error came that is none of Spixie's. */
  | { type: 'request_failed'; route: RouteName; code: SpotifyErrorCode | 'unexpected' }
  /** A call of the store failed, or took too long. */
  | { type: 'store_failed'; operation: StoreOperation }
  /** A call of a page's script was answered by the Web API, the wait at the gate and a renewed token included. */
  | { type: 'proxied'; operation: OperationName; status: number; durationMs: number };

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
