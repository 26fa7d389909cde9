import type { RedactedFields } from './redaction.js';

/** What was decided about a request. */
export type Decision =
  /** Sent to the login page, because nobody was signed in. */
  | 'login_required'
  /** A login or consent page, or another page, was shown. */
  | 'page'
  | 'consent_asked'
  | 'signed_in'
  | 'login_refused'
  | 'signed_out'
  /** The user took an app's access back on the account page. */
  | 'access_removed'
  /** Something was changed on the dashboard. */
  | 'changed'
  | 'issued_code'
  /** The user declined. */
  | 'denied'
  /** A code or an app's own credentials were exchanged for a token. */
  | 'token_issued'
  /** A refresh that kept the refresh token. */
  | 'refreshed'
  /** A refresh that replaced the refresh token. */
  | 'rotated'
  /** A refresh token that had been replaced came back, and its whole grant was revoked. */
  | 'reuse_detected'
  /** A code that had been exchanged came back, and the tokens that it gave were revoked (strict mode). */
  | 'replay_detected'
  /** The Web API answered. */
  | 'answered'
  /** The app sent more requests than its rate limit or its quota allows. */
  | 'rate_limited'
  | 'preflight'
  /** The request was refused; `reason` says why. */
  | 'refused'
  /** Nothing is there. */
  | 'not_found'
  /** A fault rule answered, or broke the connection before anything was processed. */
  | 'fault'
  /** The local Spotify itself failed: a defect of it. */
  | 'failed';

/** One request and what became of it. Secrets never stand in it. */
export interface JournalEntry {
  /** Counts up from 1. */
  readonly id: number;
  /** Epoch milliseconds of the clock. */
  readonly at: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: RedactedFields;
  /** The fields of the body, where it was a form or JSON. */
  readonly body?: RedactedFields;
  /** The status that was answered, 0 when a fault broke the connection. */
  readonly status: number;
  readonly clientId?: string;
  readonly userId?: string;
  readonly grantType?: string;
  /** The authorization that the tokens belong to. */
  readonly grantId?: string;
  /** The id of the fault rule that hit. */
  readonly fault?: string;
  readonly decision: Decision;
  /** Why, in the words of the answer where it has some. */
  readonly reason?: string;
  /** What a stricter server would have refused. */
  readonly deviations: readonly string[];
}

/** The decisions there are. */
export const decisions: readonly Decision[] = Object.keys({
  login_required: true,
  page: true,
  consent_asked: true,
  signed_in: true,
  login_refused: true,
  signed_out: true,
  access_removed: true,
  changed: true,
  issued_code: true,
  denied: true,
  token_issued: true,
  refreshed: true,
  rotated: true,
  reuse_detected: true,
  replay_detected: true,
  answered: true,
  rate_limited: true,
  preflight: true,
  refused: true,
  not_found: true,
  fault: true,
  failed: true,
} satisfies Record<Decision, true>) as Decision[];

/** Which entries are meant. Every field that is given has to be equal. */
export interface JournalQuery {
  readonly method?: string;
  /** The whole path, with `*` for any stretch of characters. */
  readonly path?: string;
  /** The decision, or any of these. */
  readonly decision?: Decision | readonly Decision[];
  readonly grantType?: string;
  readonly status?: number;
  readonly clientId?: string;
  readonly userId?: string;
  readonly grantId?: string;
  /** The id of a fault rule. */
  readonly fault?: string;
  /** Whether something was let through that a stricter server would have refused; or a part of the sentence that says what. */
  readonly deviations?: boolean | string;
  /** Only entries after the one with this id. */
  readonly after?: number;
}
