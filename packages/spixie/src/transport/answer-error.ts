import type { ErrorActions, SpotifyErrorCode } from '../errors/codes.js';
import { SpotifyError, type SpotifyErrorDetails } from '../errors/spotify-error.js';
import { retryAfterSeconds } from './retry-after.js';
import type { Answer } from './send.js';

/** What an answer means to who asked: the error's code, its action, and what to do. */
export type Verdict = { [Code in SpotifyErrorCode]: readonly [Code, ErrorActions[Code], advice: string] }[SpotifyErrorCode];

/** The verdict on what no service of Spotify's would say: a page of something in between, a truncated body. */
export const malformed: Verdict = ['malformed_response', 'retry', 'That is malformed. Try again later.'];

/**
 * Makes the error of an answer that is no success. An outage and a rate limit mean the same wherever they come from; the rest is
 * the caller's verdict.
 */
export function answerError(answer: Answer, request: string, verdict: Verdict, said = 'no text', reason = said): SpotifyError {
  const { status } = answer.response;
  const [code, action, advice]: Verdict =
    status > 499
      ? ['server_error', 'retry', 'Try again later.']
      : status === 429
        ? ['rate_limited', 'retry', 'Try again later.']
        : verdict;
  return new SpotifyError(code, action as never, `Spotify answered ${request} with ${status} (${said}). ${advice}`, {
    status,
    reason,
    retryAfterSeconds: retryAfterSeconds(answer.response),
  });
}

/** The same error with another sentence of what to do, and with more that is known. */
export function withAdvice(error: SpotifyError, advice: string, more: SpotifyErrorDetails = {}): SpotifyError {
  const { code, action, message, status, reason, retryAfterSeconds } = error;
  const happened = message.slice(0, message.lastIndexOf('). ') + 3);
  return new SpotifyError(code, action as never, happened + advice, { status, reason, retryAfterSeconds, ...more });
}
