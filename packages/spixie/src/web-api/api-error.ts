import type { SpotifyError } from '../errors/spotify-error.js';
import { answerError, type Verdict } from '../transport/answer-error.js';
import { quote } from '../transport/quote.js';
import type { Answer } from '../transport/send.js';

const verdicts: Record<number, Verdict> = {
  401: ['unauthorized', 'reauthorize', 'Sign the user in again.'],
  403: ['forbidden', 'fix_config', 'Check the dashboard, and who has Premium.'],
  404: ['not_found', 'none', 'Check the id, or the device.'],
};

const scopeMissing: Verdict = ['insufficient_scope', 'reauthorize', 'Sign the user in again.'];
const wrongRequest: Verdict = ['bad_request', 'fix_config', 'Correct what it names.'];

/** What Spotify says is JSON, or a plain text for some 403s, or a page of something in between. */
export function apiError(answer: Answer, error: unknown, operation: string, token: string): SpotifyError {
  const { message = answer.text, reason } = (error ?? {}) as { message?: unknown; reason?: unknown };
  const said = quote(message, [token]);
  const verdict = said === 'Insufficient client scope' ? scopeMissing : (verdicts[answer.response.status] ?? wrongRequest);
  // RFC 6750 §3: since 2026 only this header tells a missing token from a bad one. Browsers do not show it.
  const challenge = /error="(\w+)"/.exec(answer.response.headers.get('www-authenticate') ?? '')?.[1];
  return answerError(answer, operation, verdict, said, challenge ?? quote(reason, [token]));
}
