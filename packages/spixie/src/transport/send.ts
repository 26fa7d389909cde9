import { SpotifyError } from '../errors/spotify-error.js';
import { longestTimer } from './sleep.js';

/** How a request reaches Spotify, and when it ends. */
export interface TransportOptions {
  /** The `fetch` to use. Default: the environment's. */
  fetch?: typeof fetch | undefined;
  /** Cancels the request: it fails with the code `aborted`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds until the request, its body included, fails with the code `timeout`: above zero, `Infinity` for never. Default: 30,000. */
  timeoutMs?: number | undefined;
}

/** An answer whose body has been read. */
export interface Answer {
  response: Response;
  text: string;
}

/**
 * Sends one request and reads the whole answer. It always ends: with the answer, or with one of the errors below.
 *
 * @throws `invalid_option`, `timeout`, `aborted`, `network_error`
 */
export async function send(url: string, init: RequestInit, options: TransportOptions): Promise<Answer> {
  const { signal, timeoutMs = 30_000, fetch: request = fetch } = options;
  if (!(timeoutMs > 0)) throw new SpotifyError('invalid_option', 'fix_config', 'timeoutMs is not above zero. Pass more.');
  const controller = new AbortController();
  const abort = () => controller.abort();
  // Not AbortSignal.any and .timeout: phones' JavaScript engines lack them.
  const timer = setTimeout(abort, Math.min(timeoutMs, longestTimer));
  signal?.addEventListener('abort', abort);
  try {
    if (signal?.aborted) abort();
    const response = await request(url, { ...init, signal: controller.signal });
    return { response, text: await response.text() };
  } catch (cause) {
    throw signal?.aborted
      ? new SpotifyError('aborted', 'none', 'The caller cancelled it.', { cause })
      : controller.signal.aborted
        ? new SpotifyError('timeout', 'retry', `Spotify did not answer in ${timeoutMs} ms. Try again later.`, { cause })
        : new SpotifyError('network_error', 'retry', 'Spotify did not answer. Try again later.', { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
