import { type LeaveGate, type RateGate, type Session, SpotifyError, type TransportOptions } from 'spixie';

/** A call of a page's script, on its way to the Web API. */
export interface CallWithToken extends Omit<TransportOptions, 'signal'> {
  url: string;
  /** Read whole, so that it can be sent twice. */
  body: Uint8Array | undefined;
  operation: string;
  session: Pick<Session, 'getAccessToken'>;
  gate: RateGate;
}

// Cookies are the app's own, and the rest belongs to its connection.
const forwarded = ['accept', 'accept-language', 'content-type', 'if-none-match'];
const MOST_WAIT_MS = 5_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Sends a call with the user's token, and once more with a new one where that was refused. A redirect is not followed: the token is for
 * this address alone.
 *
 * @returns the answer, whose body is still to come
 * @throws `network_error`, `timeout`, `aborted`, `rate_limited`, and what getting a token throws
 */
export async function sendWithToken(request: Request, call: CallWithToken): Promise<Response> {
  const { url, body, operation, session, gate, fetch: send = fetch, timeoutMs = 30_000 } = call;
  const gone = request.signal;
  const headers = new Headers();
  for (const name of forwarded) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const sendOnce = async (accessToken: string): Promise<Response> => {
    headers.set('authorization', `Bearer ${accessToken}`);
    const leave: LeaveGate = await gate.enter(
      { operation, url, body: undefined, signal: gone, waitedMs: 0 },
      { maxWaitMs: MOST_WAIT_MS },
    );
    let stopMs = 0;
    const signal = AbortSignal.any([gone, AbortSignal.timeout(Math.min(timeoutMs, LONGEST_TIMER))]);
    try {
      const response = await send(url, {
        method: request.method,
        headers,
        body: (body ?? null) as BodyInit | null,
        signal,
        redirect: 'manual',
      });
      if (response.status === 429) stopMs = Number(response.headers.get('retry-after') ?? 2) * 1000 || 2_000;
      return response;
    } catch (cause) {
      if (gone.aborted) throw new SpotifyError('aborted', 'none', 'The browser has gone away.', { cause });
      throw signal.aborted
        ? new SpotifyError('timeout', 'retry', `Spotify did not answer in ${timeoutMs} ms. Try again later.`, { cause })
        : new SpotifyError('network_error', 'retry', 'Spotify did not answer. Try again later.', { cause });
    } finally {
      await leave(stopMs);
    }
  };
  const accessToken = await session.getAccessToken({ signal: gone });
  const response = await sendOnce(accessToken);
  if (response.status !== 401 || /missing_token/.test(response.headers.get('www-authenticate') ?? '')) return response;
  const next = await session.getAccessToken({ rejected: accessToken, signal: gone });
  if (next === accessToken) return response;
  await response.body?.cancel();
  return sendOnce(next);
}
