import { answerError, malformed } from '../transport/answer-error.js';
import { toParameters } from '../transport/parameters.js';
import { quote } from '../transport/quote.js';
import { readJson } from '../transport/read-json.js';
import { send, type TransportOptions } from '../transport/send.js';
import { spotifyAccountsUrl } from './accounts-url.js';
import type { TokenSet } from './token-set.js';

/** What every token request takes. */
export interface TokenRequestOptions extends TransportOptions {
  /** The app's client id, from Spotify's dashboard. */
  clientId: string;
  /** The app's secret, only on servers. Without it the request is that of a public client. */
  clientSecret?: string | undefined;
  /** The accounts service. Default: `https://accounts.spotify.com`. */
  accountsUrl?: string | undefined;
  /** The clock, epoch milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

/**
 * Posts one token request and reads the answer.
 *
 * @throws `invalid_option`, `invalid_grant`, `invalid_client`, `token_request_refused`, `rate_limited`, `server_error`,
 * `malformed_response`, `timeout`, `aborted`, `network_error`
 * @see RFC 6749 §3.2, §5
 */
export async function requestTokens(
  grant: Record<string, string | undefined>,
  options: TokenRequestOptions,
  scopes: readonly string[] = [],
): Promise<TokenSet> {
  const { clientId, clientSecret, now = Date.now } = options;
  const body = toParameters({ ...grant, client_id: clientSecret ? undefined : clientId });
  // A secret travels in the header, RFC 6749 §2.3.1; Spotify takes a public client's id from the body.
  const headers: HeadersInit = clientSecret
    ? { authorization: `Basic ${btoa(`${formEncode(clientId)}:${formEncode(clientSecret)}`)}` }
    : {};
  const issuedAt = now();
  // A redirect would carry the secrets elsewhere: it is not followed.
  const init: RequestInit = { method: 'POST', headers, body, redirect: 'manual' };
  const answer = await send(`${spotifyAccountsUrl(options)}/api/token`, init, options);
  const { ok } = answer.response;
  const fields = readJson(answer.text);
  const tokenSet = ok && fields && readTokenSet(fields, issuedAt, scopes);
  if (tokenSet) return tokenSet;

  const secrets = [clientSecret, ...Object.values(grant)];
  // An error counts only as one: with a 200 something in between has spoken, and no session may end by it.
  const error = ok ? undefined : quote(fields?.['error'], secrets);
  throw answerError(
    answer,
    'the token request',
    // RFC 6749 §5.2
    error === 'invalid_grant'
      ? [error, 'reauthorize', 'Sign the user in again.']
      : error === 'invalid_client'
        ? [error, 'fix_config', 'Copy clientId and clientSecret from the dashboard.']
        : error
          ? ['token_request_refused', 'fix_config', 'Correct what it names.']
          : malformed,
    quote(fields?.['error_description'], secrets) ?? error,
  );
}

/** RFC 6749 appendix B: what stands in Basic credentials is form-encoded first. */
function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/** RFC 6749 §5.1. */
function readTokenSet(fields: Record<string, unknown>, issuedAt: number, asked: readonly string[]): TokenSet | undefined {
  const { access_token: accessToken, token_type, expires_in, refresh_token: refreshToken, scope } = fields;
  const expiresAt = issuedAt + Number(expires_in ?? 3600) * 1000;
  if (
    typeof accessToken !== 'string' ||
    !accessToken ||
    !/^bearer$/i.test(String(token_type)) ||
    !(expiresAt > issuedAt && expiresAt < Infinity)
  )
    return undefined;
  return {
    accessToken,
    issuedAt,
    expiresAt,
    // Granted as asked where the answer names none.
    scopes: String(scope ?? '').match(/\S+/g) ?? asked,
    // Anything but a token (null, an empty string) counts as none, so that it never replaces a good one.
    ...(typeof refreshToken === 'string' && refreshToken && { refreshToken }),
  };
}
