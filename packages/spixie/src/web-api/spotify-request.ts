import { SpotifyError } from '../errors/spotify-error.js';
import type { AccessTokenSource } from '../session/access-token-source.js';
import { answerError, malformed } from '../transport/answer-error.js';
import { toParameters } from '../transport/parameters.js';
import { readJson } from '../transport/read-json.js';
import { send, type TransportOptions } from '../transport/send.js';
import { apiError } from './api-error.js';
import type { Call, CallPolicy } from './call-policy.js';
import type { OperationName, Operations } from './contract/operations.js';

/** Where the Web API is, and who calls it. */
export interface SpotifyRequestOptions extends Omit<TransportOptions, 'signal'> {
  /** A session, client credentials, or anything else with a `getAccessToken`. */
  session: AccessTokenSource;
  /** The Web API. Default: `https://api.spotify.com/v1`. */
  apiUrl?: string | undefined;
  /** What repeats calls that fail, such as `createRetries()`. Default: each is sent once, and once more after a 401. */
  policy?: CallPolicy | undefined;
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
  const { session, apiUrl = 'https://api.spotify.com/v1', policy = (_, attempt) => attempt() } = options;

  const request = async (operation: string, input: AnyInput = {}): Promise<unknown> => {
    const { path, query = {}, body, signal } = input;
    const [method, template] = operation.split(' ') as [string, string];
    const search = String(toParameters(query));
    const url = apiUrl.replace(/\/+$/, '') + fillPath(template, path) + (search && `?${search}`);
    // The only body that is no JSON: a picture, as base64 text.
    const [type, content] = typeof body === 'string' ? ['image/jpeg', body] : ['application/json', JSON.stringify(body)];

    let token = '';
    const call: Call = { operation, url, body, signal, waitedMs: 0 };
    const attempt = async () => {
      call.status = undefined;
      // Only now: it may have waited for its turn.
      token = await session.getAccessToken({ signal });
      const headers = { authorization: `Bearer ${token}`, ...(content && { 'content-type': type }) };
      const answer = await send(url, { method, headers, body: content }, { ...options, ...input });
      const { ok, status } = answer.response;
      const value = readJson(answer.text);
      call.status = status;
      if (!ok) throw apiError(answer, value?.['error'], operation, token);
      // Player commands answer with 200 and a random text: only what had to be JSON, or began as JSON, counts as broken.
      if (!value && (method === 'GET' ? status !== 204 : /^\s*[[{]/.test(answer.text)))
        throw answerError(answer, operation, malformed);
      return value;
    };
    const run = () => policy(call, attempt);
    return run().catch(async (error: Partial<SpotifyError>) => {
      // Where no token arrived, another one helps no more.
      const isRejected = error.code === 'unauthorized' && error.reason !== 'missing_token';
      if (isRejected && token !== (await session.getAccessToken({ rejected: token, signal }))) return run();
      throw error;
    });
  };
  return request as SpotifyRequest;
}

function fillPath(template: string, path: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name] ?? '';
    // A segment of dots would climb to another operation.
    if (/^\.{0,2}$/.test(value)) throw new SpotifyError('invalid_option', 'fix_config', `${name} is missing. Pass it in path.`);
    return encodeURIComponent(value);
  });
}
