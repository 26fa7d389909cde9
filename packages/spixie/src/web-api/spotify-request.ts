import { SpotifyError } from '../errors/spotify-error.js';
import type { AccessTokenSource } from '../session/access-token-source.js';
import { answerError, malformed, type Verdict } from '../transport/answer-error.js';
import { toParameters } from '../transport/parameters.js';
import { quote } from '../transport/quote.js';
import { readJson } from '../transport/read-json.js';
import { type Answer, send, type TransportOptions } from '../transport/send.js';
import type { OperationName, Operations } from './contract/operations.js';

/** Where the Web API is, and who calls it. */
export interface SpotifyRequestOptions extends Omit<TransportOptions, 'signal'> {
  /** A session, client credentials, or anything else with a `getAccessToken`. */
  session: AccessTokenSource;
  /** The Web API. Default: `https://api.spotify.com/v1`. */
  apiUrl?: string | undefined;
}

/** What one call can set by itself. */
export type CallOptions = Pick<TransportOptions, 'signal' | 'timeoutMs'>;

/** What an operation takes: of `path`, `query` and `body` those that it has. */
export type OperationInput<Name extends OperationName> = Omit<Operations[Name], 'response'>;

/** Calls any operation by its name. The input may be left out where the operation needs none. */
export type SpotifyRequest = <Name extends OperationName>(
  operation: Name,
  ...input: Record<never, never> extends OperationInput<Name>
    ? [input?: OperationInput<Name> & CallOptions]
    : [input: OperationInput<Name> & CallOptions]
) => Promise<Operations[Name]['response']>;

interface AnyInput extends CallOptions {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * Creates the typed request underneath the client: one function for every operation of the Web API.
 *
 * @example
 * ```ts
 * import { type AccessTokenSource, createSpotifyRequest } from 'spixie';
 *
 * const firstPlaylist = async (session: AccessTokenSource) => {
 *   const request = createSpotifyRequest({ session });
 *   const page = await request('GET /me/playlists', { query: { limit: 1 } });
 *   return page.items[0]?.name;
 * };
 * ```
 */
export function createSpotifyRequest(options: SpotifyRequestOptions): SpotifyRequest {
  const { session, apiUrl = 'https://api.spotify.com/v1' } = options;

  const request = async (operation: string, input: AnyInput = {}): Promise<unknown> => {
    const { path, query = {}, body } = input;
    const [method, template] = operation.split(' ') as [string, string];
    const url = new URL(apiUrl.replace(/\/+$/, '') + fillPath(template, path));
    url.search = String(toParameters(query));

    const call = (token: string) => {
      const init = {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
        body: JSON.stringify(body),
      };
      return send(url.href, init, { ...options, ...input });
    };
    let token = await session.getAccessToken();
    let answer = await call(token);
    if (answer.response.status === 401) {
      const next = await session.getAccessToken({ rejected: token });
      if (next !== token) {
        token = next;
        answer = await call(token);
      }
    }
    const json = readJson(answer.text);
    if (!answer.response.ok) throw apiError(answer, json?.['error'], operation, token);
    // Player commands answer with 200 and a random text: only what had to be JSON, or began as JSON, counts as broken.
    if (!json && answer.text && (method === 'GET' || /^\s*[[{]/.test(answer.text))) {
      throw answerError(answer, operation, malformed);
    }
    return json;
  };
  return request as SpotifyRequest;
}

const verdicts: Record<number, Verdict> = {
  401: ['unauthorized', 'reauthorize', 'Sign the user in again.'],
  403: ['forbidden', 'fix_config', 'Check the scopes and the dashboard.'],
  404: ['not_found', 'none', 'Check the id.'],
};

/** What Spotify says is JSON, or a plain text for some 403s, or a page of something in between. */
function apiError(answer: Answer, error: unknown, operation: string, token: string): SpotifyError {
  const { message = answer.text, reason } = (error ?? {}) as { message?: unknown; reason?: unknown };
  const verdict: Verdict = verdicts[answer.response.status] ?? ['bad_request', 'fix_config', 'Correct what it names.'];
  return answerError(answer, operation, verdict, quote(message, [token]), quote(reason, [token]));
}

function fillPath(template: string, path: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name] ?? '';
    // A segment of dots would climb to another operation.
    if (/^\.{0,2}$/.test(value)) throw new SpotifyError('invalid_option', 'fix_config', `${name} is missing. Pass it in path.`);
    return encodeURIComponent(value);
  });
}
