import type { LimitBody } from './limit-body.js';

/** What a rule does to the call that it hits. */
export interface FaultEffect {
  /** Answers with this status in place of the real answer. */
  readonly status?: number;
  /** Headers set on the answer, whichever it is. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers with this body in place of the real one: a string as it is, anything else as JSON. */
  readonly body?: unknown;
  /**
   * Answers with this `Retry-After`: seconds, a date (a `Date` or ISO 8601 text, which becomes an HTTP date), or `null` for none.
   * The status is 429 unless given.
   */
  readonly retryAfter?: number | string | Date | null;
  /** Which of the bodies a 429 has that were seen from Spotify. Default of a 429 that `retryAfter` makes: `api`. */
  readonly limitBody?: LimitBody;
  /** Answers a token request with this error, in place of the real answer. The status is 400 unless given. */
  readonly grantError?: { readonly error: string; readonly description?: string };
  /** `false`: the answer has no CORS headers, whichever it is. A page in a browser then sees a network error. */
  readonly cors?: false;
  /** Waits so many real milliseconds first. Alone, the real answer follows. */
  readonly delayMs?: number;
  /** Waits up to so many real milliseconds more, drawn from the seed. */
  readonly jitterMs?: number;
  /** Sends the headers at once and the body in pieces, the last one after so many real milliseconds. */
  readonly bodyDelayMs?: number;
  /**
   * Breaks the connection: `before` the request was processed, or `after` (a token was rotated, and the answer is lost). With
   * `truncate`, `after` breaks it in the middle of the body.
   */
  readonly drop?: 'before' | 'after';
  /** Processes the request for real and cuts the answer's body: to so many bytes, or `true` to half of them. */
  readonly truncate?: true | number;
  /** Answers with an HTML error page, as a gateway does. The status is 503 unless given. */
  readonly html?: true;
}

/** A fault: which calls, and what happens to them. Every condition that is given has to hold. */
export interface FaultRule {
  readonly method?: string;
  /** The path without the query, with `*` for any stretch of characters: `/v1/playlists/*`. */
  readonly path?: string;
  /** The `grant_type` of a token request. */
  readonly grantType?: string;
  readonly clientId?: string;
  /** Whose token, code, refresh token it is. */
  readonly userId?: string;
  /** Only from this time of the clock on: epoch milliseconds, a `Date` or ISO 8601 text. Calls before it are not counted. */
  readonly from?: number | string | Date;
  /** Only before this time of the clock. */
  readonly until?: number | string | Date;
  /** Only for so many milliseconds of the clock, counted from `from`, or from when the rule was added. */
  readonly forMs?: number;
  /** Which of the matching calls are hit, counted from 1. Default: all. */
  readonly nth?: number | readonly number[];
  /** Each so-manyth of the matching calls is hit: with 3 the third, the sixth, and so on. */
  readonly every?: number;
  /** The share of the matching calls that is hit, from 0 to 1, drawn from the seed: the same calls each time. */
  readonly share?: number;
  /** What `share` and `jitterMs` are drawn from. Default: the seed of the local Spotify. */
  readonly seed?: number;
  /** How many calls are hit at most. Default: no end. */
  readonly times?: number;
  readonly effect: FaultEffect;
}
